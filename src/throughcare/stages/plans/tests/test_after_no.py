"""After a no: nothing follows by itself, every way has its reasons, and police take over only where police agree."""

from datetime import date

import pytest

from throughcare.commons.cases.models import Case, Event, PoliceStageChange, PoliceTask, StageChange, Task
from throughcare.commons.cases.tests.builders import NOW, a_grant, a_town, opened
from throughcare.commons.meetings.models import Decision
from throughcare.commons.meetings.tests.builders import (
    THEN,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    listed,
    published,
)
from throughcare.kernel.answers import Refusal
from throughcare.stages.plans import actions, queries
from throughcare.stages.plans.actions import AfterNoWords, ByThePanel
from throughcare.stages.plans.models import AfterNo
from throughcare.stages.plans.tests.builders import a_case_at

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 15)
TOLD = {"evaluation": "Asked once, fairly.", "delivery_words": "Nothing was planned."}
CARE = {"health_asked": False, "social_care_asked": True, "arranged": "The early help team rings on 22 June."}


def at_a_no(town):
    case = a_case_at(town, "decision_after_no")
    a_grant(case, town.gail, "chair")
    return case


def decide(case, town, route, *, who="gail", **more):
    words = {"route": route, "reasons": "Sam said no, and goes on at school.", "further_on": DAY, **more}
    with opened(case, town.people[who]) as held:
        return actions.decide(held, words=AfterNoWords(**words), at=NOW)


def before_the_panel(town, case):
    """List the case for a panel, publish its agenda, and let everybody come."""
    meeting = a_meeting(town)
    listed(town, meeting, case)
    published(town, meeting)
    everybody_came(town, case)
    return case


def decide_at_the_panel(case, town, route, *, reached="unanimity", **more):
    words = {"route": route, "reasons": "Sam said no, and goes on at school.", "further_on": DAY, **more}
    with opened(case, town.gail, at=THEN) as held:
        panel = ByThePanel(item_of(held), reached)
        return actions.decide(held, words=AfterNoWords(**words), panel=panel, at=THEN)


def stage(case):
    return Case.objects.get(pk=case.pk).stage


def test_a_new_plan_is_prepared_and_the_further_assessment_is_due_on_the_chosen_day():
    town = a_town()
    case = at_a_no(town)
    decide(case, town, "new_plan")

    assert stage(case) == "planning"
    due = {task.code: task for task in Task.objects.filter(case=case, done_at__isnull=True)}
    assert due["decision_after_no.further_assessment"].due_on == DAY
    assert due["decision_after_no.further_assessment"].pathway_rule == "11.21"
    assert "plans.write" in due


@pytest.mark.parametrize(
    ("missing", "because"),
    [
        ({"reasons": "  "}, "the reasons are not written down"),
        ({"further_on": None}, "no day is set for the further assessment"),
        ({"further_on": date(2026, 6, 15)}, "the day of the further assessment is past"),
    ],
)
def test_no_decision_without_reasons_and_a_day(missing, because):
    town = a_town()
    case = at_a_no(town)
    with pytest.raises(Refusal) as refused:
        decide(case, town, "new_plan", **missing)

    assert because in refused.value.as_text()
    assert stage(case) == "decision_after_no"
    assert not AfterNo.objects.exists()


def test_asking_again_needs_an_approved_plan():
    town = a_town()
    case = at_a_no(town)
    with pytest.raises(Refusal) as refused:
        decide(case, town, "ask_again")

    assert "the panel has not approved the plan" in refused.value.as_text()


def test_other_support_needs_health_and_social_care_considered():
    town = a_panel()
    case = before_the_panel(town, at_a_no(town))
    with pytest.raises(Refusal) as refused:
        decide_at_the_panel(case, town, "alternative_support", **TOLD)
    assert "nobody has said whether health or social care" in refused.value.as_text()
    decide_at_the_panel(case, town, "alternative_support", **CARE, **TOLD)

    assert stage(case) == "aftercare"


