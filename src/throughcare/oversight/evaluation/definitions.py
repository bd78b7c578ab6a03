"""A measure as its definition says it: what is counted, broken down by what, protected how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from throughcare.kernel.definitions import Definition, load, names

Field = Literal["sector", "region", "age_band", "gender", "concern_type"]
Count = Literal["referred", "panel", "adopted"]


@dataclass(frozen=True)
class Breakdown:
    """One way to break a measure down: a field of the facts and the list that names its codes."""

    field: Field
    title: str
    codelist: str
    note: str = ""


@dataclass(frozen=True)
class MethodBreak:
    """The first year counted in a new way."""

    first_year: int
    label: str
    note: str
    source: str


@dataclass(frozen=True)
class Disclosure:
    """How a measure's figures are protected, and who may see them."""

    round_to: int
    smallest_base_for_percentages: int
    audience: str
    rule: str
    source: str


@dataclass(frozen=True)
class Measure:
    """One statistic."""

    name: str
    version: str
    title: str
    question: str
    source: str
    counts: tuple[Count, ...]
    year_ends: tuple[int, int]
    who_counts: tuple[str, ...]
    who_does_not: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]
    disclosure: Disclosure
    method_breaks: tuple[MethodBreak, ...]

    @classmethod
    def of(cls, definition: Definition) -> Measure:
        """This will read a measure from its definition."""
        data: Mapping[str, Any] = definition.data
        month, day = (int(part) for part in data["year_ends"].split("-"))
        return cls(
            name=definition.name,
            version=definition.version,
            title=data["title"],
            question=data["question"],
            source=data["source"],
            counts=tuple(data["counts"]),
            year_ends=(month, day),
            who_counts=tuple(data["who_counts"]),
            who_does_not=tuple(data["who_does_not"]),
            breakdowns=tuple(Breakdown(**row) for row in data["breakdowns"]),
            disclosure=Disclosure(**data["disclosure"]),
            method_breaks=tuple(MethodBreak(**row) for row in data["method_breaks"]),
        )

    def by(self, field: str) -> Breakdown | None:
        """This will give the breakdown by a field, or none where the measure has none by that name."""
        return next((breakdown for breakdown in self.breakdowns if breakdown.field == field), None)


FIRST = "referral_to_adoption"  # the measure that the page opens on


@lru_cache
def measure(name: str, version: str | None = None) -> Measure:
    """This will give a measure, its newest version unless one is named."""
    return Measure.of(load("measures", name, version))


@lru_cache(maxsize=1)
def measures() -> tuple[Measure, ...]:
    """This will list all measures in their newest version, the one that the page opens on first."""
    found = sorted(names("measures"), key=lambda name: (name != FIRST, name))
    return tuple(measure(name) for name in found)


def problems(definition: Definition) -> list[str]:
    """This will tell what the shape alone cannot: a breakdown by a list that is not there, or of several counts at once."""
    read, lists = Measure.of(definition), set(names("codelists"))
    found = [
        f"the breakdown by {one.field} names the list {one.codelist}, which is not there"
        for one in read.breakdowns
        if one.codelist not in lists
    ]
    return found + (
        ["several counts cannot be broken down at once"] if read.breakdowns and len(read.counts) > 1 else []
    )
