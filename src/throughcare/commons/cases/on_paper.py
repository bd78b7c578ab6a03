"""How prints name a person: by name, unless a court ordered otherwise. Every print asks here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.people import queries as people
from throughcare.frame.off_paper import without_names

_withheld: list[Callable[[OpenCase, str], str]] = []


def withheld_by(ask: Callable[[OpenCase, str], str]) -> None:
    """This will add what knows of orders that withhold a name: it gives the words in its place, or nothing."""
    if ask not in _withheld:
        _withheld.append(ask)


def name_on_paper(case: OpenCase, name: str) -> str:
    """This will give the name as a print may show it: as it is, or as the order of a court says."""
    return next((words for ask in _withheld if (words := ask(case, name))), name)


def is_withheld(case: OpenCase) -> bool:
    """This will say whether a court ordered that prints do not name the person."""
    return any(ask(case, "-") for ask in _withheld)


def names_on_paper(case: OpenCase) -> dict[str, str]:
    """This will give the words in place of each name of the person and of each part of it, where a court withheld them."""
    return case.once("names_on_paper", lambda: _names(case))


def off_paper(case: OpenCase, values: Any) -> Any:
    """This will give the values of a file as they may be printed: no name of the person is left in what anybody typed."""
    return without_names(values, names_on_paper(case))


def _names(case: OpenCase) -> dict[str, str]:
    if not is_withheld(case):
        return {}
    names = people.names(case.person_id)
    parts = [part for name in names for part in name.split() if len(part) > 1 and part[0].isupper()]
    return {name: name_on_paper(case, name) for name in (*names, *parts)}
