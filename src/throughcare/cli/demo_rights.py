"""What the data protection officer of the demo finds: records whose day has come, one that a hold keeps, and a breach."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from throughcare.kernel.time import uk_today

HELD_FOR = timedelta(days=120)
KNOWN_SINCE, TOLD_SINCE = timedelta(hours=30), timedelta(hours=6)


def build(staff: Mapping[str, int], *, now: datetime) -> None:
    """This will work out every record's day, and hold the first that is due as an inquiry asked, and log a breach."""
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
        breach = actions.record_breach(
            actions.NewBreach(
                kind="wrong_person",
                what="A letter about a meeting was laid into the envelope of another family.",
                people=2,
                children="yes",
                effects="The other family may know that there was a meeting.",
                measures="The letter was handed back unread. Letters are checked by two colleagues now.",
                aware_at=now - KNOWN_SINCE,
            ),
            by=staff["dov"],
            at=now,
        )
        actions.record_told(
            str(breach.key),
            whom="people",
            words="Both families were rung by the officer.",
            told_at=now - TOLD_SINCE,
            by=staff["dov"],
            at=now,
        )
