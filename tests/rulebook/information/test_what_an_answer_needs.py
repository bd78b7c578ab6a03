import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.commons.sharing import rules

title = "What an answer needs"
text = """Nothing held needs nothing more. Each piece of what is given is marked as fact, opinion or a third party's report, and
a third party's report names its source. Whoever cannot share says why."""

CASES = """
    answer       | reason  | piece       | source    | may be sent? | because
    -------------+---------+-------------+-----------+--------------+---------------------------------------------------
    nothing_held | -       | -           | -         | yes          |
    cannot_share | a court | -           | -         | yes          |
    cannot_share | -       | -           | -         | no           | an agency that cannot share says why
    held         | -       | fact        | -         | yes          |
    held         | -       | opinion     | -         | yes          |
    held         | -       | third_party | a friend  | yes          |
    held         | -       | third_party | -         | no           | a third party's report has no source
    held         | -       | -           | -         | no           | nothing was written down of what the agency holds
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_an_answer_needs(case):
    pieces = [rules.Piece("Seen on Monday.", case["piece"], case["source"])] if case["piece"] else []
    answer = rules.is_whole(case["answer"], reason=case["reason"], pieces=pieces)

    assert ("yes" if answer else "no", told(answer)) == (case["may be sent?"], case["because"])