def test_closing_needs_an_evaluation_and_a_reason():
    town = a_panel()
    case = before_the_panel(town, at_a_no(town))
    with pytest.raises(Refusal) as refused:
        decide_at_the_panel(case, town, "close", **CARE)
    assert len(refused.value.reasons) == 3
    decide_at_the_panel(case, town, "close", **CARE, **TOLD, ending="consent_not_given")

    assert stage(case) == "aftercare"


@pytest.mark.parametrize("route", ["alternative_support", "close"])
def test_support_ends_by_no_chair_alone(route):
    town = a_panel()
    case = before_the_panel(town, at_a_no(town))
    with pytest.raises(Refusal) as refused:
        decide(case, town, route, **CARE, **TOLD, ending="consent_not_given")

    assert "the panel has not decided" in refused.value.as_text()
    assert stage(case) == "decision_after_no"


def test_what_the_panel_decided_after_a_no_stands_among_its_decisions():
    town = a_panel()
    case = before_the_panel(town, at_a_no(town))
    decide_at_the_panel(case, town, "close", **CARE, **TOLD, ending="consent_not_given")

    kept = Decision.objects.get(case=case)
    assert (kept.verb, kept.outcome, kept.reached) == ("decision_after_no.decide", "close", "unanimity")
    assert kept.said == "Decided after a no: Close, to be looked at again"


def test_police_take_over_only_where_a_supervisor_agrees():
    town = a_town()
    case = at_a_no(town)
    with pytest.raises(Refusal) as refused:
        decide(case, town, "police_led")
    assert "no police supervisor has agreed" in refused.value.as_text()

    with opened(case, town.gail) as held:
        actions.ask_police(held, at=NOW)
    with opened(case, town.femi) as held:
        actions.answer_for_police(held, agrees=False, words="Nothing that we need to do.", at=NOW)
    with pytest.raises(Refusal) as refused:
        decide(case, town, "police_led")
    assert "no police supervisor has agreed" in refused.value.as_text()
    with opened(case, town.femi) as held:
        actions.answer_for_police(held, agrees=True, words="We will visit.", at=NOW)
    decide(case, town, "police_led")

    assert stage(case) == "checks"
    assert PoliceStageChange.objects.get(case=case).to_stage == "police_led"


def test_a_case_that_police_took_after_a_no_looks_like_any_other_with_them():
    town = a_town()
    case = at_a_no(town)
    with opened(case, town.femi) as held:
        actions.answer_for_police(held, agrees=True, words="We will visit.", at=NOW)
    decide(case, town, "police_led", reasons="A plain threat.")

    last = StageChange.objects.filter(case=case).latest("id")
    assert (last.to_stage, last.verb, last.reason) == ("checks", "checks.return", "")
    assert [event.words for event in Event.objects.filter(case=case)] == ["The case is with police for checks"]
    assert not Task.objects.filter(case=case, done_at__isnull=True).exists()
    assert PoliceTask.objects.get(case=case, done_at__isnull=True).due_on == DAY


def test_nobody_but_the_chair_decides_and_nobody_but_a_supervisor_answers_for_police():
    town = a_town()
    case = at_a_no(town)
    with pytest.raises(Refusal):
        decide(case, town, "new_plan", who="ada")
    with opened(case, town.ada) as held, pytest.raises(Refusal):
        actions.answer_for_police(held, agrees=True, words="Yes.", at=NOW)
    with opened(case, town.dee) as held, pytest.raises(Refusal):
        actions.answer_for_police(held, agrees=True, words="Yes.", at=NOW)

    assert stage(case) == "decision_after_no"


def test_what_was_decided_is_for_those_who_read_the_panels_decisions():
    town = a_town()
    case = at_a_no(town)
    decide(case, town, "new_plan")
    a_grant(case, town.hana, "assessor")

    with opened(case, town.ada) as held:
        assert queries.decisions_after_no(held)[0].route == "new_plan"
    with opened(case, town.hana) as held:
        assert queries.decisions_after_no(held) == []
