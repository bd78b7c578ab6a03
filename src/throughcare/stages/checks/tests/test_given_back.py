"""What was said about consent while police held a case takes effect when they give it back, and tells nothing before."""

from datetime import date, timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases import history
from throughcare.commons.cases.models import Case, Event, StageChange, Task
from throughcare.commons.consents import actions as consents
from throughcare.commons.consents.actions import Words
from throughcare.kernel.answers import Refusal
from throughcare.stages.checks import actions
from throughcare.stages.checks.tests.test_route import cleared, proposed
from throughcare.stages.delivery.tests.builders import at_stage, chaired
from throughcare.stages.plans import actions as plans
from throughcare.stages.plans.actions import AfterNoWords

HELD, SAID, BACK = (NOW + timedelta(hours=hours) for hours in (1, 2, 3))
A_MOTHER = Words(given_by="parent", giver="Rina Tarrow", capacity="child_guardian_decides", explained="All of it")


def taken_back(invented, stage):
    reference = at_stage(invented, stage)
    with invented.opened(reference, "dee", at=HELD) as case:
        actions.return_to_checks(case, reason="New information", at=HELD)
    return reference


def given_back(invented, reference):
    with invented.opened(reference, "dee", at=BACK) as case:
        actions.deconflict(case, answer="clear", words="", happened_at=BACK, at=BACK)
    with invented.opened(reference, "femi", at=BACK) as case:
        actions.confirm_deconfliction(case, at=BACK)
    with invented.opened(reference, "femi", at=BACK) as case:
        return actions.resume(case, reason="Nothing stands against it", at=BACK)


def say(invented, reference, what, **more):
    with invented.opened(reference, "ada", at=SAID) as case:
        return getattr(consents, f"record_{what}")(case, purpose="support", happened_at=SAID, at=SAID, **more)


@pytest.mark.parametrize(
    ("stage", "what", "more"),
    [
        ("support", "withdrawn", {}),
        ("support", "refused", {"words": A_MOTHER}),
        ("consent", "withdrawn", {}),
        ("consent", "refused", {"words": A_MOTHER}),
    ],
)
def test_after_a_no_the_case_goes_on_to_the_decision_after_it(invented, stage, what, more):
    reference = taken_back(invented, stage)
    say(invented, reference, what, **more)

    moved = given_back(invented, reference)

    assert moved.stage == "decision_after_no"
    assert [row.to_stage for row in StageChange.objects.order_by("-id")[:2]] == ["decision_after_no", stage]
    task = Task.objects.get(code="panel.after_no", done_at__isnull=True)
    assert (task.pathway_rule, str(task.due_on)) == ("11.20", "2026-06-29")


def test_until_then_the_coordinator_is_told_nothing_but_what_everybody_is(invented):
    reference = taken_back(invented, "support")
    say(invented, reference, "withdrawn")

    with invented.opened(reference, "ada", at=SAID) as case:
        assert (case.stage, case.stage_shown) == ("checks", "checks")
        assert not Task.objects.filter(code="panel.after_no").exists()
        words = list(Event.objects.order_by("id").values_list("words", flat=True))
    assert words[-2:] == ["The case is with police for checks", "Consent was withdrawn: Support under the plan"]


def test_a_yes_that_came_meanwhile_counts_from_then_on(invented):
    reference = taken_back(invented, "consent")
    say(invented, reference, "given", words=A_MOTHER)

    assert given_back(invented, reference).stage == "support"


def test_where_nothing_was_said_meanwhile_the_case_goes_on_where_it_stood(invented):
    assert given_back(invented, taken_back(invented, "support")).stage == "support"


def test_a_no_from_before_does_not_count_again(invented):
    reference = at_stage(invented, "consent")
    with invented.opened(reference, "ada") as case:
        consents.record_refused(case, purpose="support", words=A_MOTHER, happened_at=NOW, at=NOW)
    Case.objects.filter(reference=reference).update(stage="consent")
    with invented.opened(reference, "dee", at=HELD) as case:
        actions.return_to_checks(case, reason="New information", at=HELD)

    assert given_back(invented, reference).stage == "consent"


def test_going_on_where_it_stood_is_no_coming_anew(invented):
    reference = taken_back(invented, "support")
    with invented.opened(reference, "dee", at=HELD) as case:
        before = history.entered_at(case, "support")

    given_back(invented, reference)

    with invented.opened(reference, "dee", at=BACK) as case:
        assert history.entered_at(case, "support") == before


def test_a_no_comes_before_a_yes_that_was_said_after_it(invented):
    reference = taken_back(invented, "support")
    say(invented, reference, "withdrawn")
    say(invented, reference, "given", words=A_MOTHER)

    assert given_back(invented, reference).stage == "decision_after_no"


def test_after_police_looked_after_it_since_a_no_the_panel_is_asked_again(invented):
    reference = at_stage(invented, "support")
    with invented.opened(reference, "ada") as case:
        consents.record_withdrawn(case, purpose="support", happened_at=NOW, at=NOW)
    with invented.opened(reference, "femi") as case:
        plans.answer_for_police(case, agrees=True, words="We will visit.", at=NOW)
    with invented.opened(chaired(invented, reference), "gail") as case:
        words = AfterNoWords("police_led", "Sam said no, and police agreed.", date(2026, 9, 15))
        plans.decide(case, words=words, at=NOW)
    assert not Task.objects.filter(code="panel.after_no", done_at__isnull=True).exists()
    with invented.opened(reference, "dee", at=HELD) as case:
        actions.return_to_checks(case, reason="Nothing more for police to do", at=HELD)

    assert given_back(invented, reference).stage == "decision_after_no"
    assert Task.objects.filter(code="panel.after_no", done_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("route", "because"),
    [
        ("no_concern", "a panel has had the case in hand"),
        ("signposted", "a panel has had the case in hand"),
        ("to_panel", "the panel had the case in hand when police took it back"),
    ],
)
def test_a_case_that_the_panel_has_in_hand_goes_no_other_way_than_back_to_it(invented, route, because):
    reference = taken_back(invented, "support")
    cleared(invented, reference, at=BACK)
    proposed(invented, reference, route=route, at=BACK)

    with invented.opened(reference, "femi", at=BACK) as case, pytest.raises(Refusal) as refused:
        actions.approve_route(case, approved=True, words="", at=BACK)

    assert because in refused.value.as_text()
    assert Case.objects.get(reference=reference).stage == "checks"
