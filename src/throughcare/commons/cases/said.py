"""What happened, in the words of the timeline."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.cases.addresses import may_follow, page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.dates import PartialDate
from throughcare.frame.pieces import Event
from throughcare.kernel.time import format_date_short, format_moment, uk_time, uk_today

NOTES = {
    "note": lambda: _("Note added"),
    "health": lambda: _("Note about health added"),
    "beliefs": lambda: _("Note about beliefs added"),
    "network": lambda: _("Note about family and others added"),
    "safety": lambda: _("Note about safety added"),
    "policenote": lambda: _("Note of the police steps added"),
}


def when(at: datetime) -> str:
    """This will write when something happened; a moment at midnight is a day whose time nobody knows."""
    return format_date_short(uk_today(at)) if uk_time(at).time() == time.min else format_moment(at)


def two_times(happened_at: datetime, recorded_at: datetime) -> str:
    """This will say when it happened, and beside it when it was recorded where that is another day."""
    if uk_today(happened_at) == uk_today(recorded_at):
        return when(happened_at)
    words = {"happened": when(happened_at), "recorded": format_date_short(uk_today(recorded_at))}
    return _("happened %(happened)s, recorded %(recorded)s") % words


def event_of(case: OpenCase, row: Any) -> Event:
    """This will put one line of the timeline in words."""
    title = row.words
    if row.sort in NOTES:
        title = NOTES[row.sort]() if row.version == 1 else _("Note corrected")
    return Event(
        title=title,
        when=two_times(row.happened_at, row.recorded_at),
        by=row.by or "",
        url=page_of(case.reference, row.address) if row.address and may_follow(case, row.address) else "",
        happened_at=row.happened_at,
    )


def born_in_words(born_on: date | None, precision: str) -> str:
    """This will write when somebody was born as far as it is known, and no further; nothing where it is not known."""
    if born_on is None:
        return ""
    month = born_on.month if precision in ("exact", "month") else None
    day = born_on.day if precision == "exact" else None
    return str(PartialDate(born_on.year, month, day, estimated=precision == "estimated"))
