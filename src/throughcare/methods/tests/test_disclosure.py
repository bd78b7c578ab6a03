"""Protected tables: nothing unrounded can stand in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.methods.disclosure import Cell, Gap, Mark, Table, protect
from throughcare.methods.rounding import counts_behind, round_to_base

ROWS, COLUMNS = ("2025", "2026"), ("education", "police", "health")
places = st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS))
worlds = st.dictionaries(places, st.integers(min_value=0, max_value=5_000))


@given(worlds)
def test_every_cell_and_every_total_is_rounded_by_itself_from_the_exact_count(
    counts: dict[tuple[str, str], int],
) -> None:
    table = protect(counts, rows=ROWS, columns=COLUMNS, unit="referrals", total="all")

    for row in ROWS:
        exact = [counts.get((row, column), 0) for column in COLUMNS]
        assert [cell.number for cell in table.line(row)[:-1]] == [round_to_base(count) for count in exact]
        assert table.cell(row, "all").number == round_to_base(sum(exact))


@given(worlds)
def test_the_exact_count_is_always_among_those_its_figure_can_mean(counts: dict[tuple[str, str], int]) -> None:
    table = protect(counts, rows=ROWS, columns=COLUMNS, unit="referrals")

    for (row, column), count in counts.items():
        printed = table.cell(row, column).number
        assert printed is not None
        assert count in counts_behind(printed)


def test_parts_may_not_add_up_because_the_total_is_not_their_sum() -> None:
    counts = {("2026", "education"): 2, ("2026", "police"): 2, ("2026", "health"): 2}

    table = protect(counts, rows=["2026"], columns=COLUMNS, unit="referrals", total="all")

    assert [cell.number for cell in table.line("2026")] == [0, 0, 0, 5]


def test_a_cell_off_its_base_cannot_stand_in_a_table() -> None:
    with pytest.raises(ValueError, match="7 is not rounded to base 5"):
        Table(("2026",), ("education",), ((Cell(7),),), "referrals", 5)


def test_a_gap_over_a_count_is_refused_because_totals_would_tell() -> None:
    with pytest.raises(ValueError, match="complementary suppression"):
        protect(
            {("2026", "police"): 2},
            rows=["2026"],
            columns=COLUMNS,
            unit="referrals",
            gaps={("2026", "police"): Gap.CONFIDENTIAL},
        )


def test_a_gap_shows_its_symbol_and_no_number() -> None:
    gaps = {("2025", "health"): Gap.NOT_APPLICABLE}

    table = protect({}, rows=ROWS, columns=COLUMNS, unit="referrals", gaps=gaps)

    assert table.cell("2025", "health") == Cell(gap=Gap.NOT_APPLICABLE)
    assert table.cell("2025", "health").symbol == "[z]"
    assert table.gaps == (Gap.NOT_APPLICABLE,)


def test_a_revised_number_carries_its_mark() -> None:
    table = Table(("2020",), ("adopted",), ((Cell(692, mark=Mark.REVISED),),), "cases", 1)

    assert table.cell("2020", "adopted").symbol == "[r]"
    assert table.marks == (Mark.REVISED,)


@pytest.mark.parametrize("parts", [{}, {"number": 5, "gap": Gap.LOW}, {"gap": Gap.LOW, "mark": Mark.REVISED}])
def test_a_cell_is_a_number_or_a_reason_never_both_and_never_neither(parts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"either a number|stands beside"):
        Cell(**parts)  # type: ignore[arg-type]  # the wrong shapes are the point


@pytest.mark.parametrize(
    ("rows", "columns", "cells"),
    [
        (("a", "a"), ("x",), ((Cell(0),), (Cell(0),))),
        (("a",), ("x", "x"), ((Cell(0), Cell(0)),)),
        (("a",), ("x", "y"), ((Cell(0),),)),
        (("a", "b"), ("x",), ((Cell(0),),)),
    ],
)
def test_a_table_without_one_cell_for_each_place_is_refused(
    rows: tuple[str, ...], columns: tuple[str, ...], cells: tuple[tuple[Cell, ...], ...]
) -> None:
    with pytest.raises(ValueError, match=r"code of its own|one cell for each"):
        Table(rows, columns, cells, "referrals", 5)


@given(worlds)
def test_turning_a_table_twice_gives_it_back(counts: dict[tuple[str, str], int]) -> None:
    table = protect(counts, rows=ROWS, columns=COLUMNS, unit="referrals")

    assert table.turned().turned() == table
    assert table.turned().cell("police", "2026") == table.cell("2026", "police")


def test_choosing_rows_keeps_the_tables_own_order() -> None:
    table = protect({("2025", "police"): 10}, rows=ROWS, columns=COLUMNS, unit="referrals", notes=["break"])

    chosen = table.only_rows(["2026", "2025", "2019"])

    assert chosen == table
    assert table.only_rows(row for row in ROWS if row == "2026").rows == ("2026",)
