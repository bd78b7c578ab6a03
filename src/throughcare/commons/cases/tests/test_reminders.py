"""Who is reminded: whoever has something due, on a working day of their nation, once, and from the site's hour on."""

from datetime import UTC, datetime, timedelta

import pytest

from throughcare.commons.agencies.models import Area, Mailbox
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import reminders
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.mail.models import Mail
from throughcare.frame.transaction import acting
from throughcare.kernel.time import uk_today

MONDAY = datetime(2026, 6, 15, 12, tzinfo=UTC)
SATURDAY = MONDAY + timedelta(days=5)
ST_ANDREW = datetime(2026, 11, 30, 12, tzinfo=UTC)  # a bank holiday in Scotland alone


def due(invented, *, at: datetime, to: str = "", for_role: str = "panel_member") -> None:
    """A task of one colleague by name, or of whoever holds a role, that is due at this moment."""
    reference = invented.receive(at=at - timedelta(days=400))
    with invented.opened(reference, "ada", at=at) as case:
        staff = invented.staff[to] if to else None
        cases.ask(case, NewTask(code="cases.note", due_on=uk_today(at), for_role=for_role, to=staff), at=at)
    from throughcare.commons.cases.models import PoliceTask, Task

    Task.objects.exclude(code="cases.note").delete()
    PoliceTask.objects.all().delete()


def reminded(invented, *, at: datetime) -> set[str]:
    Mail.objects.all().delete()
    with acting("clock", staff=None, at=at):
        reminders.remind(at=at)
    ids = set(Mail.objects.values_list("staff_id", flat=True))
    return {name for name, staff in invented.staff.items() if staff in ids}


def test_whoever_has_something_due_is_reminded_once_a_day(invented):
    due(invented, at=MONDAY, to="ben")

    with acting("clock", staff=None, at=MONDAY):
        told = [reminders.remind(at=MONDAY), reminders.remind(at=MONDAY + timedelta(hours=4))]
    with acting("clock", staff=None, at=MONDAY):
        told.append(reminders.remind(at=MONDAY + timedelta(days=1)))

    assert told == [1, 0, 1]


def test_what_nobody_has_yet_reminds_whoever_holds_the_role_there(invented):
    due(invented, at=MONDAY, for_role="coordinator")

    assert reminded(invented, at=MONDAY) == {"ada"}


def test_nothing_due_reminds_nobody(invented):
    due(invented, at=MONDAY, to="ben")

    assert reminded(invented, at=MONDAY - timedelta(days=3)) == set()


@pytest.mark.parametrize(("at", "expected"), [(SATURDAY, set()), (SATURDAY + timedelta(days=2), {"ben"})])
def test_nobody_is_reminded_on_a_day_that_nobody_works(invented, at, expected):
    due(invented, at=MONDAY, to="ben")

    assert reminded(invented, at=at) == expected


@pytest.mark.parametrize(("nation", "expected"), [("scotland", set()), ("england-and-wales", {"ben"})])
def test_a_bank_holiday_holds_for_the_nation_that_keeps_it(invented, nation, expected):
    due(invented, at=ST_ANDREW, to="ben")
    Area.objects.update(nation=nation)

    assert reminded(invented, at=ST_ANDREW) == expected


@pytest.mark.parametrize(
    ("year", "month", "day", "utc_hour", "expected"),
    [
        *((2027, 3, 25, 6, set()), (2027, 3, 25, 7, {"ben"})),  # winter, the last working day before the clocks change
        *((2027, 3, 30, 5, set()), (2027, 3, 30, 6, {"ben"})),  # summer, the first after
        *((2027, 10, 29, 5, set()), (2027, 10, 29, 6, {"ben"})),
        *((2027, 11, 1, 6, set()), (2027, 11, 1, 7, {"ben"})),
    ],
)
def test_the_hour_is_that_of_clocks_in_the_united_kingdom(invented, year, month, day, utc_hour, expected):
    due(invented, at=MONDAY, to="ben")

    assert reminded(invented, at=datetime(year, month, day, utc_hour, 30, tzinfo=UTC)) == expected


def test_whoever_turned_reminders_off_gets_none(invented):
    due(invented, at=MONDAY, to="ben")
    Mailbox.objects.filter(staff_id=invented.staff["ben"]).update(reminders=False)

    assert reminded(invented, at=MONDAY) == set()
