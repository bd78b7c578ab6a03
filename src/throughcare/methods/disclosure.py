"""Tables of counts that may be shown: every cell and every total is rounded by itself, from the counts.

A table cannot be made with a cell that is off its base, so whoever holds a Table holds protected figures.

What this does not do: with several small groups beside their total, the rounded figures together can, rarely,
pin a count down (four groups that print 0 beside a total that prints 10 were 2 each). `withholding` finds and
withholds those; tables that did not go through it are for signed-in staff only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from throughcare.methods.rounding import round_to_base

Place: TypeAlias = tuple[str, str]


class Gap(StrEnum):
    """Why a cell holds no number. It is printed in brackets: never blank, a dash or a star."""

    CONFIDENTIAL = "c"
    LOW = "low"
    NOT_APPLICABLE = "z"
    NOT_AVAILABLE = "x"


class Mark(StrEnum):
    """What a reader must know about a number that is shown."""

    PROVISIONAL = "p"
    REVISED = "r"


@dataclass(frozen=True)
class Cell:
    """A number, perhaps with a mark, or the reason why there is none."""

    number: int | None = None
    gap: Gap | None = None
    mark: Mark | None = None

    def __post_init__(self) -> None:
        if (self.number is None) == (self.gap is None):
            raise ValueError("A cell holds either a number or the reason why there is none.")
        if self.mark is not None and self.number is None:
            raise ValueError("A mark stands beside a number.")

    @property
    def symbol(self) -> str:
        """This will give the bracketed symbol of this cell, or nothing."""
        code = self.gap or self.mark
        return f"[{code}]" if code else ""


@dataclass(frozen=True)
class Table:
    """Rounded figures by row and column, with what is counted, the base and notes. Codes, not labels."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    unit: str
    base: int
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _refuse_repeats(self.rows, "row")
        _refuse_repeats(self.columns, "column")
        if len(self.cells) != len(self.rows) or any(len(line) != len(self.columns) for line in self.cells):
            raise ValueError("A table has one cell for each row and column.")
        for line in self.cells:
            for cell in line:
                if cell.number is not None and cell.number != round_to_base(cell.number, base=self.base):
                    raise ValueError(f"{cell.number} is not rounded to base {self.base}.")

    def cell(self, row: str, column: str) -> Cell:
        """This will give one cell by the codes of its row and column."""
        return self.cells[self.rows.index(row)][self.columns.index(column)]

    def line(self, row: str) -> tuple[Cell, ...]:
        """This will give the cells of one row, in the order of the columns."""
        return self.cells[self.rows.index(row)]

    def only_rows(self, wanted: Iterable[str]) -> "Table":
        """This will give the same table with these rows only, in the table's own order."""
        chosen = set(wanted)
        kept = tuple(row for row in self.rows if row in chosen)
        return replace(self, rows=kept, cells=tuple(self.line(row) for row in kept))

    def turned(self) -> "Table":
        """This will give the same table with rows and columns exchanged."""
        cells = tuple(tuple(line[at] for line in self.cells) for at in range(len(self.columns)))
        return replace(self, rows=self.columns, columns=self.rows, cells=cells)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """This will give the reasons for missing numbers that occur, each once, in alphabetical order."""
        return tuple(sorted({cell.gap for line in self.cells for cell in line if cell.gap}))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """This will give the marks that occur, each once, in alphabetical order."""
        return tuple(sorted({cell.mark for line in self.cells for cell in line if cell.mark}))


def protect(
    counts: Mapping[Place, int],
    *,
    rows: Iterable[str],
    columns: Iterable[str],
    unit: str,
    base: int = 5,
    gaps: Mapping[Place, Gap] | None = None,
    total: str = "",
    notes: Iterable[str] = (),
) -> Table:
    """This will make a table out of exact counts; a total column, where one is named, is rounded from its exact sum."""
    row_codes, column_codes, missing = tuple(rows), tuple(columns), dict(gaps or {})
    _refuse_hiding(counts, missing)
    lines = []
    for row in row_codes:
        exact = {column: counts.get((row, column), 0) for column in column_codes}
        line = [_cell(count, gap=missing.get((row, column)), base=base) for column, count in exact.items()]
        lines.append((*line, _cell(sum(exact.values()), gap=None, base=base)) if total else tuple(line))
    shown_columns = (*column_codes, total) if total else column_codes
    return Table(row_codes, shown_columns, tuple(lines), unit, base, tuple(notes))


def _cell(count: int, *, gap: Gap | None, base: int) -> Cell:
    return Cell(gap=gap) if gap else Cell(round_to_base(count, base=base))


def _refuse_hiding(counts: Mapping[Place, int], missing: Mapping[Place, Gap]) -> None:
    hidden = [place for place in missing if counts.get(place, 0)]
    if hidden:
        raise ValueError(f"{hidden[0]} has a count. Leaving it out needs complementary suppression: totals tell.")


def _refuse_repeats(codes: tuple[str, ...], what: str) -> None:
    if len(set(codes)) != len(codes):
        raise ValueError(f"Each {what} of a table has a code of its own.")
