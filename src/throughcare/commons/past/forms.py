"""Which moment is looked back to, and for what a print of it is."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from throughcare.frame.forms import Form, ShortText, WhenField
from throughcare.frame.forms.days import read_time
from throughcare.kernel.time import UK, uk_today

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class On(Form):
    """The day, and the time where it matters."""

    on = WhenField(
        label=gettext_lazy("Look back to"),
        hint=gettext_lazy("Such as 12 6 2026. Without a time it is the end of that day"),
        missing=gettext_lazy("Enter the day to look back to"),
    )


class Print(Form):
    """For what a copy on paper is."""

    purpose = ShortText(
        label=gettext_lazy("What is it for?"),
        hint=gettext_lazy("Such as the learning review of June 2026. It is kept with the record of this print"),
        missing=gettext_lazy("Say what it is for"),
        limit=200,
    )


def moment_in(day: str, clock: str, *, now: datetime) -> datetime | None:
    """This will read a moment from an address, a day alone as its end and never later than now; nothing where it is none."""
    if not DAY.fullmatch(day):
        return None
    try:
        found = date.fromisoformat(day)
        at = datetime.combine(found, read_time(clock) if clock else time.max, tzinfo=UK)
    except (ValueError, ValidationError):
        return None
    if found.year < 1900 or found > uk_today(now):
        return None
    return min(at, now)


def address_of(at: datetime, *, time_known: bool) -> str:
    """This will write a moment as it stands in an address."""
    day = uk_today(at).isoformat()
    return f"?on={day}&time={at.astimezone(UK):%H:%M}" if time_known else f"?on={day}"
