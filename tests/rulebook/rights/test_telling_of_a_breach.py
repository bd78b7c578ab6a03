"""When it may be recorded that the Information Commissioner was told of a breach, or is not."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.oversight.rights.rules import KnownBreach, may_have_told, may_leave_untold

title = "Telling of a data breach"
text = """\
The clock runs in hours from the moment at which somebody became aware. The Commissioner is told within it, or later with
the reason for the delay. Not to tell is decided with a reason, by name, and only of whoever was not told."""

CASES = """
    told at       | before | words | may be told? | may be left untold? | is it late? | because
    --------------+--------+-------+--------------+---------------------+-------------+----------------------------------------------------
    in time       | -      | -     | yes          | no                  | no          | no reason is given
    in time       | -      | yes   | yes          | yes                 | no          |
    after it      | -      | -     | no           | no                  | yes         | the clock had run out and no reason for the delay is given; no reason is given
    after it      | -      | yes   | yes          | yes                 | yes         |
    before it was | -      | yes   | no           | yes                 | no          | it was told after it was known, and not after now
    in time       | yes    | yes   | yes          | no                  | no          | the Commissioner was told already
"""

AWARE = datetime(2026, 6, 1, 9, tzinfo=UTC)
TELL_BY = AWARE + timedelta(hours=72)
MOMENTS = {
    "in time": TELL_BY,
    "after it": TELL_BY + timedelta(minutes=1),
    "before it was": AWARE - timedelta(minutes=1),
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_telling_of_a_breach(case: Case) -> None:
    told_at, words = MOMENTS[case["told at"]], "Because" if case["words"] == "yes" else ""
    known = KnownBreach(AWARE, TELL_BY, AWARE if case["before"] == "yes" else None)
    at = max(told_at, AWARE)

    tell = may_have_told(known, whom="commissioner", told_at=told_at, words=words, at=at)
    leave = may_leave_untold(known, whom="commissioner", words=words)

    assert (bool(tell), bool(leave)) == (case["may be told?"] == "yes", case["may be left untold?"] == "yes")
    assert known.is_late(at=at) is (case["is it late?"] == "yes")
    assert told(tell & leave) == case["because"]
