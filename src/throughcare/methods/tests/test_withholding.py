"""No count can be reckoned from a table and its totals, by somebody who knows how the table was made; held against a solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from throughcare.methods.disclosure import Gap, Table, protect
from throughcare.methods.rounding import counts_behind
from throughcare.methods.withholding import reckoned, withhold

PARTS, COLUMNS, ALL = ("a", "b", "c", "d"), ("received", "adopted"), "all"
FEWEST = 3


def of(*lines: tuple[int, ...]) -> Table:
    whole = [*lines, tuple(sum(column) for column in zip(*lines, strict=True))]
    rows, columns = (*PARTS[: len(lines)], ALL), COLUMNS[: len(lines[0])]
    counts = {(row, column): whole[r][c] for r, row in enumerate(rows) for c, column in enumerate(columns)}
    return protect(counts, rows=rows, columns=columns, unit="cases")


def shown(table: Table) -> Table:
    order = [row for row in reversed(table.rows) if row != ALL]
    return withhold(table, total=ALL, order=order, fewest=FEWEST, falling=True)


def numbers(table: Table) -> list[list[int | None]]:
    return [[cell.number for cell in line] for line in table.cells]


def test_four_small_parts_beside_their_total_could_be_reckoned_and_are_withheld() -> None:
    told = of((2,), (2,), (2,), (2,))

    assert {reckoned(told, total=ALL)[row, "received"] for row in PARTS} == {(2, 2)}
    assert numbers(shown(told)) == [[0], [0], [None], [None], [10]]
    assert shown(told).gaps == (Gap.CONFIDENTIAL,)


def test_large_parts_at_their_least_could_be_reckoned_too() -> None:
    told = of((38,), (28,), (18,), (18,))

    assert reckoned(told, total=ALL)["a", "received"] == (38, 38)
    assert numbers(shown(told)) == [[40], [30], [None], [None], [100]]


def test_nothing_is_withheld_where_nothing_could_be_reckoned() -> None:
    told = of((40, 20), (31, 9), (18, 7))

    assert shown(told) == told


def test_a_column_narrows_the_one_beside_it() -> None:
    told = of((7, 7), (7, 3), (7, 0), (7, 1))

    assert reckoned(told, total=ALL)["a", "adopted"] == (3, 7)
    assert reckoned(told, total=ALL, falling=True)["a", "adopted"][1] == 7
    assert reckoned(of((2, 2), (2, 0), (2, 0), (2, 0)), total=ALL, falling=True)["b", "adopted"] == (0, 2)


@pytest.mark.parametrize(
    ("lines", "place", "alone", "beside"),
    [
        ([(3, 3), (3, 0), (3, 0), (3, 0)], ("a", "adopted"), (3, 7), (3, 3)),  # no more adopted than received: just 3
        ([(7, 7), (10, 7), (10, 7), (10, 7)], ("a", "received"), (3, 7), (7, 7)),  # nor fewer received than adopted
        ([(7, 7), (8, 7), (8, 7), (8, 7)], ("b", "received"), (8, 12), (8, 9)),  # what that leaves of the total
    ],
)
def test_whoever_was_adopted_was_received_which_narrows_both_and_then_the_others(lines, place, alone, beside) -> None:
    told = of(*lines)

    assert (reckoned(told, total=ALL)[place], reckoned(told, total=ALL, falling=True)[place]) == (alone, beside)


tables = st.lists(
    st.integers(0, 45).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=2, max_size=4
).map(lambda lines: of(*lines))


@given(tables)
@settings(max_examples=15, deadline=None)
def test_what_is_shown_leaves_a_solver_several_counts_for_every_part(table: Table) -> None:
    made = shown(table)
    parts = [row for row in made.rows if row != ALL]

    for row in parts:
        for column in made.columns:
            least, greatest = solved(made, row, column)
            assert greatest - least + 1 >= FEWEST, (numbers(table), numbers(made), row, column)


@given(st.lists(st.tuples(st.integers(0, 45)), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None)
def test_what_is_reckoned_of_one_column_is_what_a_solver_finds(lines: list[tuple[int, ...]]) -> None:
    table = of(*lines)
    bounds = reckoned(table, total=ALL)

    for row, column in bounds:
        assert bounds[row, column] == solved(table, row, column)


@pytest.mark.parametrize("lines", [[(2,)] * 4, [(38,), (28,), (18,), (18,)], [(2, 2), (3, 0)]])
def test_a_gap_stands_at_the_same_places_whatever_the_counts_are(lines: list[tuple[int, ...]]) -> None:
    gaps = [row for row in shown(of(*lines)).rows if shown(of(*lines)).cell(row, "received").gap]

    assert gaps in ([], ["c", "d"])


def solved(table: Table, row: str, column: str) -> tuple[int, int]:
    """The least and the greatest count that this cell can have in any world that prints this table."""
    places = [(r, c) for r in table.rows for c in table.columns]
    at = {place: number for number, place in enumerate(places)}
    low, high = np.zeros(len(places)), np.full(len(places), 1e6)
    for place in places:
        printed = table.cell(*place).number
        if printed is not None:
            counts = counts_behind(printed)
            low[at[place]], high[at[place]] = counts[0], counts[-1]
    rules = []
    for c in table.columns:
        line = np.zeros(len(places))
        line[[at[r, c] for r in table.rows if r != ALL]], line[at[ALL, c]] = 1, -1
        rules.append(LinearConstraint(line, 0, 0))
    for r in table.rows:
        for before, after in zip(table.columns, table.columns[1:], strict=False):
            line = np.zeros(len(places))
            line[at[r, before]], line[at[r, after]] = 1, -1
            rules.append(LinearConstraint(line, 0, np.inf))
    ends = []
    for sign in (1, -1):
        wanted = np.zeros(len(places))
        wanted[at[row, column]] = sign
        found = milp(wanted, integrality=np.ones(len(places)), bounds=Bounds(low, high), constraints=rules)
        assert found.success
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]
