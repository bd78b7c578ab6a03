"""What must be true of figures: closed quarters only, whole years only. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.time import format_date

QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


def is_quarter_end(day: date) -> bool:
    """This will say whether a quarter ends on a day."""
    return (day.month, day.day) in QUARTER_ENDS


def last_closed_quarter(today: date) -> date:
    """This will give the last day of the last quarter that is over."""
    ends = [date(year, month, day) for year in (today.year - 1, today.year) for month, day in QUARTER_ENDS]
    return max(end for end in ends if end < today)


def may_be_counted_until(until: date, *, today: date) -> Answer:
    """This will say whether figures may be made up to a day: only to the end of a quarter that is over."""
    closed = _("Choose the last closed quarter, which ended on %(day)s") % {
        "day": format_date(last_closed_quarter(today))
    }
    if not is_quarter_end(until):
        return no(_("%(day)s is not the end of a quarter") % {"day": format_date(until)}, mends=[Mend(closed)])
    if until >= today:
        return no(_("the quarter to %(day)s is not over") % {"day": format_date(until)}, mends=[Mend(closed)])
    return YES


def year_of(day: date, *, year_ends: tuple[int, int]) -> int:
    """This will give the year a day belongs to, named by the calendar year in which it ends."""
    return day.year + ((day.month, day.day) > year_ends)


def closed_years(first: date, until: date, *, year_ends: tuple[int, int]) -> tuple[int, ...]:
    """This will list the whole years from the one of the first day to the last that was over by `until`."""
    last = year_of(until + timedelta(days=1), year_ends=year_ends) - 1
    return tuple(range(year_of(first, year_ends=year_ends), last + 1))


def first_figures_on(today: date, *, year_ends: tuple[int, int]) -> date:
    """This will give the day after which a programme that begins now gets its first figures: the end of the year that runs."""
    return date(year_of(today, year_ends=year_ends), *year_ends)


def days_of(year: int, *, year_ends: tuple[int, int]) -> tuple[date, date]:
    """This will give the first and the last day of a year named by its end."""
    return date(year - 1, *year_ends) + timedelta(days=1), date(year, *year_ends)
