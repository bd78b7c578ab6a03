"""What the data protection officer of the demo finds: records whose day has come, and one that a hold keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from throughcare.kernel.time import uk_today

HELD_FOR = timedelta(days=120)


def build(staff: Mapping[str, int], *, now: datetime) -> None:
    """This will work out every record's day, and hold the first that is due, as an inquiry asked."""
    from throughcare.frame.transaction import acting
    from throughcare.oversight.rights import actions, queries

    actions.run_retention(at=now)
    today = uk_today(now)
    with acting("oversight", staff=staff["dov"], at=now):
        due = queries.due_by(today)
        if due:
            actions.hold(
                due[0].reference,
                ground="inquiry",
                reason="An inquiry into how referrals from schools were handled asked that it be kept.",
                review_on=today + HELD_FOR,
                by=staff["dov"],
                at=now,
            )
