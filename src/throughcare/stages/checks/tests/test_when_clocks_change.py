"""A threat is rung on after the minutes that pass, also in the night in which the clocks change, and on the right day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit.invented import Invented
from throughcare.commons.cases.models import Case, PoliceTask
from throughcare.frame.transaction import acting
from throughcare.kernel.time import UK, uk_time
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.checks import actions
from throughcare.stages.checks.models import Threat

# Each a quarter of an hour before clocks are moved: on to two o'clock in March, back to one o'clock in October.
MARCH, OCTOBER = datetime(2027, 3, 28, 0, 45, tzinfo=UTC), datetime(2027, 10, 31, 0, 45, tzinfo=UTC)
NIGHTS = pytest.mark.parametrize("at", [MARCH, OCTOBER], ids=["in March", "in October"])
MINUTES = Pathway.load("channel").clock("threat_acknowledgement").length


def raised(invented: Invented, *, at: datetime) -> Threat:
    reference = invented.receive(at=at)
    Case.objects.filter(reference=reference).update(stage="gathering")
    with invented.opened(reference, "ada", at=at) as case:
        actions.raise_threat(case, words="-", happened_at=at, at=at)
    return Threat.objects.get()


def rung_on(*, at: datetime) -> int:
    with acting("clock", staff=None, at=at):
        return actions.ring_next(at=at)


@NIGHTS
@pytest.mark.parametrize("written_in", [UTC, UK], ids=["in UTC", "as clocks show it"])
def test_it_is_due_after_the_minutes_that_pass(invented, at, written_in):
    threat = raised(invented, at=at.astimezone(written_in))

    assert threat.ring_next_at.astimezone(UTC) - at == timedelta(minutes=MINUTES)


@NIGHTS
def test_looked_at_every_minute_it_is_rung_on_once_each_time_it_is_due(invented, at):
    raised(invented, at=at)

    found = [minute for minute in range(3 * MINUTES + 1) if rung_on(at=at + timedelta(minutes=minute))]

    assert found == [MINUTES, 2 * MINUTES, 3 * MINUTES]


@NIGHTS
def test_missed_for_the_night_it_is_rung_on_once_in_the_morning(invented, at):
    raised(invented, at=at)
    morning = at + timedelta(hours=7)

    assert [rung_on(at=morning), rung_on(at=morning)] == [1, 0]


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), date(2027, 3, 27)),
        (datetime(2027, 3, 28, 23, 30, tzinfo=UTC), date(2027, 3, 29)),
        (datetime(2027, 10, 30, 23, 30, tzinfo=UTC), date(2027, 10, 31)),
        (datetime(2027, 10, 31, 23, 30, tzinfo=UTC), date(2027, 10, 31)),
    ],
)
def test_what_is_due_at_once_is_due_on_the_day_that_it_is_in_the_united_kingdom(invented, at, day):
    raised(invented, at=at)

    assert {task.due_on for task in PoliceTask.objects.filter(code="threat.acknowledge")} == {day}
    assert uk_time(at).date() == day
