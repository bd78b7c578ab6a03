"""Everything the figures page shows of one kept table, gathered in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from throughcare.kernel.time import format_date
from throughcare.methods.disclosure import Table
from throughcare.oversight.evaluation import kept, published, shown, words
from throughcare.oversight.evaluation.beside import Beside, beside
from throughcare.oversight.evaluation.definitions import Breakdown, Measure, measure
from throughcare.oversight.evaluation.drawn import drawings
from throughcare.oversight.evaluation.groups import Groups, groups_of
from throughcare.oversight.evaluation.models import StoredTable
from throughcare.oversight.evaluation.pictures import Picture


@dataclass(frozen=True)
class View:
    """One measure by one breakdown: its words, chart, table and notes, how it is counted, what is published beside."""

    measure: Measure
    breakdown: Breakdown | None
    sentence: str
    grid: shown.Grid
    charts: Mapping[str, Markup]
    marks: str
    break_notes: tuple[str, ...]
    notes: tuple[str, ...]
    beside: Beside
    until: date
    made_at: datetime

    @property
    def printed_notes(self) -> tuple[str, ...]:
        """This will list what must stand under the table wherever it goes."""
        return (*self.notes, _("Years end 31 March."), *self.break_notes)


def view_of(stored: StoredTable, *, first: int, last: int) -> View:
    """This will make a kept table ready to show for some years, in the words of the definition it was counted by."""
    counted = measure(stored.measure, stored.measure_version)
    breakdown = counted.by(stored.breakdown)
    groups = groups_of(breakdown) if breakdown else None
    whole = kept.from_data(stored.data)
    table = shown.chosen(whole, first=first, last=last)
    picture = shown.picture_of(table, counted, breakdown, groups)
    charts = {shape: Markup(svg) for shape, svg in drawings(stored, picture, table=whole).items()}  # noqa: S704  # drawn by us
    return View(
        measure=counted,
        breakdown=breakdown,
        sentence=shown.sentence(table, counted, breakdown, groups),
        grid=shown.grid_of(table, counted, breakdown, groups),
        charts=charts,
        marks=_marks(picture),
        break_notes=_break_notes(counted, groups, picture),
        notes=_notes(table, stored.until),
        beside=beside(published.series(), counted, breakdown=breakdown, years=picture.years),
        until=stored.until,
        made_at=stored.made_at,
    )


def _marks(picture: Picture) -> str:
    if 1 < len(picture.series) <= 4 and len(picture.years) > 1:
        return _("Lines differ by dash, mark and label, not by colour alone.")
    return _("Every part is drawn on the same scale.") if len(picture.years) > 1 else ""


def _break_notes(counted: Measure, groups: Groups | None, picture: Picture) -> tuple[str, ...]:
    crossed = picture.breaks_shown()
    methods = [f"{_(one.label)}. {_(one.note)}" for one in counted.method_breaks if one.first_year in crossed]
    lists = groups.new_editions(picture.years, year_ends=counted.year_ends) if groups else ()
    return (*methods, *(_("New list of groups from %(year)s.") % {"year": year} for year in lists))


def _notes(table: Table, until: date) -> tuple[str, ...]:
    counted = _("Counted up to %(day)s.") % {"day": format_date(until)}
    return (words.rounded(table.base), *words.explained(table), counted)
