"""Words before numbers: sentences, cells, symbols."""

from datetime import date

import pytest

from throughcare.methods.disclosure import Cell, Gap, Mark, protect
from throughcare.oversight.evaluation import kept, shown, words
from throughcare.oversight.evaluation.csv_file import csv_of
from throughcare.oversight.evaluation.definitions import measure
from throughcare.oversight.evaluation.groups import groups_of
from throughcare.oversight.evaluation.measures import table
from throughcare.oversight.evaluation.tests.builders import facts

UNTIL = date(2026, 9, 30)
JOURNEY, REFERRALS, PANEL = measure("referral_to_adoption"), measure("referrals"), measure("discussed_at_panel")
SECTOR = REFERRALS.by("sector")
PANEL_DAY = date(2025, 8, 1)


def by_sector(rows):
    return table(REFERRALS, rows=rows, until=UNTIL, breakdown=SECTOR, groups=groups_of(SECTOR))


def test_the_journey_is_told_in_a_sentence_with_its_percentage():
    rows = [*facts(178), *facts(27, to_panel_on=PANEL_DAY), *facts(34, to_panel_on=PANEL_DAY, adopted_on=PANEL_DAY)]

    said = shown.sentence(table(JOURNEY, rows=rows, until=UNTIL), JOURNEY, None, None)

    assert said == (
        "In the year to March 2026 about 240 referrals came in, about 60 were discussed at a panel and about 35 were "
        "adopted as a case. About 15% of the referrals were adopted."
    )


def test_no_percentage_is_given_where_the_base_is_too_small():
    rows = facts(40, to_panel_on=PANEL_DAY, adopted_on=PANEL_DAY)

    assert "%" not in shown.sentence(table(JOURNEY, rows=rows, until=UNTIL), JOURNEY, None, None)


def test_a_0_is_told_as_fewer_than_3_because_it_can_mean_2():
    said = shown.sentence(table(PANEL, rows=facts(40, to_panel_on=None), until=UNTIL), PANEL, None, None)

    assert said == "Of the referrals of the year to March 2026, fewer than 3 were discussed at a panel."


def test_a_breakdown_names_its_largest_group():
    said = shown.sentence(
        by_sector([*facts(30, sector="police"), *facts(10, sector="health")]), REFERRALS, SECTOR, groups_of(SECTOR)
    )

    assert said.endswith("By sector of referral, the largest group was “Police”, with about 30.")


@pytest.mark.parametrize("sectors", [{"police": 10, "health": 10}, {"police": 1, "health": 2}])
def test_no_group_is_called_the_largest_where_rounding_cannot_tell(sectors):
    rows = [row for sector, number in sectors.items() for row in facts(number, sector=sector)]

    assert "largest" not in shown.sentence(by_sector(rows), REFERRALS, SECTOR, groups_of(SECTOR))


def test_groups_go_down_and_years_across():
    grid = shown.grid_of(by_sector([*facts(1240, sector="police")]), REFERRALS, SECTOR, groups_of(SECTOR))

    assert (grid.corner, grid.heads) == ("Sector of referral", ("2026",))
    assert ("Police", ("1,240",)) in grid.lines
    assert grid.lines[-1] == ("All", ("1,240",))


def test_groups_in_use_in_none_of_the_years_are_left_out():
    counts = {("2021", "old"): 5, ("2026", "new"): 5}
    gaps = {("2021", "new"): Gap.NOT_APPLICABLE, ("2026", "old"): Gap.NOT_APPLICABLE}
    whole = protect(counts, rows=["2021", "2026"], columns=["new", "old"], unit="referrals", gaps=gaps, total="all")

    assert shown.chosen(whole, first=2021, last=2026).columns == ("new", "old", "all")
    assert shown.chosen(whole, first=2026, last=2026).columns == ("new", "all")


@pytest.mark.parametrize(
    ("cell", "text"),
    [(Cell(1240), "1,240"), (Cell(692, mark=Mark.REVISED), "692 [r]"), (Cell(gap=Gap.NOT_AVAILABLE), "[x]")],
)
def test_a_cell_is_a_number_with_its_mark_or_a_symbol_and_never_blank(cell, text):
    assert shown.text(cell) == text


def test_the_note_on_rounding_says_what_0_can_mean():
    assert words.rounded(5).endswith("0 can mean 0, 1 or 2.")
    assert words.rounded(3).endswith("0 can mean 0 or 1.")


def test_every_symbol_in_a_table_is_explained_under_it():
    for gap in Gap:
        assert words.gap(gap)
    for mark in Mark:
        assert words.mark(mark)


def test_a_kept_table_comes_back_as_it_was():
    whole = protect(
        {("2026", "a"): 7}, rows=["2026"], columns=["a", "b"], unit="referrals", gaps={("2026", "b"): Gap.NOT_AVAILABLE}
    )

    assert kept.from_data(kept.to_data(whole)) == whole


def test_a_kept_table_that_somebody_unrounded_is_refused():
    data = kept.to_data(protect({("2026", "a"): 7}, rows=["2026"], columns=["a"], unit="referrals"))
    data["cells"] = [[7]]

    with pytest.raises(ValueError, match="7 is not rounded to base 5"):
        kept.from_data(data)


def test_the_file_holds_the_table_and_under_it_what_must_be_known():
    grid = shown.Grid("Referrals, by year", "Year to March", ("Referred",), (("2026", ("1,240",)), ("2027", ("[x]",))))

    text = csv_of(grid, notes=["Every figure is rounded to 5 by itself."])

    assert text.splitlines() == [
        "Year to March,Referred",
        "2026,1240",
        "2027,[x]",
        "",
        '"Referrals, by year"',
        "Every figure is rounded to 5 by itself.",
    ]
