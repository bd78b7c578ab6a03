"""Making the figures of a closed quarter: under the facts role, kept, never overwritten."""

from datetime import UTC, date, datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Refusal
from throughcare.oversight.evaluation import facts, kept, queries
from throughcare.oversight.evaluation.actions import make_tables, number_of_tables
from throughcare.oversight.evaluation.models import StoredTable
from throughcare.oversight.evaluation.tests.builders import a_fact, lay_down
from throughcare.oversight.evaluation.tests.builders import facts as some
from throughcare.oversight.evaluation.tests.people import somebody
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
UNTIL = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def drawn_quickly(monkeypatch):
    """The charts have tests of their own; here it is enough that they are asked for."""
    monkeypatch.setattr(
        "throughcare.oversight.evaluation.actions.draw", lambda picture, *, shape, prefix: f"{prefix}: {picture.title}"
    )


def make(until=UNTIL, at=AT):
    with acting("facts", staff=None, at=at):
        return make_tables(until=until, at=at)


def journey():
    return queries.stored("referral_to_adoption", breakdown="", until=UNTIL)


def test_every_measure_by_every_breakdown_is_kept_with_its_charts():
    lay_down([*some(12, sector="police"), *some(4)])

    made = make()

    assert made == number_of_tables() == StoredTable.objects.count()
    assert kept.from_data(journey().data).cell("2026", "referred").number == 15
    assert journey().drawings["narrow"] == "chart-narrow: Referral, panel, adoption, by year"
    assert journey().made_at == AT


def test_one_audit_line_says_that_figures_were_made():
    lay_down(some(5))

    make()

    lines = Line.objects.filter(verb="evaluation:made_figures")
    assert [(line.subject, line.acting_role, line.case_id) for line in lines] == [("2026-09-30", "facts", None)]


def test_what_comes_out_as_before_is_not_kept_twice():
    lay_down(some(5))
    make()

    assert make() == 0
    assert StoredTable.objects.count() == number_of_tables()


def test_what_comes_out_otherwise_is_a_further_edition_beside_the_first():
    lay_down(some(5))
    make()
    late = a_fact()
    with connection.cursor() as cursor:
        values = [f"late-{number}" for number in range(6)]
        cursor.executemany(
            "INSERT INTO facts_referrals (referral_id, received_on) VALUES (%s, %s)",
            [(v, late.received_on) for v in values],
        )

    made = make(at=AT.replace(hour=11))

    assert made > 0
    assert [
        row.edition for row in StoredTable.objects.filter(measure="referrals", breakdown="").order_by("edition")
    ] == [1, 2]
    assert kept.from_data(journey().data).cell("2026", "referred").number == 10


def test_before_the_first_closed_year_tables_are_kept_without_years():
    lay_down(some(5, date(2026, 5, 1)))

    make()

    assert queries.latest_quarter() == UNTIL
    assert queries.years(UNTIL) == ()
    assert journey().drawings == {}


@pytest.mark.parametrize("until", [date(2026, 12, 31), date(2026, 11, 1)])
def test_a_quarter_that_is_not_closed_is_refused_and_leaves_no_trace(until):
    lay_down(some(5))

    with pytest.raises(Refusal, match="The figures were not made"):
        make(until=until)

    assert not StoredTable.objects.exists()


def test_facts_come_in_the_order_of_receipt():
    lay_down([a_fact(date(2025, 7, 1), sector="police"), a_fact(date(2025, 5, 1))])

    with acting("facts", staff=None, at=AT):
        read = list(facts.rows())

    assert [(row.received_on, row.sector) for row in read] == [(date(2025, 5, 1), None), (date(2025, 7, 1), "police")]


@pytest.mark.parametrize("table", ["people_person", "cases_note", "evaluation_no_such_table"])
def test_the_role_that_counts_reads_no_names_and_no_notes(table):
    with pytest.raises(ProgrammingError), acting("facts", staff=None, at=AT), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")


def test_nobody_signed_in_can_write_or_change_a_kept_table():
    lay_down(some(5))
    make()
    ada = somebody("ada")

    for statement in ("UPDATE evaluation_storedtable SET edition = 9", "DELETE FROM evaluation_storedtable"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            acting("staff", staff=ada.staff_id, at=AT),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    assert journey().edition == 1
