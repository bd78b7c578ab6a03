"""The coordinator proposes, the panel closes, and every gap is told at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import Case, RuleIncident, StageChange, Task
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.meetings.actions import Decided, Disagreed
from throughcare.commons.meetings.models import Decision, Outside
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.closure import actions, queries
from throughcare.stages.closure.models import Closing, DeliveryAccount, Evaluation, Proposal
from throughcare.stages.closure.tests.builders import DECIDED, LOOKBACK, prepared
from throughcare.stages.delivery.tests.builders import (
    a_plan,
    at_stage,
    before_a_panel,
    chaired,
    planned,
    started,
    the_item,
)

NOTHING_DECIDED = Decided(outcome="close", said="", reached="", reasons="")


def a_case_at_support(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return started(invented, at_stage(invented))


@pytest.fixture
def reference(invented, monkeypatch):
    return before_a_panel(invented, a_case_at_support(invented, monkeypatch))


def test_with_everything_said_the_panel_closes(invented, reference):
    prepared(invented, reference)

    with invented.opened(reference, "gail") as case:
        actions.close(case, item=the_item(case), decided=DECIDED, at=NOW)

    assert Case.objects.get(reference=reference).stage == "aftercare"
    change = StageChange.objects.latest("id")
    assert (change.verb, change.reason) == ("closure.close", "No further concern")
    with invented.opened(reference, "ada") as case:
        assert queries.closing(case).ending == "concern_resolved"
    assert {*Task.objects.filter(done_at__isnull=True).values_list("code", flat=True)} == {"meetings.sign_minutes"}


def test_every_gap_is_told_at_once_and_nothing_is_written(invented, monkeypatch):
    reference = chaired(invented, a_case_at_support(invented, monkeypatch))

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal) as refused:
        actions.close(case, item=None, decided=NOTHING_DECIDED, at=NOW)

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
        "it was decided at no meeting",
    ):
        assert gap in text
    assert refused.value.ask.name == "Ada Marsh"
    assert not Closing.objects.exists()


@pytest.mark.parametrize(
    ("came", "gap"),
    [
        (("gail", "ben"), "nobody from the police of the area where the person lives is at the meeting"),
        (("dee", "ben"), "nobody from the local authority is at the meeting"),
    ],
)
def test_who_was_there_is_what_the_meeting_recorded(invented, monkeypatch, came, gap):
    reference = prepared(invented, before_a_panel(invented, a_case_at_support(invented, monkeypatch), came=came))

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal) as refused:
        actions.close(case, item=the_item(case), decided=DECIDED, at=NOW)

    assert gap in refused.value.as_text()
    assert not Closing.objects.exists()
    assert not Decision.objects.filter(verb="closure.close").exists()


def test_somebody_with_a_conflict_of_interest_makes_no_quorum(invented, reference):
    prepared(invented, reference)
    with invented.opened(reference, "ada") as case:
        meetings.record_conflict(
            case, item=the_item(case), staff_id=invented.staff["dee"], why="relative", words="A cousin", at=NOW
        )

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal) as refused:
        actions.close(case, item=the_item(case), decided=DECIDED, at=NOW)

    assert "nobody from the police of the area" in refused.value.as_text()


def test_the_closing_stands_in_the_minutes_of_its_meeting_with_the_dissent(invented, reference):
    prepared(invented, reference)
    said = Disagreed("Too early.", agency_id=None, staff_id=invented.staff["ben"])
    decided = replace(DECIDED, reached="majority", dissents=(said,))

    with invented.opened(reference, "gail") as case:
        actions.close(case, item=the_item(case), decided=decided, at=NOW)
        found = agendas.decisions(case)[0]

    assert (found.verb, found.reasons, found.dissents[0][1]) == ("closure.close", "No further concern", "Too early.")
    assert ("Reason for ending", "No further concern about terrorism") in [tuple(pair) for pair in found.further]
    assert Closing.objects.get().dissent == "Too early."


@pytest.mark.parametrize("at_a_meeting", [True, False])
def test_what_was_decided_against_a_rule_is_kept_as_it_happened_and_closes_nothing(invented, monkeypatch, at_a_meeting):
    reference = prepared(invented, before_a_panel(invented, a_case_at_support(invented, monkeypatch), came=("gail",)))

    with invented.opened(reference, "gail") as case:
        item = the_item(case) if at_a_meeting else None
        actions.record_what_happened(case, item=item, decided=DECIDED, happened_at=NOW, at=NOW)

    assert Case.objects.get(reference=reference).stage == "support"
    assert not Closing.objects.exists()
    assert (Decision.objects.filter(authorises=False).count(), Outside.objects.count()) == (
        (1, 0) if at_a_meeting else (0, 1)
    )
    assert RuleIncident.objects.filter(rule__contains="police").count() == 1
    assert Task.objects.filter(code="cases.look_at_incident", done_at__isnull=True).exists()


def test_providers_lose_the_case_when_it_is_closed(invented, reference):
    prepared(invented, reference)
    with invented.opened(reference, "gail") as case:
        actions.close(case, item=the_item(case), decided=DECIDED, at=NOW)

    with pytest.raises(NotFound), invented.opened(reference, "ivo", at=NOW + timedelta(minutes=1)):
        pass


def test_the_coordinator_proposes_and_cannot_close(invented, reference):
    prepared(invented, reference)

    with invented.opened(reference, "ada") as case, pytest.raises(Refusal) as refused:
        actions.close(case, item=the_item(case), decided=DECIDED, at=NOW)

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
        actions.close(case, item=the_item(case), decided=DECIDED, at=NOW)
    Case.objects.filter(reference=reference).update(stage="support")

    with invented.opened(reference, "ada") as case:
        assert queries.prepared(case).facts()["closing_proposed"] is False
        assert queries.prepared(case).evaluated is False
