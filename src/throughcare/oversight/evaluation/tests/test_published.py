"""The published series: what is shown, what is only listed, and which sums do not add up."""

from dataclasses import replace

import pytest

from throughcare.kernel.definitions import all_of, load
from throughcare.methods.disclosure import Cell, Gap, Mark
from throughcare.oversight.evaluation.published import Figure, problems, series
from throughcare.oversight.evaluation.sums import warnings

COUNTS = ("referred", "panel", "adopted")
SERIES = series()


def cell(year, count):
    return SERIES.table(COUNTS, years=[year]).cell(str(year), count)


@pytest.mark.parametrize(
    ("year", "count", "shown"),
    [
        (2024, "referred", Cell(6_922)),
        (2024, "panel", Cell(893)),
        (2024, "adopted", Cell(512)),
        (2025, "referred", Cell(8_778)),
        (2025, "adopted", Cell(1_472)),
        (2017, "adopted", Cell(332)),
    ],
)
def test_a_confirmed_figure_is_shown_as_it_was_published(year, count, shown):
    assert cell(year, count) == shown


@pytest.mark.parametrize(
    ("year", "count"),
    [(2016, "referred"), (2016, "panel"), (2016, "adopted"), (2017, "panel"), (2018, "panel"), (2018, "adopted")]
    + [(year, count) for year in (2022, 2023) for count in ("panel", "adopted")]
    + [(2025, "panel")],
)
def test_a_figure_that_is_not_confirmed_is_listed_with_its_reason_and_not_shown(year, count):
    assert cell(year, count) == Cell(gap=Gap.NOT_AVAILABLE)
    assert SERIES.reason(year, count)


def test_no_number_from_memory_reaches_anything_that_is_shown():
    raw = load("published", SERIES.name).data
    unseen = {row["not_confirmed"] for row in (*raw["figures"], *raw["parts"]) if "not_confirmed" in row}
    shown = {figure.value for figure in (*SERIES.figures, *SERIES.parts)}

    assert unseen
    assert not unseen & shown


@pytest.mark.parametrize(
    ("year", "count", "first", "later"),
    [(2019, "referred", 5_738, 5_737), (2019, "adopted", 561, 556), (2020, "adopted", 697, 692)],
)
def test_a_revised_figure_keeps_both_editions_and_shows_the_later_marked(year, count, first, later):
    assert [figure.value for figure in SERIES.editions(year, count)] == [first, later]
    assert cell(year, count) == Cell(later, mark=Mark.REVISED)


def test_a_confirmed_percentage_stands_beside_a_count_that_is_not():
    assert SERIES.percent(2022, "panel") == 23
    assert SERIES.percent(2025, "panel") is None


def test_a_group_known_only_from_a_secondary_report_is_not_shown():
    table = SERIES.groups_table("referred", "sector", years=[2024, 2025])

    assert table.cell("2024", "education") == Cell(2_788)
    assert table.cell("2025", "education") == Cell(gap=Gap.NOT_AVAILABLE)
    assert "local_authority" not in table.columns


def test_what_was_never_published_by_a_group_gives_an_empty_table():
    assert SERIES.groups_table("referred", "region", years=SERIES.years).columns == ()


def test_every_figure_that_is_shown_is_cited():
    for figure in (*SERIES.figures, *SERIES.parts):
        if figure.is_shown:
            assert figure.value is None or figure.sources, figure
            assert figure.percent is None or figure.percent_sources, figure


def test_each_source_is_cited_with_the_years_it_is_behind():
    cited = {source.key: years for source, years in SERIES.cited(COUNTS, years=[2022, 2024, 2025])}

    assert cited == {"F2": (2022, 2024), "F9": (2025,), "F10": (2022,)}


def test_a_secondary_report_is_behind_nothing_that_is_shown():
    fields = ("sector", "age_band", "gender", "concern_type")
    cited = [SERIES.cited(COUNTS, years=SERIES.years, by=by) for by in ("", *fields)]

    assert "F6" not in {source.key for found in cited for source, _years in found}


def test_published_percentages_agree_with_published_counts():
    for year in SERIES.years:
        total = SERIES.editions(year, "referred")
        for count in ("panel", "adopted"):
            part, percent = SERIES.editions(year, count), SERIES.percent(year, count)
            if total and part and percent is not None:
                assert round(100 * part[-1].value / total[-1].value) == percent, (year, count)


def test_the_sums_that_do_not_add_up_are_told():
    told = {(warning.check, warning.text) for warning in warnings(SERIES)}

    assert told == {
        ("X1", "Year to March 2020, referrals adopted as a case: 697 when first published, 692 later. Both are kept."),
        (
            "X2",
            "Year to March 2021, referrals adopted as a case: the published parts add to 692, the published total is 688.",
        ),
        ("X3", "Year to March 2021, referrals: the published percentages add to 98, not to 100."),
        (
            "X4",
            "A published sum of 3,037 over the years cannot be compared with referrals adopted as a case: "
            "2016, 2018 not confirmed.",
        ),
        ("X5", "Year to March 2019, referrals: 5,738 when first published, 5,737 later. Both are kept."),
        ("X5", "Year to March 2019, referrals adopted as a case: 561 when first published, 556 later. Both are kept."),
    }


def test_a_warning_goes_when_the_sum_adds_up():
    part = replace(SERIES.parts_of(2021, "adopted", "concern_type")[-1], value=12)
    parts = [part if (f.year, f.measure, f.group) == (2021, "adopted", "other") else f for f in SERIES.parts]
    mended = replace(SERIES, parts=tuple(parts))

    assert "X2" not in {warning.check for warning in warnings(mended)}


@pytest.mark.parametrize(("stated", "is_told"), [(3_042, True), (3_043, False), (3_053, False), (3_054, True)])
def test_a_sum_over_years_may_lie_anywhere_between_the_editions(stated, is_told):
    seen = [
        Figure(2016, "adopted", "first", "confirmed", value=381),
        Figure(2018, "adopted", "first", "confirmed", value=394),
    ]
    checks = tuple(replace(check, stated=stated) if check.id == "X4" else check for check in SERIES.checks)
    known = replace(SERIES, figures=(*SERIES.figures, *seen), checks=checks)

    assert ("X4" in {warning.check for warning in warnings(known)}) is is_told


def test_the_definition_names_no_source_or_group_that_is_not_there():
    for definition in all_of("published"):
        assert problems(definition) == []


def test_a_source_a_group_and_a_repeated_figure_that_are_wrong_are_told():
    definition = load("published", SERIES.name)
    data = dict(definition.data)
    row = {
        "year": 2024,
        "measure": "referred",
        "edition": "first",
        "status": "confirmed",
        "value": 6922,
        "sources": ["F99"],
    }
    part = {**row, "by": "sector", "group": "moon", "sources": ["F2"]}
    broken = replace(definition, data={**data, "figures": [*data["figures"], row], "parts": [part]})

    assert problems(broken) == [
        "referred 2024 names the source F99, which is not listed",
        "referred 2024 names the group moon, which is not listed under sector",
        "referred 2024  stands twice in the edition first",
    ]
