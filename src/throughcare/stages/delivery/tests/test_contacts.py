"""Contacts are no sessions; incidents reach the owner at once."""

import pytest

from tests.kit.invented import NOW
from throughcare.commons.cases.models import RuleIncident, Task
from throughcare.kernel.answers import Refusal
from throughcare.stages.delivery import actions, queries
from throughcare.stages.delivery.models import Contact, Incident
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, chaired, started


def test_the_meeting_to_ask_is_a_contact_and_counts_as_no_session(invented):
    reference = at_stage(invented, "consent")

    with invented.opened(reference, "ada") as case:
        actions.record_contact(
            case, purpose="to_ask", how="At home", words="Asked", kind="fact", happened_at=NOW, at=NOW
        )
        assert queries.planned_beside_delivered(case).words == "0 held, 0 to come"

    assert not RuleIncident.objects.exists()


def test_a_contact_before_police_say_clear_is_saved_and_told(invented):
    reference = invented.receive()

    with invented.opened(reference, "ada") as case:
        row = actions.record_contact(
            case, purpose="other", how="", words="Met by chance", kind="fact", happened_at=NOW, at=NOW
        )

    assert row.against == "deconfliction_clear"
    assert RuleIncident.objects.get().rule == "police have not said that contact is clear"


def test_police_record_a_contact_and_a_provider_does_not_read_it(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = started(invented, at_stage(invented))
    with invented.opened(reference, "dee") as case:
        actions.record_contact(case, purpose="other", how="", words="Seen", kind="fact", happened_at=NOW, at=NOW)

    with invented.opened(reference, "ivo") as case:
        assert queries.contacts(case) == []
    with invented.opened(reference, "ada") as case:
        assert len(queries.contacts(case)) == 1


def test_an_incident_of_a_providers_is_seen_by_its_writer_and_asked_of_the_owner(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = started(invented, at_stage(invented))

    with invented.opened(reference, "ivo") as case:
        actions.record_incident(
            case, incident_kind="threat_to_staff", words="Was followed", done="Left", happened_at=NOW, at=NOW
        )
        assert len(queries.incidents(case)) == 1

    assert Incident.objects.get().words == "Was followed"
    assert Task.objects.get(code=queries.INCIDENT).assigned_to_id == invented.staff["ada"]


def test_the_chair_records_no_contact(invented):
    reference = chaired(invented, at_stage(invented, "consent"))

    with invented.opened(reference, "gail") as case, pytest.raises(Refusal):
        actions.record_contact(case, purpose="other", how="", words="x", kind="fact", happened_at=NOW, at=NOW)

    assert not Contact.objects.exists()
