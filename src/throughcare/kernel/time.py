"""Days and times as people in the United Kingdom count them: working days of each nation, UK dates, plain formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import dateformat
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from throughcare.kernel.calendars import MARK, days_of

UK = ZoneInfo("Europe/London")
_SATURDAY = 5
_SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
ANY_NATION = "any"  # a pathway for no one country: Monday to Friday, until its area names a calendar
NATIONS = (*_SUBDIVISIONS, ANY_NATION)


@dataclass(frozen=True)
class WorkingDays:
    """The working days of one nation: Monday to Friday without its bank holidays."""

    nation: str
    bank_holidays: holidays.HolidayBase = field(repr=False, compare=False)

    def is_one(self, day: date) -> bool:
        """This will say whether the day is a working day."""
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def add(self, day: date, number: int) -> date:
        """This will count working days from the day after (or before, for a negative number); none leaves the day."""
        step = timedelta(days=1 if number > 0 else -1)
        for _count in range(abs(number)):
            day += step
            while not self.is_one(day):
                day += step
        return day

    def between(self, first: date, last: date) -> int:
        """This will count the working days after the first day up to and including the last; negative when reversed."""
        return _between(self, first, last)

    def on_or_after(self, day: date) -> date:
        """This will give the day itself, or the next working day."""
        return day if self.is_one(day) else self.add(day, 1)


@lru_cache(maxsize=8192)
def _between(days: WorkingDays, first: date, last: date) -> int:
    """Kept, because a page asks for the same few spans at every look, and each is counted day by day."""
    if last < first:
        return -sum(days.is_one(first - timedelta(days=n)) for n in range(1, (first - last).days + 1))
    return sum(days.is_one(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


@lru_cache
def working_days(nation: str) -> WorkingDays:
    """This will give the working days of a nation, of any of them, or of a calendar that an area names."""
    if nation == ANY_NATION:
        return WorkingDays(nation, holidays.HolidayBase())
    if nation.startswith(MARK):
        return WorkingDays(nation, days_of(nation))
    if nation not in _SUBDIVISIONS:
        raise ValueError(f"No working days for {nation!r}. Use one of {', '.join(NATIONS)}.")
    return WorkingDays(nation, holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation]))


def uk_time(at: datetime) -> datetime:
    """This will give a moment as UK clocks show it; a moment without a time zone is a defect."""
    if at.tzinfo is None:
        raise ValueError("This moment has no time zone. Pass an aware datetime, such as django.utils.timezone.now().")
    return at.astimezone(UK)


def uk_today(at: datetime) -> date:
    """This will give the day it is in the United Kingdom at that moment."""
    return uk_time(at).date()


def start_of_day(day: date) -> datetime:
    """This will give the first moment of the UK day."""
    return datetime.combine(day, time.min, tzinfo=UK)


def end_of_day(day: date) -> datetime:
    """This will give the last moment of the UK day."""
    return datetime.combine(day, time.max, tzinfo=UK)


def add_months(day: date, number: int) -> date:
    """This will give the same day of a later month, or that month's last day where it is shorter."""
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (first_of_next - timedelta(days=1)).day))


def anniversary(day: date, years: int) -> date:
    """This will give the anniversary of a day; 29 February becomes 1 March, so that nobody comes of age early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def age_on(born: date, *, day: date) -> int:
    """This will give the age in whole years on that day."""
    years = day.year - born.year
    return years if anniversary(born, years) <= day else years - 1


def uk_day(day: date) -> date:
    """This will give a day as it is, and of a moment the day it is then in the United Kingdom."""
    return uk_today(day) if isinstance(day, datetime) else day


def format_date(day: date) -> str:
    """This will write a date as in running text: 20 November 2026."""
    return _written(uk_day(day), "j F Y", get_language())


def format_date_short(day: date) -> str:
    """This will write a date as in a table: 20 Nov 2026."""
    return _written(uk_day(day), "j M Y", get_language())


@lru_cache(maxsize=8192)
def _written(day: date, pattern: str, _language: str | None) -> str:
    return dateformat.format(day, pattern)


def format_time(at: datetime) -> str:
    """This will write a UK time: 2:14pm, 3am."""
    local = uk_time(at)
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def format_moment(at: datetime) -> str:
    """This will write a date and time as in a timeline: 16 Nov 2026, 3:10pm."""
    return f"{format_date_short(uk_today(at))}, {format_time(at)}"


def working_days_ago(day: date, *, today: date, nation: str) -> str:
    """This will say how far a day lies from today, in working days: today, 2 working days ago, in 1 working day."""
    number = working_days(nation).between(day, today)
    if day == today:
        return _("today")
    if number == 0:
        return _("less than 1 working day ago") if day < today else _("the next working day")
    if day < today:
        return ngettext("%(n)s working day ago", "%(n)s working days ago", number) % {"n": number}
    return ngettext("in %(n)s working day", "in %(n)s working days", -number) % {"n": -number}
