"""A threat from anyone reaches a named officer, and is rung on until somebody acknowledges it."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW, Invented
from throughcare.commons.cases.models import Case, Event
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Refusal
from throughcare.stages.checks import actions, queries
from throughcare.stages.checks.models import Threat
from throughcare.stages.checks.tests.test_route import cleared, proposed


def raised(invented: Invented) -> str:
    reference = invented.receive()
    Case.objects.filter(reference=reference).update(stage="gathering")
    with invented.opened(reference, "ada") as case:
        actions.raise_threat(case, words="Said that something will happen on Friday", happened_at=NOW, at=NOW)
    return reference


def test_a_coordinator_passes_a_threat_on_and_reads_nothing_of_it(invented):
    reference = raised(invented)

    with invented.opened(reference, "ada") as case:
        assert case.stage == "checks"
        assert not Threat.objects.exists()
    with invented.opened(reference, "rhys") as case:
        assert case.stage == "security_threat"
        assert Threat.objects.get().named_officer_id == invented.staff["rhys"]


def test_the_named_officer_acknowledges_and_nobody_else_can(invented):
    reference = raised(invented)

    with invented.opened(reference, "femi") as case, pytest.raises(Refusal) as refused:
        actions.acknowledge(case, at=NOW)
    with invented.opened(reference, "rhys") as case:
        actions.acknowledge(case, at=NOW)

    assert "only the named officer" in refused.value.as_text()
    assert refused.value.ask.phone == "01632 960 116"
    assert Threat.objects.get().acknowledged_by_id == invented.staff["rhys"]


def test_contact_is_clear_no_more_from_the_moment_a_threat_is_raised(invented):
    reference, later = invented.receive(), NOW + timedelta(hours=1)
    cleared(invented, reference)
    with invented.opened(reference, "femi") as case:
        before = queries.standing(case)
    with invented.opened(reference, "ada", at=later) as case:
        actions.raise_threat(case, words="Said that something will happen on Friday", happened_at=later, at=later)
    with invented.opened(reference, "femi", at=later) as case:
        after = queries.standing(case)

    assert (before.is_clear, after.is_clear, after.deconfliction_answer) == (True, False, "")


def test_unacknowledged_in_time_it_is_rung_on_once(invented):
    raised(invented)
    later = NOW + timedelta(hours=2)

    with acting("clock", staff=None, at=later):
        first, second = actions.ring_next(at=later), actions.ring_next(at=later)

    assert (first, second) == (1, 0)
    assert Threat.objects.get().rung == 2


def test_acknowledged_it_is_rung_no_more(invented):
    reference = raised(invented)
    with invented.opened(reference, "rhys") as case:
        actions.acknowledge(case, at=NOW)

    with acting("clock", staff=None, at=NOW + timedelta(hours=2)):
        assert actions.ring_next(at=NOW + timedelta(hours=2)) == 0


def test_an_acknowledged_threat_is_stood_down_by_a_supervisor_and_checks_begin_anew(invented):
    reference = raised(invented)
    with invented.opened(reference, "rhys") as case:
        actions.acknowledge(case, at=NOW)

    with invented.opened(reference, "femi") as case:
        moved = actions.stand_down(case, reason="It was looked into", at=NOW)

    assert moved.stage == "checks"


def test_whoever_has_been_rung_may_acknowledge_and_after_the_named_officer_a_supervisor_is_rung(invented):
    reference = raised(invented)
    later = NOW + timedelta(hours=2)
    with acting("clock", staff=None, at=later):
        actions.ring_next(at=later)

    with invented.opened(reference, "femi", at=later) as case:
        called, then = queries.rung(case, Threat.objects.get(), on=later.date())
    with invented.opened(reference, "rhys", at=later) as case:
        actions.acknowledge(case, at=later)

    assert [one.name for one in called] == ["Rhys Tan", "Femi Cole"]
    assert then.name == "Dee Frost"
    assert Threat.objects.get().acknowledged_by_id == invented.staff["rhys"]


def test_the_timeline_names_nobody_who_brought_a_case_to_police(invented):
    reference = raised(invented)

    told = Event.objects.filter(case__reference=reference, verb="checks.return")

    assert [(event.words, event.by_id) for event in told] == [("The case is with police for checks", None)]


def test_a_route_to_the_threat_rings_the_named_officer_too(invented):
    reference = invented.receive()
    cleared(invented, reference)
    proposed(invented, reference, route="security_threat")

    with invented.opened(reference, "femi") as case:
        actions.approve_route(case, approved=True, words="", at=NOW)

    with invented.opened(reference, "rhys") as case:
        assert case.stage == "security_threat"
        actions.acknowledge(case, at=NOW)
    assert Threat.objects.get().acknowledged_by_id == invented.staff["rhys"]


def test_a_clear_answer_from_before_a_threat_counts_no_more(invented):
    reference = invented.receive()
    cleared(invented, reference)
    later = NOW + timedelta(hours=1)
    with invented.opened(reference, "ada", at=later) as case:
        actions.raise_threat(case, words="Said that something will happen", happened_at=later, at=later)
    with invented.opened(reference, "rhys", at=later) as case:
        actions.acknowledge(case, at=later)
    with invented.opened(reference, "femi", at=later) as case:
        moved = actions.stand_down(case, reason="It was looked into", at=later)
        assert not queries.standing(moved).is_clear

    with pytest.raises(Refusal) as refused:
        proposed(invented, reference, route="to_panel", at=later)

    assert "no officer has recorded the deconfliction answer" in refused.value.as_text()
