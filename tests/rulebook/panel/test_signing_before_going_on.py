"""Whether the chair can open the next case: the minutes of what is decided come first."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.commons.meetings.rules import may_go_on

title = "One case after another"
text = """
The chair finishes one case before opening the next: its minutes are signed, or left unsigned with a reason. It holds
back nobody but whoever signs, and only from opening another case. Whoever writes for the meeting goes on, and what
happens is recorded all the same.
"""

CASES = """
    decided and not signed | open next? | because
    -----------------------+------------+-----------------------------------------------------------
    -                      | yes        | -
    2                      | no         | item 2 is decided and its minutes are not signed
    2 3                    | no         | items 2, 3 are decided and their minutes are not signed
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_going_on(case: Case) -> None:
    answer = may_go_on([int(number) for number in case["decided and not signed"].split()])

    assert ("yes" if answer else "no", told(answer)) == (case["open next?"], case["because"])
