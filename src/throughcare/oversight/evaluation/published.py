"""The published national series as cited data: what may be shown, beside what, and which of its sums do not add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from throughcare.kernel.definitions import Definition, load
from throughcare.methods.disclosure import Cell, Gap, Mark, Table

UNIT = "referrals"
EDITIONS = ("first", "quoted", "later")  # a later one stands before an earlier one


@dataclass(frozen=True)
class Source:
    """Where a figure was printed. `quoted` is somebody else's account of the series."""

    key: str
    kind: str
    citation: str
    address: str = ""
    published_on: str = ""


@dataclass(frozen=True)
class Figure:
    """One printed figure. A figure that is not confirmed keeps its place and its reason, and has no value."""

    year: int
    measure: str
    edition: str
    status: str
    value: int | None = None
    percent: int | None = None
    by: str = ""
    group: str = ""
    base: int | None = None
    sources: tuple[str, ...] = ()
    percent_sources: tuple[str, ...] = ()
    edition_note: str = ""
    because: str = ""

    @property
    def is_shown(self) -> bool:
        """This will say whether the figure may be shown as published."""
        return self.status == "confirmed"


@dataclass(frozen=True)
class Check:
    """A sum or an agreement of editions that is reckoned anew."""

    id: str
    kind: str
    measure: str
    years: tuple[int, ...]
    by: str = ""
    stated: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Series:
    """The whole series, read once from its definition."""

    name: str
    version: str
    title: str
    about: str
    publisher: str
    area: str
    base: str
    sources: Mapping[str, Source]
    groups: Mapping[str, Mapping[str, str]]
    figures: tuple[Figure, ...]
    parts: tuple[Figure, ...]
    checks: tuple[Check, ...]
    breaks: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, definition: Definition) -> Series:
        """This will read the series from its definition."""
        data: Mapping[str, Any] = definition.data
        return cls(
            name=definition.name,
            version=definition.version,
            title=data["title"],
            about=data["about"],
            publisher=data["publisher"],
            area=data["area"],
            base=data["base"],
            sources={key: Source(key=key, **entry) for key, entry in data["sources"].items()},
            groups=data["groups"],
            figures=tuple(_figure(row) for row in data["figures"]),
            parts=tuple(_figure(row) for row in data["parts"]),
            checks=tuple(Check(**{**row, "years": tuple(row["years"])}) for row in data["checks"]),
            breaks=tuple((row["first_year"], row["note"]) for row in data["method_breaks"]),
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        """This will list the years of the series."""
        return tuple(sorted({figure.year for figure in self.figures}))

    def editions(self, year: int, measure: str) -> tuple[Figure, ...]:
        """This will list the confirmed counts of a year, the first edition first."""
        found = [
            f for f in self.figures if (f.year, f.measure) == (year, measure) and f.is_shown and f.value is not None
        ]
        return tuple(sorted(found, key=lambda figure: EDITIONS.index(figure.edition)))

    def percent(self, year: int, measure: str) -> int | None:
        """This will give the published percentage of a year's referrals, or none where none is confirmed."""
        found = [f for f in self.figures if (f.year, f.measure) == (year, measure) and f.is_shown]
        return next((figure.percent for figure in found if figure.percent is not None), None)

    def reason(self, year: int, measure: str) -> str:
        """This will say why a count is not shown."""
        found = [f for f in self.figures if (f.year, f.measure) == (year, measure) and not f.is_shown]
        return found[0].because if found else ""

    def table(self, measures: Iterable[str], *, years: Iterable[int]) -> Table:
        """This will give the published counts by year, revised ones marked, what is not confirmed left out and said so."""
        columns, wanted = tuple(measures), set(years)
        rows = [year for year in self.years if year in wanted]
        cells = tuple(tuple(self._cell(year, measure) for measure in columns) for year in rows)
        return Table(tuple(map(str, rows)), columns, cells, UNIT, base=1)

    def _cell(self, year: int, measure: str) -> Cell:
        editions = self.editions(year, measure)
        if not editions:
            return Cell(gap=Gap.NOT_AVAILABLE)
        revised = len({figure.value for figure in editions}) > 1
        return Cell(editions[-1].value, mark=Mark.REVISED if revised else None)

    def groups_table(self, measure: str, by: str, *, years: Iterable[int]) -> Table:
        """This will give the published counts of a breakdown by year; a group without any confirmed figure is left out."""
        wanted = set(years)
        known = {(f.year, f.group): f for f in self.parts if (f.measure, f.by) == (measure, by) and f.year in wanted}
        shown = {place: f for place, f in known.items() if f.is_shown}
        rows = sorted({year for year, _group in known})
        columns = tuple(group for group in self.groups.get(by, {}) if any(group == code for _year, code in shown))
        cells = tuple(tuple(_part(shown.get((year, group))) for group in columns) for year in rows)
        return Table(tuple(map(str, rows)), columns, cells if columns else tuple(() for _ in rows), UNIT, base=1)

    def parts_of(self, year: int, measure: str, by: str) -> tuple[Figure, ...]:
        """This will list the confirmed groups of a year."""
        return tuple(f for f in self.parts if (f.year, f.measure, f.by) == (year, measure, by) and f.is_shown)

    def cited(
        self, measures: Iterable[str], *, years: Iterable[int], by: str = ""
    ) -> tuple[tuple[Source, tuple[int, ...]], ...]:
        """This will list the sources behind what is shown, each with the years whose figures it gives."""
        wanted, counted = set(years), set(measures)
        found: dict[str, set[int]] = {}
        for figure in self.parts if by else self.figures:
            if figure.is_shown and figure.year in wanted and figure.measure in counted and figure.by == by:
                for key in (*figure.sources, *figure.percent_sources):
                    found.setdefault(key, set()).add(figure.year)
        return tuple((self.sources[key], tuple(sorted(found[key]))) for key in self.sources if key in found)


@lru_cache
def series(name: str = "prevent_england_and_wales", version: str | None = None) -> Series:
    """This will give a published series, its newest version unless one is named."""
    return Series.of(load("published", name, version))


def problems(definition: Definition) -> list[str]:
    """This will tell what the shape alone cannot: sources and groups that are named nowhere, a figure given twice."""
    read = Series.of(definition)
    found = [
        f"{f.measure} {f.year} names the source {key}, which is not listed"
        for f in (*read.figures, *read.parts)
        for key in (*f.sources, *f.percent_sources)
        if key not in read.sources
    ]
    found += [
        f"{f.measure} {f.year} names the group {f.group}, which is not listed under {f.by}"
        for f in read.parts
        if f.group not in read.groups.get(f.by, {})
    ]
    seen: set[tuple[object, ...]] = set()
    for f in (*read.figures, *read.parts):
        place = (f.year, f.measure, f.by, f.group, f.edition, f.status)
        found += [f"{f.measure} {f.year} {f.group} stands twice in the edition {f.edition}"] if place in seen else []
        seen.add(place)
    return found


def _figure(row: Mapping[str, Any]) -> Figure:
    """What is not confirmed stays in the file: no number of it is ever read."""
    shown: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    shown.pop("not_confirmed", None)
    return Figure(**shown)


def _part(figure: Figure | None) -> Cell:
    return Cell(gap=Gap.NOT_AVAILABLE) if figure is None or figure.value is None else Cell(figure.value)
