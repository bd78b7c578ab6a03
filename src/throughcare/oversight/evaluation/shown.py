"""A kept table made ready for a reader: chosen years, words before numbers, labels, and the picture to draw. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from throughcare.methods.disclosure import Cell, Gap, Table
from throughcare.methods.rounding import counts_behind, percentage
from throughcare.oversight.evaluation import words
from throughcare.oversight.evaluation.definitions import Breakdown, Measure
from throughcare.oversight.evaluation.groups import Groups
from throughcare.oversight.evaluation.measures import ALL
from throughcare.oversight.evaluation.pictures import Picture, Series

YEARS_AT_FIRST = 5


@dataclass(frozen=True)
class Grid:
    """A table in words: heads, and lines that begin with their own head."""

    caption: str
    corner: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


def default_years(table: Table) -> tuple[str, ...]:
    """This will give the years a page opens on: the last five of a table."""
    return table.rows[-YEARS_AT_FIRST:]


def chosen(table: Table, *, first: int, last: int) -> Table:
    """This will give the chosen years of a table, without groups that were in use in none of them."""
    kept = table.only_rows(row for row in table.rows if first <= int(row) <= last)
    used = [at for at in range(len(kept.columns)) if any(line[at].gap is not Gap.NOT_APPLICABLE for line in kept.cells)]
    cells = tuple(tuple(line[at] for at in used) for line in kept.cells)
    return replace(kept, columns=tuple(kept.columns[at] for at in used), cells=cells)


def label(column: str, groups: Groups | None) -> str:
    """This will give the label of a column: what is counted, all, or a group."""
    if groups is None or column == ALL:
        return words.head(column)
    return groups.label(column, not_known=words.not_known())


def text(cell: Cell) -> str:
    """This will write a cell: its number with its mark, or the symbol of why there is none."""
    number = "" if cell.number is None else f"{cell.number:,}"
    return f"{number} {cell.symbol}".strip()


def grid_of(table: Table, measure: Measure, breakdown: Breakdown | None, groups: Groups | None) -> Grid:
    """This will lay a table out: years down for counts; groups down and years across for a breakdown."""
    caption = title_of(measure, breakdown)
    if breakdown is None:
        heads = tuple(label(column, groups) for column in table.columns)
        lines = tuple((row, tuple(map(text, table.line(row)))) for row in table.rows)
        return Grid(caption, _("Year to March"), heads, lines)
    turned = table.turned()
    lines = tuple((label(row, groups), tuple(map(text, turned.line(row)))) for row in turned.rows)
    return Grid(caption, _(breakdown.title), turned.columns, lines)


def title_of(measure: Measure, breakdown: Breakdown | None) -> str:
    """This will name what is shown."""
    what = _(measure.title)
    if breakdown is None:
        return _("%(measure)s, by year") % {"measure": what}
    return _("%(measure)s, by %(breakdown)s and year") % {
        "measure": what,
        "breakdown": _in_sentence(_(breakdown.title)),
    }


def sentence(table: Table, measure: Measure, breakdown: Breakdown | None, groups: Groups | None) -> str:
    """This will say in words what the last year of a table shows."""
    year, line = table.rows[-1], table.line(table.rows[-1])
    numbers = {column: cell.number for column, cell in zip(table.columns, line, strict=True)}
    if breakdown is not None:
        return _of_groups(year, numbers, measure, breakdown, groups)
    if len(table.columns) > 1:
        return _of_journey(year, numbers, measure)
    return _total(year, numbers[table.columns[0]], measure)


def picture_of(table: Table, measure: Measure, breakdown: Breakdown | None, groups: Groups | None) -> Picture:
    """This will give the picture of a table: a series for each column but the total of a breakdown."""
    columns = [column for column in table.columns if breakdown is None or column != ALL]
    series = tuple(
        Series(label(column, groups), tuple(table.cell(row, column).number for row in table.rows)) for column in columns
    )
    years = tuple(int(row) for row in table.rows)
    breaks = measure.method_breaks
    lists = groups.new_editions(years, year_ends=measure.year_ends) if groups else ()
    return Picture(
        title=title_of(measure, breakdown),
        description=sentence(table, measure, breakdown, groups),
        years=years,
        series=series,
        breaks=tuple(sorted({*(one.first_year for one in breaks), *lists})),
        break_label=_(breaks[-1].label) if breaks else "",
        gap_label=words.gap(Gap.NOT_APPLICABLE),
    )


def about(number: int | None, *, base: int) -> str:
    """This will say a rounded figure in a sentence, where 0 can mean that there were some."""
    if number:
        return _("about %(number)s") % {"number": f"{number:,}"}
    return _("fewer than %(limit)s") % {"limit": counts_behind(0, base=base)[-1] + 1}


def _of_journey(year: str, numbers: dict[str, int | None], measure: Measure) -> str:
    base = measure.disclosure.round_to
    said = _(
        "In the year to March %(year)s %(referred)s referrals came in, %(panel)s were discussed at a panel and %(adopted)s "
        "were adopted as a case."
    ) % {"year": year, **{count: about(numbers[count], base=base) for count in ("referred", "panel", "adopted")}}
    smallest = measure.disclosure.smallest_base_for_percentages
    percent = percentage(numbers["adopted"] or 0, numbers["referred"] or 0, smallest_base=smallest)
    if percent is None:
        return said
    return said + " " + _("About %(percent)s%% of the referrals were adopted.") % {"percent": percent}


def _total(year: str, number: int | None, measure: Measure) -> str:
    values = {"year": year, "number": about(number, base=measure.disclosure.round_to)}
    return {
        "referred": _("In the year to March %(year)s %(number)s referrals came in."),
        "panel": _("Of the referrals of the year to March %(year)s, %(number)s were discussed at a panel."),
        "adopted": _("Of the referrals of the year to March %(year)s, %(number)s were adopted as a case."),
    }[measure.counts[0]] % values


def _of_groups(
    year: str, numbers: dict[str, int | None], measure: Measure, breakdown: Breakdown, groups: Groups | None
) -> str:
    said = _total(year, numbers[ALL], measure)
    parts = sorted(((number or 0, code) for code, number in numbers.items() if code != ALL), reverse=True)
    if not parts or parts[0][0] == 0 or (len(parts) > 1 and parts[0][0] == parts[1][0]):
        return said
    largest, code = parts[0]
    more = _("By %(breakdown)s, the largest group was “%(group)s”, with %(number)s.")
    values = {
        "breakdown": _in_sentence(_(breakdown.title)),
        "group": label(code, groups),
        "number": about(largest, base=measure.disclosure.round_to),
    }
    return said + " " + more % values


def _in_sentence(title: str) -> str:
    return title[:1].lower() + title[1:]
