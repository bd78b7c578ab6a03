"""The panel looks again once a month; a review is recorded whoever was there."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import RuleIncident, Task
from throughcare.commons.meetings.models import Decision
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, before_a_panel, planned, started, the_item
from throughcare.stages.reviews import actions, queries
from throughcare.stages.reviews.actions import Said
from throughcare.stages.reviews.models import Review
from throughcare.web import slices


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return before_a_panel(invented, started(invented, at_stage(invented)))


def said(outcome="go_on"):
    return Said(outcome, "It helps", "A new school", "Sam likes Ivo", "Three more sessions", assessment_looked_at=True)


def review(case, *, outcome="go_on", outside=False, at=NOW):
    item = None if outside else the_item(case)
    return actions.review(case, said=said(outcome), item=item, happened_at=at, at=at)


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


@pytest.mark.parametrize(
    ("pathway", "called"),
    [
        ("channel", "Monthly panel review"),
        ("pmap", "Monthly Multi-Agency Panel review"),
        ("ddp_custody", "Joint review"),
        ("exit_programme", "Monthly case conference review"),
    ],
)
def test_a_review_is_called_what_its_pathway_calls_it(pathway, called):
    assert slices.task_label("reviews.review", Pathway.load(pathway)) == called


def test_a_review_without_quorum_is_recorded_and_told(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = before_a_panel(invented, started(invented, at_stage(invented)), came=("gail", "ben"))

    with invented.opened(reference, "ada") as case:
        row = review(case)

    assert row.against == "quorum_police_of_residence"
    incident = RuleIncident.objects.get()
    assert incident.rule == "nobody from the police of the area where the person lives is at the meeting"
    assert Task.objects.filter(code="cases.look_at_incident").exists()


def test_a_review_at_no_meeting_is_recorded_as_it_happened_against_the_rule(invented, reference):
    with invented.opened(reference, "ada") as case:
        row = review(case, outside=True)

    assert row.against == "quorum_local_authority quorum_police_of_residence"
    assert (row.local_authority_there, row.police_there) == (False, False)
    assert RuleIncident.objects.count() == 2
    assert not Decision.objects.filter(verb="reviews.review").exists()


def test_a_review_at_a_meeting_keeps_who_was_there_and_stands_in_its_minutes(invented, reference):
    with invented.opened(reference, "ada") as case:
        row = review(case)

    assert (row.local_authority_there, row.police_there, row.against) == (True, True, "")
    assert Decision.objects.filter(verb="reviews.review").count() == 1
    assert not RuleIncident.objects.exists()


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
    with invented.opened(reference, "gail") as case:
        review(case)

    with invented.opened(reference, "ivo") as case, pytest.raises(Refusal):
        review(case, outside=True)
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
