"""What became of a session, as the programme's own system says it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.kit.machines import a_machine
from throughcare.stages.delivery.models import Outcome, Report

from .builders import a_plan, at_stage, planned, started

SCOPES = ["cases.read", "sessions.report"]


@pytest.fixture
def session(invented, monkeypatch):
    reference = at_stage(invented)
    a_plan(monkeypatch, invented)
    started(invented, reference)
    return reference, planned(invented, reference)


def reported(machine, session, **changes):
    reference, key = session
    body = {"happened_at": "2026-06-16T12:00Z", **changes}
    return machine.post(f"/api/cases/{reference}/sessions/{key}/reports", body)


def council(invented):
    return a_machine("northmere_council", scopes=SCOPES, area_ids=[invented.areas["northmere"]])


def test_a_session_is_reported_with_what_was_said(invented, session):
    answer = reported(council(invented), session, attendance=HELD, minutes=60, person_said="It helps.")

    outcome = Outcome.objects.get()
    assert (answer.status_code, answer.json()["state"]) == (201, "held"), answer.text
    assert outcome.ended_at - outcome.began_at == timedelta(hours=1)
    assert Report.objects.get().person_said == "It helps."


def test_the_last_day_of_a_month_is_a_day_and_a_condition_is_named_by_its_key(invented, session):
    named = {"condition": "00000000-0000-4000-8000-000000000000", "happened_at": "2026-05-31T12:00Z"}

    answer = reported(council(invented), session, attendance=HELD, **named)

    assert answer.status_code == 409, "its shape is taken, and a rule answers"


def test_a_session_that_has_not_come_is_refused(invented, session):
    tomorrow = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-01T%H:%MZ")
    ahead = tomorrow.replace(tomorrow[:4], str(int(tomorrow[:4]) + 1))

    answer = reported(council(invented), session, attendance=HELD, happened_at=ahead)

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/happened_at"
    assert not Outcome.objects.exists()


def test_a_machine_elsewhere_finds_no_session(invented, session):
    other = a_machine("ashcombe_council", scopes=SCOPES, area_ids=[invented.areas["ashcombe"]])

    assert reported(other, session, attendance=HELD).status_code == 404
    assert not Outcome.objects.exists()


HELD = "came"
