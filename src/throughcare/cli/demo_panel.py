"""The demo's panel to come: planned, its agenda built from what is due and published, and a first view in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from throughcare.kernel.time import UK, uk_today, working_days

WORDS = "Misses lessons and sits alone at lunch. The form tutor is trusted."


def coming(*, area: int, staff: Mapping[str, int], now: datetime) -> None:
    """This will plan next week's panel, list every case that is due or assessed, and publish the agenda; one view is in."""
    from throughcare.commons.meetings import actions, queries
    from throughcare.frame.transaction import acting
    from throughcare.stages.panels import actions as panels

    at, ada, gail = now - timedelta(hours=2), staff["ada"], staff["gail"]
    starts_at = _working_morning(now + timedelta(days=7))
    with acting("staff", staff=ada, at=at):
        meeting = actions.plan_meeting(
            area_id=area, starts_at=starts_at, place="Northmere Town Hall, room 4", chair_id=gail, by=ada, at=at
        )
        if not panels.build_agenda(meeting, by=ada, at=at).listed:
            return
        actions.publish(queries.meeting(meeting.key), by=ada, at=at)
        first = queries.agenda(meeting.id)[0].reference
    _view(first, by=staff["ben"], at=now - timedelta(hours=1))


def _working_morning(moment: datetime) -> datetime:
    """Ten o'clock on the day of a moment, or on the next day on which people work."""
    day = working_days("england-and-wales").on_or_after(uk_today(moment))
    return datetime.combine(day, time(10), tzinfo=UK)


def _view(reference: str, *, by: int, at: datetime) -> None:
    from throughcare.commons.cases import gate
    from throughcare.commons.meetings import actions, queries
    from throughcare.frame.transaction import acting

    with acting("staff", staff=by, at=at):
        case = gate.open(reference, by=by, at=at)
        item = queries.item(case, str(queries.items_of_case(case)[0].key))
        offers, kind = "a tutor, twice a week", "opinion"
        actions.give_view(
            case, item=item, position="offer_support", words=WORDS, offers=offers, kind=kind, source="", at=at
        )
