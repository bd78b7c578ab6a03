"""The panel looks again once a month; a review is recorded whoever was there."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import RuleIncident, Task
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, chaired, planned, started
from throughcare.stages.reviews import actions, queries
from throughcare.stages.reviews.actions import Said
from throughcare.stages.reviews.models import Review
from throughcare.stages.reviews.rules import Panel

QUORATE = Panel(local_authority=True, police_of_residence=True)


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return started(invented, at_stage(invented))


def said(outcome="go_on"):
    return Said(outcome, "It helps", "A new school", "Sam likes Ivo", "Three more sessions", assessment_looked_at=True)


def review(case, *, outcome="go_on", panel=QUORATE, at=NOW):
    return actions.review(case, said=said(outcome), panel=panel, happened_at=at, at=at)


def test_a_review_keeps_the_numbers_of_its_day_and_sets_the_next(invented, reference):
    planned(invented, reference)

    with invented.opened(reference, "ada") as case:
        row = review(case)
        assert queries.next_due(case) == row.next_due_on

    assert (row.planned, row.held, row.missed) == (7, 0, 0)
    task = Task.objects.get(code="reviews.review", done_at__isnull=True)
    assert str(task.due_on) == "2026-07-15"
    assert task.rule == "Monthly panel review"
    assert Task.objects.filter(code="reviews.review", done_at__isnull=False).count() == 1


def test_a_review_without_quorum_is_recorded_and_told(invented, reference):
    panel = Panel(local_authority=True, police_of_residence=False)

    with invented.opened(reference, "ada") as case:
        row = review(case, panel=panel)

    assert row.against == "quorum_police_of_residence"
    incident = RuleIncident.objects.get()
    assert incident.rule == "nobody from the police of the area where the person lives is at the meeting"
    assert Task.objects.filter(code="cases.look_at_incident").exists()


def test_a_review_after_support_has_stopped_is_recorded_and_sets_no_next(invented, reference):
    from throughcare.commons.cases.models import Case

    Case.objects.filter(reference=reference).update(stage="decision_after_no")
    with invented.opened(reference, "ada") as case:
        review(case)

    assert Review.objects.count() == 1
    assert not Task.objects.filter(code="reviews.review", done_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("outcome", "code", "address"),
    [
        ("change", "plans.change", "plan"),
        ("step_down", "plans.change", "plan"),
        ("propose_closing", "reviews.propose_closing", "closure"),
    ],
)
def test_what_the_review_decides_becomes_a_task(invented, reference, outcome, code, address):
    with invented.opened(reference, "ada") as case:
        review(case, outcome=outcome)

    task = Task.objects.get(code=code)
    assert (task.address, task.assigned_to_id) == (address, invented.staff["ada"])


def test_the_chair_records_a_review_and_a_provider_cannot(invented, reference):
    with invented.opened(chaired(invented, reference), "gail") as case:
        review(case)

    with invented.opened(reference, "ivo") as case, pytest.raises(Refusal):
        review(case)
    with invented.opened(reference, "ivo") as case:
        assert queries.card(case) is None
        assert not Review.objects.exists()
    with pytest.raises(NotFound), invented.opened(reference, "cleo"):
        pass


def test_the_last_review_stands_first(invented, reference):
    later = NOW + timedelta(days=31)
    with invented.opened(reference, "ada") as case:
        review(case)
    with invented.opened(reference, "ada", at=later) as case:
        review(case, outcome="step_down", at=later)
        assert [row.outcome for row in queries.reviews(case)] == ["step_down", "go_on"]
