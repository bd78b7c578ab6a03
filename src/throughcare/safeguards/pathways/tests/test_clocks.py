from datetime import UTC, date, datetime

import pytest

from throughcare.safeguards.pathways.tests.builders import a_pathway

PATHWAY = a_pathway()


@pytest.mark.parametrize(
    ("clock", "from_day", "due"),
    [
        ("loan", date(2026, 11, 16), date(2026, 11, 30)),
        ("renewal", date(2026, 11, 30), date(2027, 2, 28)),
        ("of_age", date(2008, 2, 29), date(2026, 3, 1)),
        ("mourning", date(2026, 12, 24), date(2026, 12, 31)),
    ],
)
def test_a_clock_says_when(clock, from_day, due):
    assert PATHWAY.clock(clock).due(from_day) == due


def test_a_clock_of_minutes_counts_from_a_moment():
    at = datetime(2026, 11, 20, 14, 50, tzinfo=UTC)

    assert PATHWAY.clock("bell").due_at(at) == datetime(2026, 11, 20, 15, 20, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["bell", "patience"])
def test_a_clock_that_counts_no_days_says_so(clock):
    with pytest.raises(ValueError, match="is_chosen, or use due_at"):
        PATHWAY.clock(clock).due(date(2026, 1, 1))


def test_a_clock_of_days_counts_no_minutes():
    with pytest.raises(ValueError, match="Use due"):
        PATHWAY.clock("loan").due_at(datetime(2026, 1, 1, tzinfo=UTC))


def test_where_the_law_names_no_number_people_choose():
    assert PATHWAY.clock("patience").is_chosen
    assert not PATHWAY.clock("loan").is_chosen


@pytest.mark.parametrize(
    ("clock", "explanation"),
    [
        ("loan", "10 working days from the day it was lent. Local target."),
        ("renewal", "3 months from the day it was lent. Guidance."),
        ("of_age", "18 years from birth. In law."),
        ("patience", "as decided each time from the day of the wish. In law."),
    ],
)
def test_a_date_can_be_explained_in_one_line(clock, explanation):
    assert PATHWAY.clock(clock).explanation == explanation


def test_a_clock_cites_its_source_and_its_mark():
    clock = PATHWAY.clock("loan")

    assert (clock.source, clock.verify, clock.rule, clock.nation) == (
        "Custom of the house",
        True,
        "3.1",
        "england-and-wales",
    )
