"""What may be handed out and what may be shown: groups too small go together, and too few answers show nothing."""

from datetime import date

from throughcare.methods.withholding import reckoned
from throughcare.oversight.equality import rules

LEAST = {"smallest_base": 50, "smallest_group": 10, "fewest_counts": 3, "round_to": 5}


def of(**received):
    return {code: (number, number // 2, number // 3, number // 4, 0) for code, number in received.items()}


def shown(groups, **received):
    return rules.table_of(of(**received), groups=groups, **LEAST)


def test_a_form_is_handed_to_somebody_who_was_told_where_people_are_asked():
    assert rules.may_be_handed_out(is_told=True, is_asked=True)
    assert len(rules.may_be_handed_out(is_told=False, is_asked=False).reasons) == 2


def test_groups_that_are_too_small_are_counted_together():
    table = shown(["a", "b", "c", "d"], a=60, b=7, c=6, d=30)

    assert table.rows == ("a", "d", "together", "not_said", "left_empty", "no_form", "all")
    assert table.cell("together", "received").number == 15


def test_a_group_of_just_the_smallest_size_stands_alone():
    assert "b" in shown(["a", "b"], a=60, b=10).rows
    assert "b" not in shown(["a", "b"], a=60, b=9).rows


def test_one_small_group_takes_the_next_smallest_with_it_so_that_it_cannot_be_subtracted():
    table = shown(["a", "b", "c"], a=60, b=30, c=3)

    assert table.rows == ("a", "together", "not_said", "left_empty", "no_form", "all")
    assert table.cell("together", "received").number == 35


def test_a_small_group_is_never_named_whether_or_not_anybody_is_in_it():
    nobody, somebody = (
        (shown(["a", "b", "c"], a=60, b=30, c=c) for c in (0, 0)),
        shown(["a", "b", "c"], a=60, b=12, c=5),
    )

    assert {table.rows for table in nobody} == {("a", "b", "together", "not_said", "left_empty", "no_form", "all")}
    assert "c" not in somebody.rows


def test_too_few_answers_show_nothing_whoever_gave_none():
    assert shown(["a"], a=49, no_form=5000, not_said=900) is None
    assert shown(["a"], a=45, own_words=5) is not None


def test_who_gave_no_answer_stands_beside_those_who_did_and_everything_is_rounded():
    table = shown(["a"], a=61, own_words=12, not_said=3, left_empty=8, no_form=101)

    assert [table.cell(row, "received").number for row in table.rows] == [60, 10, 5, 10, 100, 185]


def test_years_run_to_the_end_of_march_and_are_counted_from_the_first_case():
    ends = (3, 31)

    assert list(rules.years_since(date(2024, 4, 1), date(2026, 3, 31), year_ends=ends)) == [2025]
    assert list(rules.years_since(date(2024, 3, 31), date(2026, 4, 1), year_ends=ends)) == [2024, 2025, 2026]
    assert rules.days_of(2026, year_ends=ends) == (date(2025, 4, 1), date(2026, 3, 31))


def exactly(received, adopted, *, base=0):
    """Groups of two numbers each: how many were received and how many of those adopted; the same of all who gave no answer."""
    told = {
        code: (number, number, part, part, 0)
        for code, (number, part) in zip("abcdefgh", zip(received, adopted, strict=True), strict=False)
    }
    nobody = dict.fromkeys(rules.BASE, (base, base, base, base, 0))
    return rules.table_of(told | nobody, groups=list(told), **LEAST)


def test_a_figure_that_its_total_would_tell_is_withheld_with_others_of_that_stage():
    table = exactly([30, 30, 20, 9, 3], [2, 2, 2, 1, 1], base=2)

    assert table.cell("all", "adopted").number == 15
    assert [table.cell(row, "adopted").symbol for row in ("a", "left_empty", "no_form", "all")] == [
        "",
        "[c]",
        "[c]",
        "",
    ]
    bounds = reckoned(table, total="all", falling=True)
    assert all(high - low + 1 >= 3 for (row, _stage), (low, high) in bounds.items() if row != "all")


def test_nothing_is_withheld_from_a_stage_that_tells_nothing():
    assert exactly([30, 30, 20], [12, 9, 11]).gaps == ()
