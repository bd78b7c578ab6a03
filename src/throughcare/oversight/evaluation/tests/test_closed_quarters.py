"""Closed quarters and whole years, by the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.oversight.evaluation import rules

MARCH = (3, 31)


@pytest.mark.parametrize(
    ("today", "closed"),
    [
        (date(2026, 11, 22), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 6, 30)),
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2026, 1, 1), date(2025, 12, 31)),
        (date(2026, 2, 14), date(2025, 12, 31)),
    ],
)
def test_the_last_closed_quarter_is_over(today, closed):
    assert rules.last_closed_quarter(today) == closed


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 3, 31), 2026), (date(2026, 4, 1), 2027), (date(2025, 12, 31), 2026), (date(2024, 2, 29), 2024)],
)
def test_a_year_is_named_by_the_march_in_which_it_ends(day, year):
    assert rules.year_of(day, year_ends=MARCH) == year


@given(st.dates(min_value=date(2016, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_lies_inside_its_own_year(day):
    first, last = rules.days_of(rules.year_of(day, year_ends=MARCH), year_ends=MARCH)

    assert first <= day <= last
    assert (first.month, first.day, last.month, last.day) == (4, 1, 3, 31)


@pytest.mark.parametrize(
    ("first", "until", "years"),
    [
        (date(2024, 5, 1), date(2026, 9, 30), (2025, 2026)),
        (date(2024, 5, 1), date(2026, 3, 31), (2025, 2026)),
        (date(2024, 5, 1), date(2025, 12, 31), (2025,)),
        (date(2026, 5, 1), date(2026, 9, 30), ()),
    ],
)
def test_only_whole_years_are_shown(first, until, years):
    assert rules.closed_years(first, until, year_ends=MARCH) == years


def test_a_quarter_that_runs_cannot_be_counted():
    answer = rules.may_be_counted_until(date(2026, 12, 31), today=date(2026, 11, 22))

    assert [reason.text for reason in answer.reasons] == ["the quarter to 31 December 2026 is not over"]
    assert [mend.text for mend in answer.mends] == ["Choose the last closed quarter, which ended on 30 September 2026"]


def test_a_day_inside_a_quarter_cannot_be_counted_to():
    answer = rules.may_be_counted_until(date(2026, 8, 15), today=date(2026, 11, 22))

    assert [reason.text for reason in answer.reasons] == ["15 August 2026 is not the end of a quarter"]


def test_a_closed_quarter_may_be_counted():
    assert rules.may_be_counted_until(date(2026, 9, 30), today=date(2026, 11, 22))
