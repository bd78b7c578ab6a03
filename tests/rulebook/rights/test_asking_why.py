"""Who may be asked why they opened a case, and how often they answer."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.oversight.rights.rules import may_be_answered, may_be_asked

title = "Asking why a case was opened"
text = """\
The data protection officer may ask a colleague about a look, once. Only the colleague answers, once. Neither question
nor answer shows on the case."""

CASES = """
    who looked   | asked before | answered before | may ask? | may answer? | because
    -------------+--------------+-----------------+----------+-------------+---------------------------------------
    a colleague  | no           | no              | yes      | yes         |
    a colleague  | yes          | no              | no       | yes         | this look was asked about already
    a colleague  | yes          | yes             | no       | no          | this look was asked about already; you answered it already
    the officer  | no           | no              | no       | yes         | this look is your own
    the public   | no           | no              | no       | yes         | nobody with an account did this
"""

WHO = {"a colleague": 2, "the officer": 1, "the public": None}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_asking_why(case):
    ask = may_be_asked(looked=WHO[case["who looked"]], asks=1, is_asked=case["asked before"] == "yes")
    answer = may_be_answered(is_answered=case["answered before"] == "yes")

    assert (bool(ask), bool(answer)) == (case["may ask?"] == "yes", case["may answer?"] == "yes")
    assert told(ask & answer) == case["because"]
