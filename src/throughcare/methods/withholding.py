"""What a reader can reckon from rounded figures that stand beside their total, and which cells are withheld so that they cannot.

Each figure stands for a few counts. A total narrows them: four parts that print 0 beside a total that prints 10 were 2 each.
So do columns of which each counts some of those in the one before. A cell is withheld by its place and never by its size, so
that a gap tells nothing; more follow until every part may still be so many counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from throughcare.methods.disclosure import Cell, Gap, Place, Table
from throughcare.methods.rounding import counts_behind

Bounds = dict[Place, tuple[int, int]]
ANY = (0, 10**9)
AT_FIRST = 2  # one gap alone could be reckoned from the total


def reckoned(table: Table, *, total: str, falling: bool = False) -> Bounds:
    """This will give the least and the greatest count that each cell can stand for, to a reader who knows how it was made.

    The row `total` is the sum of all others in each column. Where columns are falling, each counts some of those in the last.
    """
    bounds = {(row, column): _behind(table, row, column) for row in table.rows for column in table.columns}
    parts = [row for row in table.rows if row != total]
    before: Bounds = {}
    while before != bounds:
        before = dict(bounds)
        for column in table.columns:
            _narrow_by_sum(bounds, [(row, column) for row in parts], (total, column))
        for row in table.rows if falling else ():
            _narrow_by_order(bounds, [(row, column) for column in table.columns])
    return bounds


def withhold(table: Table, *, total: str, order: Sequence[str], fewest: int, falling: bool = False) -> Table:
    """This will withhold cells, in this order of rows, from each column in which a part could be fewer than so many counts."""
    hidden: dict[str, int] = dict.fromkeys(table.columns, 0)
    shown = table
    while wanting := [column for column in _first_told(shown, total, fewest, falling) if hidden[column] < len(order)]:
        for column in wanting:
            hidden[column] = max(hidden[column] + 1, AT_FIRST)
        shown = _without(table, {(row, column) for column, number in hidden.items() for row in order[:number]})
    return shown


def _behind(table: Table, row: str, column: str) -> tuple[int, int]:
    number = table.cell(row, column).number
    if number is None:
        return ANY
    counts = counts_behind(number, base=table.base)
    return counts[0], counts[-1]


def _narrow_by_sum(bounds: Bounds, parts: Sequence[Place], total: Place) -> None:
    """All parts together are the total, so each is what the others leave of it."""
    least, greatest = (sum(bounds[part][end] for part in parts) for end in (0, 1))
    low, high = max(bounds[total][0], least), min(bounds[total][1], greatest)
    bounds[total] = low, high
    for part in parts:
        mine = bounds[part]
        bounds[part] = max(mine[0], low - (greatest - mine[1])), min(mine[1], high - (least - mine[0]))


def _narrow_by_order(bounds: Bounds, line: Sequence[Place]) -> None:
    for before, after in pairwise(line):
        bounds[after] = bounds[after][0], min(bounds[after][1], bounds[before][1])
    for after, before in pairwise(reversed(line)):
        bounds[before] = max(bounds[before][0], bounds[after][0]), bounds[before][1]


def _first_told(table: Table, total: str, fewest: int, falling: bool) -> list[str]:
    """Columns that their own total tells come first: once they are mended, those beside them may be told no more."""
    return list(_told(table, total, fewest, False)) or list(_told(table, total, fewest, falling))


def _told(table: Table, total: str, fewest: int, falling: bool) -> Iterator[str]:
    """The columns in which some part can be fewer counts than it should."""
    bounds = reckoned(table, total=total, falling=falling)
    for column in table.columns:
        ends = (bounds[row, column] for row in table.rows if row != total)
        if any(high - low + 1 < fewest for low, high in ends):
            yield column


def _without(table: Table, places: Collection[Place]) -> Table:
    gap = Cell(gap=Gap.CONFIDENTIAL)
    lines = (
        tuple(gap if (row, column) in places else table.cell(row, column) for column in table.columns)
        for row in table.rows
    )
    return replace(table, cells=tuple(lines))
