"""The other area accepts: the case moves with all that is due, the old team's access ends, and the chain goes on."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.kit.invented import NOW
from throughcare.commons.agencies.models import Area, Staff
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as threads
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import AreaChange, Case, Grant, OfferTask, OwnerChange, PoliceTask, Task
from throughcare.commons.cases.tests.builders import a_grant
from throughcare.commons.transfers import actions
from throughcare.commons.transfers.models import Transfer
from throughcare.commons.transfers.tests.builders import LATER, a_case_at, accepted, as_offered, in_post, offered
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line
from throughcare.safeguards.audit.record import verify

pytestmark = pytest.mark.django_db
THEN = LATER + timedelta(minutes=1)


def due(invented, reference, *, role="coordinator", to="ada", police=False):
    """Something that is due on the case."""
    with invented.opened(reference, "dee") as case:
        staff = invented.staff[to] if to else None
        return cases.ask(
            case, NewTask(code="x.y", due_on=date(2026, 6, 20), for_role=role, to=staff, police=police), at=NOW
        )


def test_the_case_has_new_owners_a_new_area_and_a_new_controller(invented):
    reference = accepted(invented, offered(invented, a_case_at(invented, "support")))

    case = Case.objects.get(reference=reference)
    assert (case.area.code, case.owner_id, case.police_owner_id) == (
        "ashcombe",
        invented.staff["cleo"],
        invented.staff["dee"],
    )
    assert case.controller.code == "ashcombe_council"
    assert case.stage == "support"
    with invented.opened(reference, "cleo", at=THEN) as held:
        assert held.roles == {"coordinator"}


def test_the_history_tells_which_area_it_was_in_and_who_owned_it(invented):
    reference = accepted(invented, offered(invented, a_case_at(invented)))

    moved, owner = AreaChange.objects.get(), OwnerChange.objects.latest("id")
    assert (moved.from_area.code, moved.to_area.code, moved.moved_at) == ("northmere", "ashcombe", LATER)
    assert (owner.from_owner_id, owner.to_owner_id, owner.accepted_at) == (
        invented.staff["ada"],
        invented.staff["cleo"],
        LATER,
    )
    with invented.opened(reference, "cleo", at=THEN) as case:
        assert [(row.from_area, row.to_area, row.by) for row in threads.areas(case)] == [
            ("Northmere", "Ashcombe", "Cleo Ward")
        ]
        assert "The case moved from Northmere to Ashcombe" in [row.words for row in threads.last_events(case)]


def test_the_old_team_finds_nothing_any_more(invented):
    reference = accepted(invented, offered(invented, a_case_at(invented)))

    for name in ("ada", "mo"):
        with pytest.raises(NotFound), invented.opened(reference, name, at=THEN):
            pass


def test_access_ends_or_stays_as_the_role_says(invented):
    reference = a_case_at(invented, "support")
    case = Case.objects.get(reference=reference)
    for name, role in (("gail", "chair"), ("ben", "panel_member"), ("ivo", "provider"), ("hana", "assessor")):
        a_grant(case, Staff.objects.get(pk=invented.staff[name]), role)

    accepted(invented, offered(invented, reference))

    running = Grant.objects.filter(case=case, until_at__isnull=True).values_list("role", "staff__name")
    assert set(running) == {
        ("provider", "Ivo Lind"),
        ("assessor", "Hana Brook"),
        ("coordinator", "Cleo Ward"),
        ("police_officer", "Dee Frost"),
    }


def test_what_is_due_moves_and_what_somebody_promised_by_name_stays_theirs(invented):
    reference = a_case_at(invented)
    theirs, waiting = due(invented, reference), due(invented, reference, to=None)
    managers, promised = (
        due(invented, reference, role="manager", to="mo"),
        due(invented, reference, role="panel_member", to="ben"),
    )
    police = due(invented, reference, role="police_officer", to="dee", police=True)

    accepted(invented, offered(invented, reference))

    holders = {row.pk: row.assigned_to_id for row in Task.objects.all()}
    assert holders[theirs.pk] == invented.staff["cleo"]
    assert holders[waiting.pk] is None
    assert holders[managers.pk] is None
    assert holders[promised.pk] == invented.staff["ben"]
    assert PoliceTask.objects.get(pk=police.pk).assigned_to_id == invented.staff["dee"]
    assert {row.area.code for row in (*Task.objects.all(), *PoliceTask.objects.all())} == {"ashcombe"}
    assert not OfferTask.objects.filter(done_at__isnull=True).exists()


def test_an_offer_to_a_colleague_of_the_old_area_lapses_with_it(invented):
    reference = a_case_at(invented)
    rita = in_post("Rita Fold", "coordinator", area="northmere")
    with invented.opened(reference, "ada") as case:
        cases.offer_owner(case, to=rita.pk, reason="Leave", note="", at=NOW)

    accepted(invented, offered(invented, reference))

    with invented.opened(reference, "cleo", at=THEN) as case:
        assert not any(row.waits for row in threads.owners(case))
    assert not Task.objects.filter(code="cases.accept", done_at__isnull=True).exists()


def test_the_audit_chain_of_the_case_goes_on_unbroken(invented):
    reference = accepted(invented, offered(invented, a_case_at(invented)))

    case = Case.objects.get(reference=reference)
    verbs = list(Line.objects.filter(case_id=case.pk).order_by("id").values_list("verb", flat=True))
    assert verbs[-1] == "transfers:accepted"
    assert verbs.count("transfers:accepted") == 1
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert verify()[1] == []


def test_facts_keep_which_area_took_which_step(invented):
    Area.objects.filter(code="ashcombe").update(region="eastern")
    reference = accepted(invented, offered(invented, a_case_at(invented)))
    with invented.opened(reference, "cleo", at=THEN) as case:
        cases.move(case, verb="meetings.list_case", to="panel", at=THEN)

    with acting("facts", staff=None, at=THEN), connection.cursor() as cursor:
        cursor.execute("SELECT region FROM facts_cases")
        received = cursor.fetchall()
        cursor.execute("SELECT to_stage, region FROM facts_steps ORDER BY on_day")
        steps = cursor.fetchall()

    assert received == [("north_west",)]
    assert steps == [("checks", "north_west"), ("panel", "eastern")]


def test_both_owners_must_be_in_post_in_the_receiving_area(invented):
    reference = offered(invented, a_case_at(invented))
    wrong = [
        (None, invented.staff["dee"]),
        (invented.staff["ada"], invented.staff["dee"]),
        (invented.staff["cleo"], None),
    ]

    for owner, officer in wrong:
        with as_offered(invented, reference, "cleo") as case, pytest.raises(Refusal) as refused:
            actions.accept(case, owner_id=owner, police_owner_id=officer, at=LATER)
        assert "nobody in the receiving area is named" in refused.value.as_text()
    assert Case.objects.get(reference=reference).owner_id == invented.staff["ada"]


def test_a_case_that_police_took_back_meanwhile_is_not_accepted(invented):
    reference = offered(invented, a_case_at(invented))
    with invented.opened(reference, "dee") as case:
        cases.move(case, verb="checks.return", to="checks", at=NOW)

    with pytest.raises(Refusal) as refused:
        accepted(invented, reference)

    assert "the case is with police for checks" in refused.value.as_text()
    assert Transfer.objects.get().answer == ""


def test_the_sender_cannot_accept_for_the_other_area(invented):
    reference = offered(invented, a_case_at(invented))

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.accept(case, owner_id=invented.staff["cleo"], police_owner_id=invented.staff["dee"], at=NOW)

    assert "this is for the coordinator of the receiving area" in refused.value.as_text()


def test_a_second_answer_finds_no_offer(invented):
    reference = offered(invented, a_case_at(invented))
    with as_offered(invented, reference, "cleo") as case:
        actions.accept(case, owner_id=invented.staff["cleo"], police_owner_id=invented.staff["dee"], at=LATER)
        with pytest.raises(Refusal) as refused:
            actions.decline(case, words="Too late.", at=LATER)

    assert "the sending area has not offered the hand-over" in refused.value.as_text()
