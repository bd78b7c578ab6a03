"""What is kept of a look that found nothing, what is news of one's own cases, and what a case that no person opened lets be done."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.kit.invented import NOW
from throughcare.commons.cases import actions, gate
from throughcare.commons.cases.models import Case, Event, Exclusion
from throughcare.commons.cases.queries import lists
from throughcare.config.site_keys import digest
from throughcare.frame.transaction import SALT, acting
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db
MISSING = "TC-000000"
DOORS = (
    "tc.gate_open(%s, '-')",
    "tc.gate_open_offer(%s, '-')",
    "tc.referral_of_mine(%s, '-')",
    "tc.break_glass(%s, '-', now(), current_date, ARRAY['coordinator'])",
)


@pytest.fixture
def case(invented):
    return Case.objects.get(reference=invented.receive())


def test_a_reference_that_opened_nothing_is_kept_as_a_salted_digest_alone_by_every_door(invented):
    with invented.acting("cleo"), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', 'none', true)")
        for door in DOORS:
            cursor.execute(f"SELECT count(*) FROM {door}", [MISSING])

    kept = Line.objects.filter(subject_kind="reference").values_list("subject", flat=True)
    assert list(kept) == [hashlib.sha256(f"{MISSING}{digest(SALT)}".encode()).hexdigest()] * len(DOORS)


def news(invented):
    with invented.acting("ada"):
        return list(lists.changed())


def told(invented, case, who):
    with invented.opened(case.reference, who) as opened:
        actions.tell(opened, verb="-", words="Something happened", at=NOW)
    Event.objects.update(recorded_at=timezone.now() + timedelta(hours=1))  # after every look


def test_what_somebody_else_did_on_an_open_case_of_ones_own_is_news_and_nothing_else(invented, case):
    row, ada = Case.objects.filter(pk=case.pk), invented.staff["ada"]
    row.update(owner_id=ada)
    Event.objects.all().delete()
    told(invented, case, "ada")
    assert news(invented) == []

    told(invented, case, "mo")
    assert news(invented) == [case.pk]
    row.update(closed_at=NOW)
    assert news(invented) == []
    row.update(closed_at=None)
    Exclusion.objects.create(case=case, staff_id=ada, by_id=invented.staff["mo"], from_at=NOW)
    assert news(invented) == []


@pytest.mark.parametrize(("role", "opens"), [("clock", gate.for_clock), ("disclosure", gate.for_the_person)])
def test_a_case_that_no_person_opened_lets_nothing_be_done_that_the_matrix_gives_to_people(invented, case, role, opens):
    with acting(role, staff=None, at=NOW), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.open_case', %s, true)", [str(case.pk)])
        opened = opens(case.pk, at=NOW)

    assert [verb for verb in matrix().verbs if opened.may(verb)] == []
