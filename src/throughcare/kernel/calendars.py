"""Working days of places that no nation of ours covers: which public holidays an area counts by, as data with a source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import holidays
from django.utils.translation import gettext as _

from throughcare.kernel.definitions import Definition, load, names
from throughcare.kernel.definitions.places import folders

KIND = "calendars"
MARK = "calendar:"


@dataclass(frozen=True)
class Calendar:
    """One calendar: what it is called, who says so, and which areas count by it."""

    name: str
    title: str
    source: str
    verify: bool
    areas: tuple[str, ...]

    @property
    def nation(self) -> str:
        """This will give the word by which clocks name these working days."""
        return f"{MARK}{self.name}"

    @property
    def label(self) -> str:
        """This will name it in the reader's language, with its source."""
        return _("%(title)s (%(source)s)") % {"title": _(self.title), "source": self.source}


def of_area(code: str) -> Calendar | None:
    """This will find the calendar that names an area, or none."""
    return next((one for one in _all(folders()) if code in one.areas), None)


def named(nation: str) -> Calendar | None:
    """This will find the calendar that clocks name by this word, or none where it names a nation."""
    return next((one for one in _all(folders()) if one.nation == nation), None)


def days_of(nation: str) -> holidays.HolidayBase:
    """This will give the public holidays of a calendar, by the word that clocks name it by."""
    data: dict[str, Any] = dict(load(KIND, nation.removeprefix(MARK)).data)
    return holidays.country_holidays(data["country"], subdiv=data.get("subdivision"))


def problems(definition: Definition) -> Iterable[str]:
    """This will tell what the shape alone cannot: a country or part of one of which no holidays are known."""
    country, part = definition.data["country"], definition.data.get("subdivision")
    known = holidays.list_supported_countries()
    if country not in known:
        yield f"no holidays of {country} are known"
    elif part and part not in known[country]:
        yield f"no holidays of {part} in {country} are known"


@lru_cache(maxsize=4)
def _all(_folders: object) -> tuple[Calendar, ...]:
    found = (load(KIND, name) for name in names(KIND))
    return tuple(
        Calendar(
            one.name, one.data["title"], one.data["source"], one.data.get("verify", False), tuple(one.data["areas"])
        )
        for one in found
    )
