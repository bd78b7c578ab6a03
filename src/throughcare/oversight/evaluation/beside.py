"""The published series beside our own figures: the same counts and years, cited, with what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.time import format_date
from throughcare.methods.disclosure import Table
from throughcare.oversight.evaluation import words
from throughcare.oversight.evaluation.definitions import Breakdown, Measure
from throughcare.oversight.evaluation.published import Figure, Series, Source
from throughcare.oversight.evaluation.shown import Grid, text
from throughcare.oversight.evaluation.sums import warnings


@dataclass(frozen=True)
class Beside:
    """What is shown of the published series: its table or none, what to know of it, and where it was printed."""

    grid: Grid | None
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    warnings: tuple[str, ...]
    missing: str = ""


def beside(series: Series, measure: Measure, *, breakdown: Breakdown | None, years: Iterable[int]) -> Beside:
    """This will choose from the published series what belongs beside a measure and the years shown."""
    wanted = tuple(years)
    by = breakdown.field if breakdown else ""
    table = (
        series.groups_table(measure.counts[0], by, years=wanted) if by else series.table(measure.counts, years=wanted)
    )
    cited = series.cited(measure.counts, years=wanted, by=by)
    said = tuple(
        " ".join(filter(None, (warning.text, warning.note)))
        for warning in warnings(series)
        if warning.measure in measure.counts and warning.by in ("", by) and set(warning.years) <= set(wanted)
    )
    if not table.rows or not table.columns:
        return Beside(None, (), (), said, _none(series, breakdown))
    grid = _groups(series, table, measure, breakdown) if breakdown else _counts(series, table, measure)
    shown = [int(row) for row in table.rows]
    notes = (*_symbols(table), *_bases(series, measure, by, shown), *_breaks(series, shown))
    return Beside(grid, notes, tuple(citation(source, of) for source, of in cited), said)


def citation(source: Source, years: Iterable[int]) -> str:
    """This will write out where the figures of some years were printed, and on what day."""
    day = date.fromisoformat(source.published_on) if source.published_on else None
    values = {"years": ", ".join(map(str, years)), "citation": source.citation, "day": format_date(day) if day else ""}
    return (_("%(years)s: %(citation)s, %(day)s.") if day else _("%(years)s: %(citation)s.")) % values


def _none(series: Series, breakdown: Breakdown | None) -> str:
    if breakdown is None:
        return _("No figure of the national series is published for these years.")
    said = _("No figure of the national series by %(breakdown)s is confirmed for these years, so none is shown.")
    return said % {"breakdown": _(breakdown.title)[:1].lower() + _(breakdown.title)[1:]}


def _counts(series: Series, table: Table, measure: Measure) -> Grid:
    lines = []
    for row in table.rows:
        cells = zip(table.columns, table.line(row), strict=True)
        lines.append(
            (row, tuple(_with_percent(text(cell), series.percent(int(row), column)) for column, cell in cells))
        )
    return Grid(_caption(series), _("Year to March"), tuple(map(words.head, table.columns)), tuple(lines))


def _groups(series: Series, table: Table, measure: Measure, breakdown: Breakdown) -> Grid:
    turned, labels = table.turned(), series.groups[breakdown.field]
    percent = {
        (figure.group, str(year)): figure.percent
        for year in map(int, table.rows)
        for figure in series.parts_of(year, measure.counts[0], breakdown.field)
    }
    lines = tuple(
        (
            _(labels[row]),
            tuple(
                _with_percent(text(cell), percent.get((row, year)))
                for year, cell in zip(turned.columns, turned.line(row), strict=True)
            ),
        )
        for row in turned.rows
    )
    return Grid(_caption(series), _(breakdown.title), turned.columns, lines)


def _with_percent(number: str, percent: int | None) -> str:
    return number if percent is None else f"{number} ({percent}%)"


def _caption(series: Series) -> str:
    return _("Published, %(area)s") % {"area": _(series.area)}


def _symbols(table: Table) -> Sequence[str]:
    return words.explained(table, not_available=_("not confirmed, so not shown"))


def _bases(series: Series, measure: Measure, by: str, years: Iterable[int]) -> list[str]:
    figures: list[Figure] = [
        figure
        for year in years
        for figure in series.parts_of(year, measure.counts[0], by)
        if by and figure.base and figure.base not in {total.value for total in series.editions(year, measure.counts[0])}
    ]
    said = _("%(group)s in %(year)s: of %(base)s whose answer is known.")
    return [
        said % {"group": _(series.groups[by][figure.group]), "year": figure.year, "base": f"{figure.base:,}"}
        for figure in figures
    ]


def _breaks(series: Series, years: Sequence[int]) -> list[str]:
    return [_(note) for first, note in series.breaks if years and min(years) < first <= max(years)]
