"""The panel adopts, offers no support, or defers: never without what the law asks for, and never losing what happened."""

from dataclasses import replace
from datetime import date

import pytest

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Case, RuleIncident, StageChange, Task
from throughcare.commons.cases.tests.builders import opened
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings.actions import Disagreed, ToDo
from throughcare.commons.meetings.models import Decision
from throughcare.commons.meetings.tests.builders import (
    THEN,
    item_of,
)
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line
from throughcare.stages.panels import actions, queries
from throughcare.stages.panels.actions import Care, PlanWords
from throughcare.stages.panels.models import Adoption, CareConsidered, NoSupport
from throughcare.stages.panels.tests.builders import YES, at_the_meeting

pytestmark = pytest.mark.django_db

ASKED = Care(health_asked=True, social_care_asked=False, arranged="The clinic sees Sam in July.")


def reasons_of(refused) -> list[str]:
    return [reason.text for reason in refused.value.reasons]


def test_an_adopted_case_moves_to_its_plan_and_the_day_is_kept():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        actions.adopt(found, item=item_of(found), decided=YES, plan=PlanWords(nature="A tutor, twice a week."), at=THEN)

    assert Case.objects.get(pk=case.pk).stage == "planning"
    assert (
        StageChange.objects.filter(case=case, verb="panels.adopt", from_stage="panel", to_stage="planning").count() == 1
    )
    with opened(case, town.ada, at=THEN) as found:
        adopted = queries.adoption(found)
        assert (adopted.decided_at, adopted.nature) == (THEN, "A tutor, twice a week.")
        assert (
            queries.decisions(found)[0].said == f"The panel adopts {case.reference}: support is offered under Channel."
        )
    assert Line.objects.filter(case_id=case.pk, verb="panels:adopted").count() == 1
    assert not Task.objects.filter(case=case, code="panel.first", done_at__isnull=True).exists()
    assert Task.objects.get(case=case, code="plans.write").assigned_to_id == town.ada.pk


def test_adopting_without_quorum_assessment_and_reasons_is_refused_with_all_reasons_and_leaves_no_trace():
    town, case = at_the_meeting(assessed=False, but=("dee",))

    with pytest.raises(Refusal) as refused, opened(case, town.gail, at=THEN) as found:
        actions.adopt(found, item=item_of(found), decided=replace(YES, reasons=" "), at=THEN)
    assert reasons_of(refused) == [
        "nobody from the police of the area where the person lives is at the meeting",
        "the reasons are not written down",
        "the assessment is not finished",
    ]
    assert refused.value.pathway.startswith("Channel")
    assert Case.objects.get(pk=case.pk).stage == "panel"
    assert not Decision.objects.exists() and not Adoption.objects.exists()


def test_all_agreed_does_not_stand_beside_a_dissent():
    town, case = at_the_meeting()
    decided = replace(YES, dissents=[Disagreed("Too early.", agency_id=town.clinic.pk)])

    with pytest.raises(Refusal) as refused, opened(case, town.gail, at=THEN) as found:
        actions.adopt(found, item=item_of(found), decided=decided, at=THEN)
    assert reasons_of(refused) == ["the panel has not decided", "all agreed, and yet somebody disagreed"]


def test_a_majority_adopts_and_the_dissent_is_kept():
    town, case = at_the_meeting()
    decided = replace(YES, reached="majority", dissents=[Disagreed("Too early.", agency_id=town.clinic.pk)])
    with opened(case, town.gail, at=THEN) as found:
        actions.adopt(found, item=item_of(found), decided=decided, at=THEN)

    with opened(case, town.ada, at=THEN) as found:
        assert queries.decisions(found)[0].dissents == (("Larkfield Clinic", "Too early."),)


def test_only_the_chair_decides():
    town, case = at_the_meeting()

    for name in ("ada", "ben", "dee", "mo"):
        with pytest.raises(Refusal), opened(case, getattr(town, name), at=THEN) as found:
            actions.adopt(found, item=item_of(found), decided=YES, at=THEN)


