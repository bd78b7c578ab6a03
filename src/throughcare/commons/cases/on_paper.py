"""How prints name a person: by name, unless a court ordered otherwise. Every print asks here."""

from __future__ import annotations

from collections.abc import Callable

from throughcare.commons.cases.gate import OpenCase

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
