"""How a row is shown that was changed after the moment that is looked back to."""

from datetime import UTC, datetime

import pytest

from tests.kit.tables import Case, name_of, rows
from throughcare.commons.past.rules import as_it_was, as_of_today, moments

title = "What was known on a day"
text = """
Looking back to a moment shows what was recorded by then, under what its reader may read today. Most rows are only added.
The few fields that change later change with a moment that is kept: before it they show as not yet changed. Of a field
that keeps no moment only what it holds today is known, and the page says so.
"""

MUTABLE = ("done_at", "done_by", "outcome", "due_on")
WITH = {"done_at": ("outcome",)}

CASES = """
    looked back to | done on | done shows | outcome shows   | due day
    ---------------+---------+------------+-----------------+------------------
    1 June         | -       | no         | -               | as it stands today
    1 June         | 3 June  | no         | -               | as it stands today
    3 June         | 3 June  | yes        | nobody answered | as it stands today
    5 June         | 3 June  | yes        | nobody answered | as it stands today
"""


def moment(day: str) -> datetime | None:
    return datetime(2026, 6, int(day.split()[0]), 12, tzinfo=UTC) if day else None


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_a_task_showed(case: Case) -> None:
    at = moment(case["looked back to"])
    assert at is not None
    row = {"done_at": moment(case["done on"]), "done_by": 7, "outcome": "nobody answered", "due_on": "9 June"}
    row |= {} if row["done_at"] else {"done_by": None, "outcome": None}

    then = as_it_was(row, at=at, changes=moments(MUTABLE, WITH))

    assert ("yes" if then["done_by"] else "no", then["outcome"] or "") == (case["done shows"], case["outcome shows"])
    assert (then["due_on"], as_of_today(MUTABLE, WITH)) == ("9 June", {"due_on"})
