"""A concern, however it came, becomes one case with an owner, a police risk owner and its first tasks."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.kit.invented import NOW
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.models import Area
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, Event, Grant, PoliceTask, Task, Told
from throughcare.commons.people.actions import NewPerson
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.audit.record import verify
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.models import Originator, Provenance, Referral
from throughcare.stages.referrals.telling import STAFF, NewOriginator

from .builders import WORDS, a_concern, received


def test_a_concern_opens_a_case_in_checks_with_its_owners_and_one_audit_line(invented):
    told = received(invented)

    case = Case.objects.get()
    assert (case.reference, case.stage) == (told.reference, "checks")
    assert (case.owner_id, case.police_owner_id) == (invented.staff["ada"], invented.staff["dee"])
    assert list(Line.objects.values_list("verb", "case_id", "staff_id")) == [("referrals:received", case.pk, None)]
    assert Event.objects.get().words == "A concern was received"


def test_everything_due_at_receipt_is_a_task_and_the_police_step_is_seen_by_police_alone(invented):
    told = received(invented)

    assert set(Task.objects.values_list("code", "due_on")) == {
        ("referrals.answer", date(2026, 6, 22)),
        ("cases.review_not_told", date(2026, 7, 13)),
        ("checks.record_child", date(2026, 6, 16)),
    }
    police = PoliceTask.objects.get()
    assert (police.code, police.assigned_to_id, police.due_on) == (
        "checks.deconflict",
        invented.staff["dee"],
        date(2026, 6, 22),
    )
    with invented.opened(told.reference, "ada"):
        assert PoliceTask.objects.count() == 0


def test_an_adult_whom_nobody_can_answer_for_leaves_fewer_tasks(invented):
    received(
        invented,
        person=NewPerson(name="Al", born_on=date(1980, 1, 1), birth_precision="year"),
        originator=NewOriginator(),
    )

    assert list(Task.objects.values_list("code", flat=True)) == ["cases.review_not_told"]


def test_a_person_whose_age_nobody_knows_is_treated_as_a_child(invented):
    told = received(invented, person=NewPerson(name="Al"))

    assert Task.objects.filter(code="checks.record_child").exists()
    with acting("staff", staff=invented.staff["ada"], at=NOW):
        assert queries.is_child(gate.open(told.reference, by=invented.staff["ada"], at=NOW))


def test_the_person_is_not_told_until_somebody_decides(invented):
    received(invented, safe_contact="text only")

    told = Told.objects.get()
    assert (told.told, told.reason, told.told_review_on) == (False, "checks_not_finished", date(2026, 7, 13))


def test_who_raised_it_lies_apart_and_is_named_to_the_panel_only_where_they_agree(invented):
    shy = NewOriginator(name="Kit Lowe", phone="01632 960 151", anonymous_to_panel=True, wish_was_asked=True)

    named, hidden = received(invented), received(invented, originator=shy)

    assert Referral.objects.get(case__reference=named.reference).from_whom == "Kit Lowe, teacher, Northmere School"
    row = Referral.objects.get(case__reference=hidden.reference)
    assert "Kit" not in "".join(str(value) for value in row.__dict__.values())
    assert Originator.objects.get(case__reference=hidden.reference).name == "Kit Lowe"


def test_the_panel_reads_the_concern_and_nothing_of_who_raised_it(invented):
    told = received(invented)
    give_a_panel_seat(invented, told)

    with acting("staff", staff=invented.staff["ben"], at=NOW):
        concern = queries.concern(gate.open(told.reference, by=invented.staff["ben"], at=NOW))
        assert (Originator.objects.count(), Provenance.objects.count()) == (0, 0)

    assert (concern.what_worries, concern.sector) == (WORDS, "")


def give_a_panel_seat(invented, told):
    Grant.objects.create(case_id=told.case_id, staff_id=invented.staff["ben"], role="panel_member", from_at=NOW)


def test_whoever_tells_a_concern_can_read_nothing(invented):
    received(invented)

    with acting("public_form", staff=None, at=NOW), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' "
            "AND relkind = 'r' AND has_table_privilege('tc_public_form', c.oid, 'SELECT') ORDER BY 1"
        )
        readable = [name for (name,) in cursor.fetchall()]

    assert readable == ["agencies_agency", "agencies_area", "agencies_dutynumber"]


def test_a_stranger_sees_nothing_of_it(invented):
    told = received(invented)

    with acting("staff", staff=invented.staff["cleo"], at=NOW):
        with pytest.raises(NotFound):
            gate.open(told.reference, by=invented.staff["cleo"], at=NOW)
        assert (Referral.objects.count(), Task.objects.count(), Originator.objects.count()) == (0, 0, 0)


def test_a_colleague_who_refers_reads_nothing_of_the_case_either(invented):
    with acting("staff", staff=invented.staff["pat"], at=NOW):
        told = actions.receive(
            a_concern(invented, channel=STAFF, how_known="saw_or_heard"), by=invented.staff["pat"], at=NOW
        )
        assert Referral.objects.count() == 0

    row = Referral.objects.get(case_id=told.case_id)
    assert (row.by_id, row.kind, row.source) == (invented.staff["pat"], "fact", "")


def test_a_colleague_who_wishes_not_to_be_named_is_named_on_no_record_that_the_panel_reads(invented):
    shy = NewOriginator(name="Pat Finch", anonymous_to_panel=True, wish_was_asked=True)

    with acting("staff", staff=invented.staff["pat"], at=NOW):
        told = actions.receive(a_concern(invented, channel=STAFF, originator=shy), by=invented.staff["pat"], at=NOW)

    give_a_panel_seat(invented, told)
    with invented.opened(told.reference, "ben"):
        assert {row.by_id for row in (*Referral.objects.all(), *Event.objects.all(), *Told.objects.all())} == {None}
        assert set(Task.objects.values_list("opened_by", flat=True)) == {None}
    assert Originator.objects.get().by_id == invented.staff["pat"]


def test_the_same_form_sent_twice_makes_one_case(invented):
    key = uuid4()
    received(invented, key=key)

    with pytest.raises(IntegrityError), transaction.atomic():
        received(invented, key=key)

    assert Case.objects.count() == 1


@pytest.mark.parametrize("changes", [{"what_worries": "  \n"}, {"received_at": NOW + timedelta(days=2)}])
def test_a_concern_that_cannot_be_is_refused_and_leaves_no_trace(invented, changes):
    with pytest.raises(Refusal) as stop:
        received(invented, **changes)

    assert stop.value.not_done == "The concern was not received"
    assert not Case.objects.exists()
    assert not Line.objects.exists()


def test_an_area_with_nobody_on_duty_refuses_and_leaves_no_trace(invented):
    ashcombe = agencies.area(invented.areas["ashcombe"])
    lonely = Area.objects.create(
        code="lonely", name="Lonely", local_authority=ashcombe.local_authority, police=ashcombe.police
    )

    with pytest.raises(Refusal):
        received(invented, area_id=lonely.pk)

    assert not Case.objects.exists()


def test_many_concerns_are_received_together_and_every_chain_holds(invented):
    news = [replace(a_concern(invented), person=NewPerson(name=f"Person {n}")) for n in range(1203)]

    with acting("staff", staff=invented.staff["ada"], at=NOW):
        done = actions.receive_all(news, by=invented.staff["ada"], at=NOW)

    assert len({one.reference for one in done}) == Case.objects.count() == 1203
    assert Line.objects.filter(verb="referrals:received").count() == 1203
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert verify()[1] == []
