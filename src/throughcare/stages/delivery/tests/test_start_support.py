"""Support starts under an approved plan with consent in force, and lets the plan's providers in."""

from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.assessments.models import Assessment
from throughcare.commons.cases.models import Event, Grant, Task
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.audit.models import Line
from throughcare.stages.delivery import actions, gates, queries
from throughcare.stages.delivery.models import Agreed, Start
from throughcare.stages.delivery.plan import Promise
from throughcare.stages.delivery.tests.builders import CONSENT_AT, a_plan, at_stage, started
from throughcare.stages.panels.models import Adoption
from throughcare.stages.plans.models import Version


def test_support_starts_as_an_event_of_its_own(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = started(invented, at_stage(invented))

    with invented.opened(reference, "ada") as case:
        dates = dict(queries.three_dates(case))

    assert dates["Adopted by the panel"] == format_date(uk_today(CONSENT_AT - timedelta(days=2)))
    assert dates["Consent came into force"] == format_date(uk_today(CONSENT_AT))
    assert dates["Support started"] == format_date(uk_today(NOW))
    assert Event.objects.filter(words="Support started").count() == 1


def test_the_plans_providers_may_open_the_case_from_then_on(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = at_stage(invented)
    with pytest.raises(NotFound), invented.opened(reference, "ivo"):
        pass

    started(invented, reference)

    with invented.opened(reference, "ivo") as case:
        assert case.roles == {"provider"}
        assert not case.may_read("core")
        assert not Event.objects.exists()


@pytest.mark.parametrize("stage", ["gathering", "planning", "consent"])
def test_without_plan_or_consent_nothing_starts_and_all_reasons_are_told(invented, monkeypatch, stage):
    a_plan(monkeypatch, invented)
    reference = at_stage(invented, stage)

    with pytest.raises(Refusal) as refused:
        started(invented, reference)

    assert "consent to support is not in force" in refused.value.as_text()
    assert refused.value.ask.name == "Ada Marsh"
    assert not Start.objects.exists()
    assert not Grant.objects.filter(role="provider").exists()


def test_before_adoption_the_refusal_names_everything_that_is_missing(invented, monkeypatch):
    a_plan(monkeypatch, invented)

    with pytest.raises(Refusal) as refused:
        started(invented, at_stage(invented, "gathering"))

    text = refused.value.as_text()
    for reason in ("assessment is not finished", "not adopted the case", "not approved the plan", "consent"):
        assert reason in text


@pytest.mark.parametrize(
    ("gone", "because"),
    [
        (Version, "the panel has not approved the plan"),
        (Adoption, "the panel has not adopted the case"),
        (Assessment, "the assessment is not finished"),
    ],
)
def test_having_come_to_the_stage_is_no_record_of_what_should_have_brought_it_there(
    invented, monkeypatch, gone, because
):
    a_plan(monkeypatch, invented)
    reference = at_stage(invented)
    gone.objects.all().delete()

    with pytest.raises(Refusal) as refused:
        started(invented, reference)

    assert [reason.text for reason in refused.value.reasons] == [because]


def test_a_record_of_a_later_day_is_none_of_the_day_on_which_something_happened(invented):
    reference = at_stage(invented)
    the_day_before = uk_today(CONSENT_AT - timedelta(days=3))

    with invented.opened(reference, "ada") as case:
        facts = gates.on(case, the_day_before)

    assert not any(facts[fact] for fact in ("assessment_finished", "panel_adopted", "plan_approved"))


def test_a_provider_meets_the_same_facts_and_sees_nothing_of_how_they_came_about(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = started(invented, at_stage(invented))

    with invented.opened(reference, "ada") as case:
        known = gates.now(case)
    with invented.opened(reference, "ivo") as case:
        assert gates.now(case) == known
        assert not Assessment.objects.exists()
        assert not Adoption.objects.exists()


def test_support_starts_once_for_each_consent(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = started(invented, at_stage(invented))

    with pytest.raises(Refusal) as refused:
        started(invented, reference)

    assert "support has started already" in refused.value.as_text()
    assert Start.objects.count() == 1


def test_the_first_monthly_review_is_due_a_month_later(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    started(invented, at_stage(invented))

    assert str(Task.objects.get(code="reviews.review").due_on) == "2026-07-15"


def test_a_new_plan_takes_over_with_its_providers(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = started(invented, at_stage(invented))
    monkeypatch.undo()
    pat = Promise("s2", "education", "A place at college", invented.staff["pat"], "", "twice a month", 4)
    monkeypatch.setattr("throughcare.stages.delivery.plan.approved", lambda case: plan_of("2", pat))

    later = NOW + timedelta(days=1)
    with invented.opened(reference, "ada", at=later) as case:
        actions.follow_plan(case, at=later)
        assert [row.support_kind for row in queries.agreed(case)] == ["education"]

    with pytest.raises(NotFound), invented.opened(reference, "ivo", at=later + timedelta(minutes=1)):
        pass
    with invented.opened(reference, "pat", at=later) as case:
        assert case.roles == {"provider"}
    assert Agreed.objects.count() == 2


def plan_of(version, *promises):
    from throughcare.stages.delivery.plan import ApprovedPlan

    return ApprovedPlan(version, promises)


def test_starting_leaves_one_line_in_the_audit(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    started(invented, at_stage(invented))

    assert Line.objects.filter(verb="delivery:started").count() == 1


def test_somebody_elsewhere_cannot_open_the_case_at_all(invented, monkeypatch):
    reference = at_stage(invented)

    with pytest.raises(NotFound), invented.opened(reference, "cleo"):
        pass
