"""Days and moments as people know them: a year alone, a month, a day, a time or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from throughcare.frame.dates import PartialDate
from throughcare.kernel.time import UK, format_time, uk_time, uk_today

EARLIEST_YEAR = 1900
_SPOKEN_TIMES = {"midday": 12, "noon": 12, "midnight": 0}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Typed:
    """The boxes of a date as they were typed, so that a mistake shows them again."""

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""

    def __bool__(self) -> bool:
        return any((self.day, self.month, self.year, self.time))

    def __str__(self) -> str:
        return " ".join(part for part in (self.day, self.month, self.year, self.time) if part)


@dataclass(frozen=True)
class Happened:
    """When something happened. Without a known time the moment is the start of the day, and is shown as a day."""

    at: datetime
    time_known: bool


class _Boxes(forms.Widget):
    """Reads the boxes of one date from what was sent."""

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> Typed:
        """This will collect the boxes under their names, spaces around them taken away."""
        return Typed(*(str(data.get(f"{name}-{part}") or "").strip() for part in ("day", "month", "year", "time")))

    def value_omitted_from_data(self, data: Mapping[str, object], files: object, name: str) -> bool:
        """This will say whether none of the boxes was sent."""
        return not any(f"{name}-{part}" in data for part in ("day", "month", "year", "time"))


def not_a_date(*, year_alone: bool) -> ValidationError:
    """This will tell how to write a date, and that a year may be enough."""
    if year_alone:
        return ValidationError(_("Enter a real date, such as 14 3 2009. If you know only the year, give the year"))
    return ValidationError(_("Enter a real date, such as 14 3 2009"))


def month_number(typed: str) -> int:
    """This will read a month written as a number or by its name; 0 when it is neither."""
    if typed.isdigit() and typed.isascii() and len(typed) <= 2:
        return int(typed)
    short = typed.lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS and typed.isalpha() else 0


class DateParts(forms.Field):
    """Day, month and year; by default a year, or a month and year, is enough."""

    widget = _Boxes
    kind = "date"
    first_part = "day"
    asked_at: datetime | None = None

    def __init__(
        self,
        *,
        label: str,
        exact: bool = False,
        not_after_today: bool = False,
        missing: str = "",
        hint: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(label=label, help_text=hint, required=required)
        self.exact = exact
        self.not_after_today = not_after_today
        self.missing = missing

    def typed(self, value: object) -> Typed:
        """This will give the boxes to show: as typed, or filled from a date that is known."""
        if isinstance(value, date):
            value = PartialDate.of(value)
        if isinstance(value, PartialDate):
            return Typed(*(str(part) if part else "" for part in (value.day, value.month, value.year)))
        return value if isinstance(value, Typed) else Typed()

    def in_words(self, value: object) -> str:
        """This will write the boxes in a line, as they were typed."""
        return str(self.typed(value))

    def clean(self, value: Typed) -> PartialDate | date | None:
        """This will give the date as far as it is known (the day itself where it must be exact); nothing when empty."""
        if not (value.day or value.month or value.year):
            if self.required:
                raise ValidationError(self.missing or _("Enter a date"))
            return None
        partial = self._read(value)
        self._refuse_future(partial)
        return partial.earliest if self.exact else partial

    def _read(self, value: Typed) -> PartialDate:
        parts = (_year(value.year), month_number(value.month) if value.month else None, _day(value.day))
        is_known = 0 not in parts and (not self.exact or all(parts))
        try:
            if not is_known or not parts[0]:
                raise ValueError(value)
            return PartialDate(*parts)
        except ValueError:
            raise not_a_date(year_alone=not self.exact) from None

    def _refuse_future(self, partial: PartialDate) -> None:
        if self.not_after_today and self.asked_at and partial.earliest and partial.earliest > uk_today(self.asked_at):
            raise ValidationError(_("Enter the day it happened, today or earlier"))


def _year(typed: str) -> int:
    is_year = re.fullmatch(r"[0-9]{4}", typed) and int(typed) >= EARLIEST_YEAR
    return int(typed) if is_year else 0


def _day(typed: str) -> int | None:
    if not typed:
        return None
    return int(typed) if re.fullmatch(r"[0-9]{1,2}", typed) else 0


class WhenField(forms.Field):
    """The day something happened and, where known, the time; never a guess at a time."""

    widget = _Boxes
    kind = "when"
    first_part = "day"
    asked_at: datetime | None = None

    def __init__(
        self, *, label: str, in_past: bool = True, missing: str = "", hint: str = "", required: bool = True
    ) -> None:
        super().__init__(label=label, help_text=hint, required=required)
        self.in_past = in_past
        self.missing = missing

    def typed(self, value: object) -> Typed:
        """This will give the boxes to show: as typed, or filled from a moment that is known."""
        if isinstance(value, datetime):
            value = Happened(value, time_known=True)
        if isinstance(value, Happened):
            local = uk_time(value.at)
            clock = format_time(local) if value.time_known else ""
            return Typed(str(local.day), str(local.month), str(local.year), clock)
        return value if isinstance(value, Typed) else Typed()

    def in_words(self, value: object) -> str:
        """This will write the boxes in a line, as they were typed."""
        return str(self.typed(value))

    def clean(self, value: Typed) -> Happened | None:
        """This will give the moment in UK time and whether its time is known; nothing when empty."""
        if not value:
            if self.required:
                raise ValidationError(self.missing or _("Enter the day it happened"))
            return None
        day = self._day(value)
        clock = read_time(value.time) if value.time else None
        at = datetime.combine(day, clock or time.min, tzinfo=UK)
        self._refuse(at, time_known=clock is not None)
        return Happened(at, time_known=clock is not None)

    def _day(self, value: Typed) -> date:
        found = DateParts(label="", exact=True, required=False).clean(Typed(value.day, value.month, value.year))
        if not isinstance(found, date):
            raise not_a_date(year_alone=False)
        return found

    def _refuse(self, at: datetime, *, time_known: bool) -> None:
        if time_known and skipped_by_the_clocks(at):
            raise ValidationError(_("The clocks went forward that night, so that time did not happen. Enter another"))
        if self.in_past and self.asked_at and at > self.asked_at:
            raise ValidationError(_("Enter the day it happened, today or earlier"))


def read_time(typed: str) -> time:
    """This will read a time of day: 2:14pm, 2.14 pm, 14:14, 1414, 2pm, midday, midnight."""
    words = typed.lower().replace(" ", "").replace(".", ":").replace("a:m", "am").replace("p:m", "pm").strip(":")
    if words in _SPOKEN_TIMES:
        return time(_SPOKEN_TIMES[words])
    found = re.fullmatch(r"([0-9]{1,2}):?([0-9]{2})?(am|pm)?", words)
    hour = _hour(int(found[1]), found[3] or "") if found and (found[2] or found[3]) else -1
    minute = int(found[2] or 0) if found else 0
    if not 0 <= hour < 24 or minute > 59:
        raise ValidationError(_("Enter a time, such as 2:14pm or 14:14. If you do not know it, leave it empty"))
    return time(hour, minute)


def _hour(typed: int, half: str) -> int:
    if not half:
        return typed
    return typed % 12 + (12 if half == "pm" else 0) if 1 <= typed <= 12 else -1


def skipped_by_the_clocks(at: datetime) -> bool:
    """This will say whether UK clocks never showed this time, in the hour they go forward over."""
    there_and_back = uk_time(at.astimezone(UTC))
    return there_and_back.replace(tzinfo=None) != at.replace(tzinfo=None)
