"""Measures counted over facts: by year, by group, across editions of a list."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from throughcare.kernel.definitions import codelist, load
from throughcare.methods.disclosure import Cell, Gap
from throughcare.methods.rounding import round_to_base
from throughcare.oversight.evaluation.definitions import measure, measures, problems
from throughcare.oversight.evaluation.groups import Groups, _in_use, groups_of
from throughcare.oversight.evaluation.measures import ALL, table
from throughcare.oversight.evaluation.tests.builders import a_fact, facts

UNTIL = date(2026, 9, 30)
JOURNEY, REFERRALS, ADOPTED = measure("referral_to_adoption"), measure("referrals"), measure("adopted")
PANEL_DAY, LATE_DAY = date(2025, 8, 1), date(2026, 10, 1)


def by(counted, field, rows, *, until=UNTIL):
    breakdown = counted.by(field)
    return table(counted, rows=rows, until=until, breakdown=breakdown, groups=groups_of(breakdown))


def numbers(found, row):
    return {column: cell.number for column, cell in zip(found.columns, found.line(row), strict=True)}


def test_the_journey_counts_each_step_by_the_year_of_the_referral():
    rows = [*facts(12), *facts(7, to_panel_on=PANEL_DAY), *facts(6, to_panel_on=PANEL_DAY, adopted_on=date(2026, 5, 1))]

    found = table(JOURNEY, rows=rows, until=UNTIL)

    assert found.rows == ("2026",)
    assert numbers(found, "2026") == {"referred": 25, "panel": 15, "adopted": 5}


def test_what_happened_after_the_closed_quarter_is_not_counted_yet():
    rows = facts(10, to_panel_on=PANEL_DAY, adopted_on=LATE_DAY)

    found = table(JOURNEY, rows=rows, until=UNTIL)

    assert numbers(found, "2026") == {"referred": 10, "panel": 10, "adopted": 0}


def test_a_year_that_runs_is_not_shown():
    rows = [*facts(10), *facts(10, date(2026, 4, 1))]

    assert table(JOURNEY, rows=rows, until=UNTIL).rows == ("2026",)


def test_a_year_without_referrals_stands_between_others_as_zero():
    rows = [*facts(10, date(2023, 5, 1)), *facts(10)]

    found = table(JOURNEY, rows=rows, until=UNTIL)

    assert found.rows == ("2024", "2025", "2026")
    assert numbers(found, "2025")["referred"] == 0


def test_nothing_received_gives_a_table_without_years():
    assert table(JOURNEY, rows=[], until=UNTIL).rows == ()
    assert by(REFERRALS, "sector", []).rows == ()


def test_a_referral_after_the_quarter_does_not_open_a_year():
    assert table(JOURNEY, rows=[a_fact(date(2026, 11, 1))], until=UNTIL).rows == ()


def test_groups_stand_in_the_order_of_their_list_with_the_total_last():
    rows = [*facts(10, sector="police"), *facts(20, sector="education"), *facts(4)]

    found = by(REFERRALS, "sector", rows)

    assert found.columns[:2] == ("education", "police")
    assert found.columns[-2:] == ("unspecified", ALL)
    assert numbers(found, "2026") | {"education": 20, "police": 10, "unspecified": 5, ALL: 35} == numbers(found, "2026")


def test_a_list_without_a_code_for_it_gets_a_group_of_those_not_known():
    found = by(REFERRALS, "age_band", [*facts(6, age_band="from_11_to_15"), *facts(3)])

    assert found.columns[-2:] == ("not_known", ALL)
    assert numbers(found, "2026")["not_known"] == 5


def test_genders_are_told_apart_no_further_than_the_statistics_do():
    rows = [
        *facts(8, gender="female"),
        *facts(2, gender="another"),
        *facts(2, gender="not_said"),
        *facts(3, gender="not_known"),
    ]

    found = by(REFERRALS, "gender", rows)

    assert found.columns == ("female", "male", "unspecified", ALL)
    assert numbers(found, "2026") == {"female": 10, "male": 0, "unspecified": 5, ALL: 15}


def test_a_former_type_is_counted_under_the_one_that_took_its_place():
    rows = [*facts(5, date(2023, 5, 1), concern_type="islamist_2022"), *facts(10, concern_type="islamist_2025")]

    found = by(REFERRALS, "concern_type", rows)

    assert found.cell("2024", "islamist_2025") == Cell(5)
    assert found.cell("2026", "islamist_2025") == Cell(10)
    assert "islamist_2022" not in found.columns


def test_a_former_type_that_was_divided_keeps_a_line_of_its_own():
    rows = [
        *facts(5, date(2020, 5, 1), concern_type="mixed_unclear_unstable_to_2021"),
        *facts(5, concern_type="other_2025"),
    ]

    found = by(REFERRALS, "concern_type", rows)

    assert found.cell("2021", "mixed_unclear_unstable_to_2021") == Cell(5)
    assert found.cell("2026", "mixed_unclear_unstable_to_2021") == Cell(gap=Gap.NOT_APPLICABLE)


def test_a_code_is_in_use_in_a_year_that_holds_its_first_or_its_last_day():
    value, day, year = codelist("concern_types")["mixed_unclear_unstable_to_2021"], timedelta(1), timedelta(365)
    first, last = value.valid_from, value.valid_until

    spans = [(last, last + year), (last + day, last + year), (first - year, first), (first - year, first - day)]

    assert [_in_use(value, *span) for span in spans] == [True, False, True, False]


def test_a_former_type_that_was_recorded_after_its_time_is_counted_all_the_same():
    found = by(REFERRALS, "concern_type", facts(5, concern_type="mixed_unclear_unstable_to_2021"))

    assert found.cell("2026", "mixed_unclear_unstable_to_2021") == Cell(5)


def test_a_line_does_not_come_and_go_with_its_count():
    rows = [*facts(5, date(2020, 5, 1), concern_type="islamist_to_2021"), *facts(5, concern_type="other_2025")]

    found = by(REFERRALS, "concern_type", rows)

    assert found.cell("2021", "mixed_unclear_unstable_to_2021") == Cell(0)


def test_the_list_in_use_in_the_last_year_names_the_groups():
    rows = facts(5, date(2023, 5, 1), concern_type="islamist_2022")

    found = by(REFERRALS, "concern_type", rows, until=date(2024, 3, 31))

    assert found.cell("2024", "islamist_2022") == Cell(5)
    assert "islamist_2025" not in found.columns


def test_a_breakdown_of_adoptions_counts_adoptions_alone():
    rows = [*facts(9, sector="health"), *facts(6, sector="health", to_panel_on=PANEL_DAY, adopted_on=PANEL_DAY)]

    assert numbers(by(ADOPTED, "sector", rows), "2026")["health"] == 5


def test_a_new_list_starts_a_new_stretch():
    groups = Groups(codelist("concern_types"))

    assert groups.new_editions((2020, 2021, 2022, 2024, 2025, 2026), year_ends=(3, 31)) == (2022, 2025)
    assert Groups(codelist("sectors")).new_editions((2020, 2026), year_ends=(3, 31)) == ()


@given(st.lists(st.sampled_from(["education", "police", "health", None]), max_size=60))
def test_every_referral_is_in_one_group_and_in_the_total(sectors):
    rows = [a_fact(sector=sector) for sector in sectors]

    found = by(REFERRALS, "sector", rows)

    if rows:
        assert numbers(found, "2026")[ALL] == round_to_base(len(rows))
        assert numbers(found, "2026")["unspecified"] == round_to_base(sectors.count(None))


def test_a_measure_that_cannot_be_counted_as_defined_is_told():
    definition = load("measures", "referral_to_adoption")
    broken = replace(
        definition, data={**definition.data, "breakdowns": [{"field": "sector", "title": "S", "codelist": "moons"}]}
    )

    assert problems(definition) == []
    assert problems(broken) == [
        "the breakdown by sector names the list moons, which is not there",
        "several counts cannot be broken down at once",
    ]


def test_every_measure_can_be_counted_by_each_of_its_breakdowns():
    for counted in measures():
        assert table(counted, rows=facts(5), until=UNTIL).rows == ("2026",)
        for breakdown in counted.breakdowns:
            assert by(counted, breakdown.field, facts(5)).columns[-1] == ALL
