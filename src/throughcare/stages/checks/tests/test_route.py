"""Two people for every weighty step, and the case goes where the route leads."""

from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests.kit.invented import NOW, Invented
from throughcare.commons.cases.models import PoliceEvent, PoliceTask, StageChange, Task
from throughcare.kernel.answers import Refusal
from throughcare.stages.checks import actions
from throughcare.stages.checks.models import Deconfliction, RouteProposal

LATER = NOW + timedelta(days=2)


def cleared(invented: Invented, reference: str, *, at: datetime = NOW) -> None:
    with invented.opened(reference, "dee", at=at) as case:
        actions.deconflict(case, answer="clear", words="", happened_at=at, at=at)
    with invented.opened(reference, "femi", at=at) as case:
        actions.confirm_deconfliction(case, at=at)


def proposed(invented: Invented, reference: str, *, route: str, believe: bool = True, at: datetime = NOW) -> None:
    with invented.opened(reference, "dee", at=at) as case:
        actions.assess_gateway(
            case, grounds_for="For", grounds_against="Against", grounds_to_believe=believe, happened_at=at, at=at
        )
        actions.propose_route(case, route=route, grounds="Because", signposted_to="", at=at)


def test_a_clear_case_with_grounds_goes_to_information_and_assessment(invented):
    reference = invented.receive()
    cleared(invented, reference)
    proposed(invented, reference, route="to_panel")

    with invented.opened(reference, "femi") as case:
        actions.approve_route(case, approved=True, words="", at=NOW)

    with invented.opened(reference, "ada") as case:
        assert case.stage == "gathering"
    assert StageChange.objects.latest("id").to_stage == "gathering"


def test_the_officer_who_answered_cannot_confirm(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        actions.deconflict(case, answer="clear", words="", happened_at=NOW, at=NOW)

    with invented.opened(reference, "dee") as case, pytest.raises(Refusal) as refused:
        actions.confirm_deconfliction(case, at=NOW)

    assert "the second person must be somebody else than the person who decided first" in refused.value.as_text()
    assert Deconfliction.objects.get().confirmed_at is None


def test_without_a_clear_answer_no_case_goes_to_the_panel_and_all_reasons_are_told(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        actions.deconflict(case, answer="not_clear", words="", happened_at=NOW, at=NOW)
    proposed(invented, reference, route="to_panel", believe=False)

    with invented.opened(reference, "femi") as case, pytest.raises(Refusal) as refused:
        actions.approve_route(case, approved=True, words="", at=NOW)

    text = refused.value.as_text()
    assert "police have not said that contact is clear" in text
    assert "the grounds to believe" in text
    assert RouteProposal.objects.get().decided_at is None


def test_a_route_sent_back_leaves_the_case_with_police(invented):
    reference = invented.receive()
    cleared(invented, reference)
    proposed(invented, reference, route="to_panel")

    with invented.opened(reference, "femi") as case:
        actions.approve_route(case, approved=False, words="Say more about the grounds.", at=NOW)

    with invented.opened(reference, "dee") as case:
        assert case.stage == "checks"
        assert PoliceTask.objects.filter(code="checks.assess_gateway", done_at__isnull=True).exists()


def test_closing_a_repeat_referral_needs_a_statement_of_the_whole_history(invented):
    first = invented.receive()
    second = invented.receive(at=NOW + timedelta(days=1))
    same_person(first, second)
    cleared(invented, second, at=LATER)
    proposed(invented, second, route="no_concern")

    with invented.opened(second, "femi") as case, pytest.raises(Refusal) as refused:
        actions.approve_route(case, approved=True, words="", at=NOW)
    with invented.opened(second, "dee") as case:
        actions.note_history(case, statement="Two referrals, the same worry, nothing new.", at=NOW)
    with invented.opened(second, "femi") as case:
        actions.approve_route(case, approved=True, words="", at=NOW)

    assert "no statement looks at all of them together" in refused.value.as_text()
    with invented.opened(second, "ada") as case:
        assert case.stage == "closed"


def same_person(first: str, second: str) -> None:
    from throughcare.commons.cases.models import Case

    Case.objects.filter(reference=second).update(person_id=Case.objects.get(reference=first).person_id)


def test_taken_back_from_a_later_stage_it_resumes_where_it_stood(invented):
    reference = invented.receive()
    cleared(invented, reference)
    proposed(invented, reference, route="to_panel")
    with invented.opened(reference, "femi") as case:
        actions.approve_route(case, approved=True, words="", at=NOW)

    later = NOW + timedelta(hours=1)
    with invented.opened(reference, "dee", at=later) as case:
        actions.return_to_checks(case, reason="New information", at=later)
    with invented.opened(reference, "dee", at=later) as case:
        actions.deconflict(case, answer="clear", words="", happened_at=later, at=later)
    with invented.opened(reference, "femi", at=later) as case:
        actions.confirm_deconfliction(case, at=later)
    with invented.opened(reference, "femi", at=later) as case:
        moved = actions.resume(case, reason="Nothing stands against it", at=later)

    assert moved.stage == "gathering"


def every_row_read() -> dict[str, list[str]]:
    """Every row of every table that the present person may read, as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' "
            "AND has_table_privilege(oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
            rows[table] = [row for (row,) in cursor.fetchall()]
    return rows


def test_nothing_of_the_police_steps_is_seen_by_the_coordinator(invented):
    reference = invented.receive()
    with invented.opened(reference, "ada"):
        before = every_row_read()

    cleared(invented, reference)
    proposed(invented, reference, route="security_threat")
    with invented.opened(reference, "femi") as case:
        actions.approve_route(case, approved=True, words="", at=NOW)

    with invented.opened(reference, "ada") as case:
        assert case.stage == "checks"
        assert before["cases_case"]
        assert every_row_read() == before
        assert not PoliceEvent.objects.exists()
        assert not PoliceTask.objects.exists()
        assert not RouteProposal.objects.exists()
    with invented.opened(reference, "dee") as case:
        assert case.stage == "security_threat"


def test_a_coordinator_cannot_do_a_police_verb(invented):
    reference = invented.receive()

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal):
        actions.deconflict(case, answer="clear", words="", happened_at=NOW, at=NOW)

    assert not Deconfliction.objects.exists()


def test_a_case_that_comes_to_the_panel_twice_is_asked_for_once(invented):
    reference = invented.receive()
    for number in range(2):
        at = NOW + timedelta(hours=number)
        if number:
            with invented.opened(reference, "dee", at=at) as case:
                actions.return_to_checks(case, reason="New information", at=at)
        cleared(invented, reference, at=at)
        proposed(invented, reference, route="to_panel", at=at)
        with invented.opened(reference, "femi", at=at) as case:
            actions.approve_route(case, approved=True, words="", at=at)

    waiting = Task.objects.filter(done_at=None).values_list("code", flat=True)
    assert sorted(code for code in waiting if code in actions.routing.FIRST) == sorted(actions.routing.FIRST)
