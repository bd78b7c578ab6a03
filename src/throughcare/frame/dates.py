"""Days that are not fully known: 14 March 2009, March 2009, about 2009, not known."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _

from throughcare.kernel.time import format_date

EXACT, MONTH, YEAR, UNKNOWN = "exact", "month", "year", "unknown"


@dataclass(frozen=True)
class PartialDate:
    """A day as far as it is known. `estimated` says that whoever gave it was not sure."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    estimated: bool = False

    def __post_init__(self) -> None:
        if (self.day and not self.month) or (self.month and not self.year):
            raise ValueError("A day needs its month, and a month its year.")
        if self.year:
            date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """This will make the exact day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> str:
        """This will say how much is known: exact, month, year or unknown."""
        if self.day:
            return EXACT
        if self.month:
            return MONTH
        return YEAR if self.year else UNKNOWN

    @property
    def earliest(self) -> date | None:
        """This will give the first day it can have been; nothing when the year is not known."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def latest(self) -> date | None:
        """This will give the last day it can have been; nothing when the year is not known."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        words = self._words()
        return _("about %(date)s") % {"date": words} if self.estimated and self.year else words

    def _words(self) -> str:
        first = self.earliest
        if first is None:
            return _("Not known")
        if self.precision == EXACT:
            return format_date(first)
        return dateformat.format(first, "F Y") if self.precision == MONTH else str(self.year)
