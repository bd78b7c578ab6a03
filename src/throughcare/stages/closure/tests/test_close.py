"""The coordinator proposes, the panel closes, and every gap is told at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case, StageChange, Task
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.closure import actions, queries
from throughcare.stages.closure.models import Closing, DeliveryAccount, Evaluation, Proposal
from throughcare.stages.closure.tests.builders import DECIDED, LOOKBACK, prepared
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, chaired, planned, started
from throughcare.stages.reviews.rules import Panel


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return chaired(invented, started(invented, at_stage(invented)))


def test_with_everything_said_the_panel_closes(invented, reference):
    prepared(invented, reference)

    with invented.opened(reference, "gail") as case:
        actions.close(case, decided=DECIDED, at=NOW)

    assert Case.objects.get(reference=reference).stage == "aftercare"
    change = StageChange.objects.latest("id")
    assert (change.verb, change.reason) == ("closure.close", "No further concern")
    with invented.opened(reference, "ada") as case:
        assert queries.closing(case).ending == "concern_resolved"
    assert not Task.objects.filter(done_at__isnull=True).exists()


def test_every_gap_is_told_at_once_and_nothing_is_written(invented, reference):
    nobody = actions.PanelDecision(Panel(local_authority=False, police_of_residence=False), "", "")

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal) as refused:
        actions.close(case, decided=nobody, at=NOW)

    text = refused.value.as_text()
    for gap in (
        "the coordinator has not proposed to close",
        "nobody from the local authority is at the meeting",
        "nobody from the police of the area where the person lives is at the meeting",
        "the panel has not decided",
        "the case has not been evaluated",
        "less was delivered than planned and nobody has said why",
        "no reason for ending is chosen",
        "the person has not been told how to come back, and there is no reason why not",
        "the hand-over is not recorded",
    ):
        assert gap in text
    assert refused.value.ask.name == "Ada Marsh"
    assert not Closing.objects.exists()


def test_providers_lose_the_case_when_it_is_closed(invented, reference):
    prepared(invented, reference)
    with invented.opened(reference, "gail") as case:
        actions.close(case, decided=DECIDED, at=NOW)

    with pytest.raises(NotFound), invented.opened(reference, "ivo", at=NOW + timedelta(minutes=1)):
        pass


def test_the_coordinator_proposes_and_cannot_close(invented, reference):
    prepared(invented, reference)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.close(case, decided=DECIDED, at=NOW)

    assert "this is for the panel's chair" in refused.value.as_text()


def test_a_proposal_needs_a_reason_from_the_list(invented, reference):
    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.propose(case, ending="tired of it", reasons="x", at=NOW)

    assert "no reason for ending is chosen" in refused.value.as_text()
    assert not Proposal.objects.exists()


def test_goals_that_were_missed_ask_what_we_learned(invented, reference):
    missed = replace(LOOKBACK, goals_reached="in_part")

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.evaluate(case, lookback=missed, at=NOW)
    with invented.opened(reference, "ada") as case:
        actions.evaluate(case, lookback=replace(missed, learned="Ask for a mentor earlier"), at=NOW)

    assert "nothing says what we learned" in refused.value.as_text()
    assert Evaluation.objects.get().learned == "Ask for a mentor earlier"


def test_less_than_planned_is_never_as_planned(invented, reference):
    planned(invented, reference)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.explain_delivery(case, difference="as_planned", words="", lessons="", at=NOW)

    text = refused.value.as_text()
    assert "less was delivered than planned" in text
    assert "nobody has said why" in text
    assert not DeliveryAccount.objects.exists()


def test_support_that_was_not_followed_up_asks_what_will_change(invented, reference):
    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.explain_delivery(case, difference="not_followed_up", words="It was forgotten", lessons="", at=NOW)

    assert "nothing says what will change" in refused.value.as_text()


def test_what_was_said_before_an_earlier_closing_does_not_close_the_case_again(invented, reference):
    prepared(invented, reference)
    with invented.opened(reference, "gail") as case:
        actions.close(case, decided=DECIDED, at=NOW)
    Case.objects.filter(reference=reference).update(stage="support")

    with invented.opened(reference, "ada") as case:
        assert queries.prepared(case).facts()["closing_proposed"] is False
        assert queries.prepared(case).evaluated is False
