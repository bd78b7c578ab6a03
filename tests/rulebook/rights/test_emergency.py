"""When a case is opened in an emergency, and who reviews it."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.oversight.rights.rules import may_break_glass, may_review

title = "Emergency access"
text = """\
Where somebody may come to harm before anybody can be asked, whoever works on cases opens one for some hours, with a written
reason. Nobody who is kept out does, and it opens no police step. The data protection officer is told at once and says
whether it was right, with reasons, once; never of their own."""

CASES = """
    opened by     | reason | can open it | reviewed by   | words | may open? | may review? | because
    --------------+--------+-------------+---------------+-------+-----------+-------------+---------------------------------------
    a colleague   | yes    | no          | an officer    | yes   | yes       | yes         |
    a colleague   | -      | no          | an officer    | yes   | no        | yes         | nothing says what may happen
    a colleague   | yes    | yes         | an officer    | yes   | no        | yes         | you can open this case already
    a colleague   | yes    | no          | an officer    | -     | yes       | no          | no reasons are given
    an officer    | yes    | no          | an officer    | yes   | yes       | no          | this emergency is your own
"""

WHO = {"a colleague": 2, "an officer": 1}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_emergency(case):
    opening = may_break_glass(reason=case["reason"], opens_it_already=case["can open it"] == "yes")
    review = may_review(opened_by=WHO[case["opened by"]], reviewed_by=WHO[case["reviewed by"]], words=case["words"])

    assert (bool(opening), bool(review)) == (case["may open?"] == "yes", case["may review?"] == "yes")
    assert told(opening & review) == case["because"]
