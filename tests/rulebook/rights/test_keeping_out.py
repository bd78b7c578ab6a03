"""Who may be kept out of a case, and who hands it on first."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.commons.cases.rules import may_be_kept_out

title = "Keeping a colleague out of a case"
text = """\
A relative, a friend, somebody who is tied to the person or the family: they say so themselves, or a manager or the data
protection officer keeps them out. From then on the case is to them as if it did not exist, whatever post, agenda or grant
they hold. Whoever answers for the case hands it on first."""

CASES = """
    who                    | reason | may be kept out? | because
    -----------------------+--------+------------------+------------------------------------------------------
    a colleague            | yes    | yes              |
    a colleague            | -      | no               | no reason is given
    the owner              | yes    | no               | the owner and the police risk owner hand the case on first
    somebody kept out      | yes    | no               | this colleague is kept out already
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_keeping_out(case):
    answer = may_be_kept_out(
        answers_for_it=case["who"] == "the owner",
        is_out=case["who"] == "somebody kept out",
        reason="A cousin" if case["reason"] else "",
    )

    assert bool(answer) == (case["may be kept out?"] == "yes")
    assert told(answer) == case["because"]
