"""Who the programme is for, what is known before it starts, and who lets it start."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case, StageChange, Task, Told
from throughcare.kernel.answers import Refusal
from throughcare.kernel.time import start_of_day
from throughcare.safeguards.audit.models import Line
from throughcare.stages.intake import actions, rules
from throughcare.stages.intake.models import Authorised, Classification, Eligibility, Housing, Override, WorkLevel
from throughcare.stages.intake.tests.builders import (
    SOON,
    TODAY,
    YES,
    accepted,
    at_intake,
    classified,
    housed,
    housing,
    opened,
)

NO = rules.Decided(
    accepted=False,
    in_custody=False,
    exclusions=["acute_illness"],
    reasons="Treatment comes first.",
    review_route="Ask the manager, in writing or by telephone.",
)


def test_a_case_is_opened_by_a_verb_of_its_own_under_the_exit_programme(invented):
    reference = opened(invented)

    case = Case.objects.get(reference=reference)
    assert (case.pathway, case.pathway_version, case.stage) == ("exit_programme", "2020-05-13", "checks")
    assert StageChange.objects.get(case=case).verb == "intake.open"


def test_whoever_asked_themselves_is_told_from_that_day_and_nobody_has_to_look_at_it_again(invented):
    asking = rules.Asking(themselves=True, how="A letter to the chaplain", on=TODAY - timedelta(days=3))
    own, others = opened(invented, asking=asking), opened(invented)

    (told,) = Told.objects.filter(case__reference=own)
    assert (told.told, told.words) == (True, "They asked themselves: A letter to the chaplain")
    assert told.happened_at == start_of_day(TODAY - timedelta(days=3))
    assert not Told.objects.get(case__reference=others).told
    waiting = Task.objects.filter(code="cases.review_not_told").values_list("case__reference", flat=True)
    assert list(waiting) == [others]


@pytest.mark.parametrize(
    ("asking", "lacks"),
    [
        (rules.Asking(themselves=True, on=TODAY), "how"),
        (rules.Asking(themselves=True, how=" ", on=TODAY), "how"),
        (rules.Asking(themselves=True, how="A call"), "when"),
        (rules.Asking(themselves=True, how="A call", on=TODAY + timedelta(days=1)), "after today"),
    ],
)
def test_a_way_in_that_lacks_how_or_when_they_asked_opens_nothing(invented, asking, lacks):
    with pytest.raises(Refusal) as refused:
        opened(invented, asking=asking)

    assert lacks in refused.value.as_text()
    assert not Case.objects.exists()


@pytest.mark.parametrize(("by", "area"), [("ben", "northmere"), ("ada", "ashcombe")])
def test_only_whoever_runs_the_programme_in_the_area_opens_its_cases(invented, by, area):
    with pytest.raises(Refusal):
        opened(invented, by=by, area=area)

    assert not Case.objects.exists()


def test_accepting_sends_the_case_to_its_assessment_and_keeps_the_version_of_the_criteria(invented):
    reference = accepted(invented)

    row = Eligibility.objects.get()
    assert (row.target_group, row.target_group_version) == (["wishes_to_leave"], "2020-05-13")
    assert Case.objects.get(reference=reference).stage == "gathering"
    task = Task.objects.get(code="intake.prepare", done_at__isnull=True)
    assert (task.due_on, task.pathway_rule) == (TODAY.replace(month=8), "15.21")
    assert not Task.objects.filter(code="intake.decide", done_at__isnull=True).exists()
    assert Line.objects.filter(verb="intake:accepted").count() == 1


@pytest.mark.parametrize(
    ("decided", "why"),
    [
        (replace(YES, target_group=[]), "no criterion of the target group is met"),
        (replace(YES, exclusions=["danger_to_staff"]), "something excludes the person"),
        (replace(YES, reasons=" "), "the reasons are not written down"),
    ],
)
def test_nobody_is_accepted_against_the_criteria_or_without_reasons(invented, decided, why):
    reference = at_intake(invented)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.accept(case, decided=decided, happened_at=NOW, at=NOW)

    assert why in refused.value.as_text()
    assert not Eligibility.objects.exists()


def test_declining_closes_the_case_and_says_how_to_have_it_looked_at_again(invented):
    reference = at_intake(invented)
    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.decline(case, decided=replace(NO, review_route=""), happened_at=NOW, at=NOW)
    assert "it is not said how the person can have it looked at again" in refused.value.as_text()

    with invented.opened(reference, "ada") as case:
        actions.decline(case, decided=NO, happened_at=NOW, at=NOW)

    assert Case.objects.get(reference=reference).stage == "closed"
    assert Eligibility.objects.get().exclusions == ["acute_illness"]


def test_without_an_assessment_nothing_starts_and_every_reason_is_told(invented):
    reference = accepted(invented)

    with invented.opened(reference, "mo") as case, pytest.raises(Refusal) as refused:
        actions.authorise_start(case, at=NOW)

    assert [reason.text for reason in refused.value.reasons] == [
        "the assessment is not finished, and nobody answers for a start without it",
        "security risk, control risk or the position in the group is not recorded",
        "it is not chosen whether the person is worked with alone, in a group, or both",
        "the person is in custody and no housing decision is recorded",
    ]
    assert Case.objects.get(reference=reference).stage == "gathering"


def test_a_manager_answers_for_a_start_without_an_assessment_and_it_stays_marked(invented):
    reference = accepted(invented)
    classified(invented, reference)
    housed(invented, reference)
    with invented.opened(reference, "mo") as case, pytest.raises(Refusal) as refused:
        actions.override_assessment(case, reasons=" ", at=NOW)
    assert "the reasons are not written down" in refused.value.as_text()

    with invented.opened(reference, "mo") as case:
        actions.override_assessment(case, reasons="Release is on Friday; the assessor comes on Monday.", at=NOW)
        actions.authorise_start(case, at=NOW)

    assert Case.objects.get(reference=reference).stage == "planning"
    assert Authorised.objects.get().without_assessment is True
    shown = invented.browser("ada").get(f"/cases/{reference}/intake/").text
    assert shown.count("Without an assessment") == 2 and "Mo Quill answers for it" in shown


def test_a_coordinator_answers_for_no_start_without_an_assessment(invented):
    reference = accepted(invented)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.override_assessment(case, reasons="No time", at=NOW)

    assert {reason.about for reason in refused.value.reasons} == {"who"}
    assert not Override.objects.exists()


def test_outside_custody_no_housing_is_asked_for(invented):
    reference = accepted(invented, replace(YES, in_custody=False))
    classified(invented, reference)
    with invented.opened(reference, "mo") as case:
        actions.override_assessment(case, reasons="The assessor comes on Monday.", at=NOW)
        actions.authorise_start(case, at=NOW)

    assert Case.objects.get(reference=reference).stage == "planning"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": "security", "level": " "}, "the level is not quoted"),
        ({"kind": "control", "authority": ""}, "it is not said who set it"),
        ({"kind": "position", "position": ""}, "the position in the group is not chosen"),
        ({"kind": "security", "set_on": TODAY + timedelta(days=1)}, "it was set on a day that has not come yet"),
    ],
)
def test_a_classification_is_quoted_with_its_authority(invented, changed, why):
    reference = accepted(invented)
    said = {"level": "B", "authority": "Category board", "set_on": TODAY, **changed}

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.classify(case, **said, at=NOW)

    assert why in refused.value.as_text()
    assert not Classification.objects.exists()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"considered": []}, "no less restrictive option is said to have been looked at"),
        ({"considered": ["smaller_unit"]}, "no less restrictive option is said to have been looked at"),
        ({"why_not_less": " "}, "it is not said why less is not enough"),
        ({"look_again_on": TODAY}, "no day is set to look at it again"),
        ({"copy_given": False}, "the person got no copy, and it is not said why"),
    ],
)
def test_housing_says_what_less_restrictive_was_looked_at_and_until_when(invented, changed, why):
    reference = accepted(invented)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.record_housing(case, new=housing(**changed), happened_at=NOW, at=NOW)

    assert why in refused.value.as_text()
    assert not Housing.objects.exists()


def test_housing_is_looked_at_again_on_the_day_that_was_chosen(invented):
    reference = accepted(invented)
    housed(invented, reference)

    assert Task.objects.get(code="intake.look_at_housing").due_on == SOON


def test_aftercare_begins_in_custody_and_says_who_comes(invented):
    reference = accepted(invented)
    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.begin_aftercare(case, who=" ", words="", release_on=None, happened_at=NOW, at=NOW)
    assert "it is not said who comes" in refused.value.as_text()

    with invented.opened(reference, "ada") as case:
        actions.begin_aftercare(
            case, who="Ivo Lind", words="He meets him at the gate.", release_on=SOON, happened_at=NOW, at=NOW
        )

    assert "He meets him at the gate." in invented.browser("mo").get(f"/cases/{reference}/intake/").text


def test_a_new_housing_decision_sets_a_new_day_and_takes_the_earlier_one_off_the_list(invented):
    reference = accepted(invented)
    housed(invented, reference)
    later = SOON + timedelta(days=30)

    with invented.opened(reference, "ada") as case:
        actions.record_housing(case, new=housing(look_again_on=later), happened_at=NOW, at=NOW)

    open_tasks = Task.objects.filter(code="intake.look_at_housing", done_at__isnull=True)
    assert [task.due_on for task in open_tasks] == [later]


def test_a_level_of_work_without_a_reason_is_refused_and_leaves_no_trace(invented):
    reference = accepted(invented)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.choose_level(case, mode="group", why=" ", at=NOW)

    assert "it is not said why" in refused.value.as_text()
    assert not WorkLevel.objects.exists()


def test_the_case_page_says_that_it_was_accepted_and_started_without_an_assessment(invented):
    reference = accepted(invented)
    assert "Accepted on 15 June 2026" in invented.browser("ada").get(f"/cases/{reference}/").text
    classified(invented, reference)
    housed(invented, reference)
    with invented.opened(reference, "mo") as case:
        actions.override_assessment(case, reasons="The assessor comes on Monday.", at=NOW)
        actions.authorise_start(case, at=NOW)

    shown = invented.browser("ada").get(f"/cases/{reference}/").text

    assert "Start authorised" in shown and "Somebody answers for it, with reasons" in shown