def test_no_support_needs_the_question_of_health_and_social_care():
    town, case = at_the_meeting()

    with pytest.raises(Refusal) as refused, opened(case, town.gail, at=THEN) as found:
        actions.no_support(found, item=item_of(found), decided=YES, ending="not_suitable", care=Care(), at=THEN)
    assert reasons_of(refused) == ["nobody has said whether health or social care should be asked to help"]


def test_no_support_closes_the_case_with_an_ending_and_what_was_arranged():
    town, case = at_the_meeting(assessed=False)
    with opened(case, town.gail, at=THEN) as found:
        decided = replace(YES, actions=[ToDo("See Sam in July", town.ben.pk, date(2026, 7, 9))])
        actions.no_support(found, item=item_of(found), decided=decided, ending="not_suitable", care=ASKED, at=THEN)

    closed = Case.objects.get(pk=case.pk)
    assert (closed.stage, closed.closed_at) == ("closed", THEN)
    assert NoSupport.objects.get().ending == "not_suitable"
    assert CareConsidered.objects.get().arranged == "The clinic sees Sam in July."
    still_open = Task.objects.filter(case=case, done_at__isnull=True).values_list("code", flat=True)
    assert sorted(still_open) == ["meetings.sign_minutes", "panel.action"]


def test_an_ending_that_is_not_on_the_list_is_refused():
    town, case = at_the_meeting()

    with pytest.raises(Refusal) as refused, opened(case, town.gail, at=THEN) as found:
        actions.no_support(found, item=item_of(found), decided=YES, ending="bad", care=ASKED, at=THEN)
    assert reasons_of(refused) == ["no reason for ending is chosen"]


def test_deferring_needs_no_quorum_and_makes_the_case_due_on_the_day():
    town, case = at_the_meeting(assessed=False, but=("gail", "dee"))
    with opened(case, town.ada, at=THEN) as found:
        meetings.record_attendance(found, item=item_of(found), came={town.gail.pk: "came"}, at=THEN)
    with opened(case, town.gail, at=THEN) as found:
        decided = replace(YES, until_on=date(2026, 7, 23), reasons="The police could not come.")
        actions.defer(found, item=item_of(found), decided=decided, at=THEN)

    assert Case.objects.get(pk=case.pk).stage == "panel"
    due = Task.objects.get(case=case, for_role="panel", done_at__isnull=True)
    assert (due.code, due.due_on) == ("panel.deferred", date(2026, 7, 23))


def test_a_decision_is_not_deferred_to_a_day_that_has_passed():
    town, case = at_the_meeting()

    with pytest.raises(Refusal) as refused, opened(case, town.gail, at=THEN) as found:
        actions.defer(found, item=item_of(found), decided=replace(YES, until_on=date(2026, 6, 1)), at=THEN)
    assert reasons_of(refused) == ["the day lies before the end of this meeting"]


def test_what_happened_against_a_rule_is_kept_and_moves_nothing():
    town, case = at_the_meeting(assessed=False, but=("dee",))
    with opened(case, town.gail, at=THEN) as found:
        actions.record_what_happened(
            found, item=item_of(found), decided=YES, outcome="adopt", happened_at=THEN, at=THEN
        )

    assert Case.objects.get(pk=case.pk).stage == "panel"
    assert not Adoption.objects.exists()
    assert Decision.objects.get().authorises is False
    assert sorted(RuleIncident.objects.values_list("rule", flat=True)) == [
        "nobody from the police of the area where the person lives is at the meeting",
        "the assessment is not finished",
    ]


@pytest.mark.parametrize(("adopts", "left"), [(True, 0), (False, 2)])
def test_what_a_first_decision_rests_on_is_no_longer_asked_once_it_is_made(adopts, left):
    town, case = at_the_meeting()
    with opened(case, town.ada, at=THEN) as found:
        for code in ("information.begin", "assessments.begin"):
            cases.ask(found, NewTask(code=code, due_on=THEN.date(), for_role="coordinator"), at=THEN)

    with opened(case, town.gail, at=THEN) as found:
        decided = YES if adopts else replace(YES, until_on=date(2026, 9, 1))
        (actions.adopt if adopts else actions.defer)(found, item=item_of(found), decided=decided, at=THEN)

    assert Task.objects.filter(code__in=("information.begin", "assessments.begin"), done_at=None).count() == left
