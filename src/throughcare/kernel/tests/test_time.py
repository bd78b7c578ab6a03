from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.kernel import time

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("nation", "day", "number", "due"),
    [
        ("england-and-wales", date(2026, 11, 16), 10, date(2026, 11, 30)),
        ("scotland", date(2026, 11, 16), 10, date(2026, 12, 1)),
        ("england-and-wales", date(2026, 12, 24), 1, date(2026, 12, 29)),
        ("northern-ireland", date(2026, 3, 16), 1, date(2026, 3, 18)),
        ("england-and-wales", date(2026, 11, 20), -5, date(2026, 11, 13)),
        ("england-and-wales", date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_are_counted_by_the_nation(nation, day, number, due):
    assert time.working_days(nation).add(day, number) == due


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_adding_and_counting_agree(day, number):
    calendar = time.working_days("england-and-wales")

    assert calendar.between(day, calendar.add(day, number)) == number
    assert calendar.is_one(calendar.add(day, number))


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_counting_back_and_forth_agrees_from_one_working_day_to_another(day, number):
    calendar = time.working_days("scotland")
    first = calendar.on_or_after(day)
    last = calendar.on_or_after(first + timedelta(days=number))

    assert calendar.between(first, last) == -calendar.between(last, first)


def test_a_nation_we_do_not_know_is_a_defect():
    with pytest.raises(ValueError, match="england-and-wales"):
        time.working_days("wales")


def test_the_uk_day_turns_an_hour_earlier_in_summer():
    assert time.uk_today(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert time.uk_today(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


def test_a_moment_without_a_time_zone_is_a_defect():
    with pytest.raises(ValueError, match="aware"):
        time.uk_today(datetime(2026, 7, 1, 12, 0))  # noqa: DTZ001  (the naive moment is what is tried)


@given(DAYS)
def test_the_first_and_last_moment_lie_in_their_day(day):
    assert time.uk_today(time.start_of_day(day)) == time.uk_today(time.end_of_day(day)) == day
    assert time.uk_today(time.end_of_day(day) + timedelta(microseconds=1)) == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 16), 12, date(2027, 11, 16)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_end_where_the_month_ends(day, number, due):
    assert time.add_months(day, number) == due


def test_who_was_born_on_29_february_comes_of_age_on_1_march():
    born = date(2008, 2, 29)

    assert time.anniversary(born, 18) == date(2026, 3, 1)
    assert time.age_on(born, day=date(2026, 2, 28)) == 17
    assert time.age_on(born, day=date(2026, 3, 1)) == 18


@given(DAYS, st.integers(min_value=0, max_value=110))
def test_age_changes_on_the_anniversary(born, years):
    birthday = time.anniversary(born, years)

    assert time.age_on(born, day=birthday) == years
    assert time.age_on(born, day=birthday - timedelta(days=1)) == years - 1


@pytest.mark.parametrize(
    ("hour", "minute", "written"),
    [(0, 0, "12am"), (2, 0, "2am"), (12, 0, "12pm"), (12, 5, "12:05pm"), (14, 14, "2:14pm"), (23, 59, "11:59pm")],
)
def test_times_are_written_as_people_say_them(hour, minute, written):
    assert time.format_time(datetime(2026, 11, 20, hour, minute, tzinfo=UTC)) == written


def test_dates_are_written_in_full_and_short():
    assert time.format_date(date(2026, 11, 3)) == "3 November 2026"
    assert time.format_date_short(date(2026, 11, 3)) == "3 Nov 2026"
    assert time.format_moment(datetime(2026, 11, 16, 15, 10, tzinfo=UTC)) == "16 Nov 2026, 3:10pm"


def test_the_day_of_a_moment_is_the_day_in_the_united_kingdom():
    midnight_in_june = datetime(2026, 6, 7, 23, tzinfo=UTC)

    assert time.format_date(midnight_in_june) == "8 June 2026"
    assert time.format_date_short(midnight_in_june) == "8 Jun 2026"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 20), "2 working days ago"),
        (date(2026, 11, 23), "1 working day ago"),
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "in 1 working day"),
        (date(2026, 11, 30), "in 4 working days"),
    ],
)
def test_distance_is_told_in_working_days(day, written):
    assert time.working_days_ago(day, today=date(2026, 11, 24), nation="england-and-wales") == written


def test_a_weekend_is_no_working_day():
    friday, sunday, monday = (date(2026, 11, day) for day in (20, 22, 23))

    assert time.working_days_ago(friday, today=sunday, nation="england-and-wales") == "less than 1 working day ago"
    assert time.working_days_ago(monday, today=sunday, nation="england-and-wales") == "the next working day"


@pytest.mark.parametrize(
    ("changed_on", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2027, 6, 1), 24)]
)
def test_a_day_is_as_long_as_clocks_make_it(changed_on, hours):
    first, next_first = time.start_of_day(changed_on), time.start_of_day(changed_on + timedelta(days=1))

    assert next_first.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=hours)
    assert time.uk_today(next_first - timedelta(microseconds=1)) == changed_on
    assert time.uk_today(time.end_of_day(changed_on)) == changed_on


@pytest.mark.parametrize(
    ("from_day", "number", "due"),
    [
        (date(2027, 3, 25), 1, date(2027, 3, 29)),  # Good Friday, then the clocks go on; Easter Monday is a working day
        (date(2027, 10, 29), 1, date(2027, 11, 1)),
        (date(2027, 10, 29), 10, date(2027, 11, 12)),
    ],
)
def test_working_days_are_counted_over_the_change_of_clocks_as_over_any_sunday(from_day, number, due):
    assert time.working_days("scotland").add(from_day, number) == due


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("changed_on", [date(2027, 3, 28), date(2027, 10, 31)])
def test_every_hour_of_a_night_in_which_clocks_change_lies_on_one_day(changed_on, hour):
    moment = datetime.combine(changed_on, datetime.min.time().replace(hour=hour, minute=30), tzinfo=time.UK)

    assert time.uk_today(moment.astimezone(UTC)) == changed_on
