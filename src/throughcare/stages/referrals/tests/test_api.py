"""Referrals sent by machines: the same questions judge them, and they learn no more than a letter would tell."""

import pytest

from tests.kit.machines import a_machine
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case
from throughcare.frame.transaction import acting
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals import actions
from throughcare.stages.referrals.models import Originator, Referral

from .builders import NOW, WORDS

CONCERN = {
    "what_worries": WORDS,
    "area": "northmere",
    "person": {"name": "Sam Tarrow", "born": "2010-03-14", "phone": "01632 960 181"},
    "worried": {"name": "Kit Lowe", "phone": "01632 960 151", "hide_from_person": False, "hide_from_panel": False},
}


def test_a_machine_sends_a_referral_and_gets_its_reference(invented):
    school = a_machine()

    answer = school.post("/api/referrals", CONCERN)

    row = Referral.objects.get()
    assert answer.status_code == 201, answer.text
    assert answer.json()["reference"] == row.case.reference
    assert answer["Location"] == f"/api/referrals/{row.case.reference}"
    assert (row.channel, row.kind) == ("machine", "third_party")
    assert Originator.objects.get().by_id == school.staff_id


def test_a_referral_by_machine_writes_one_line_as_a_machine(invented):
    a_machine().post("/api/referrals", CONCERN)

    line = Line.objects.get(verb="referrals:received")
    assert line.acting_role == "machine"
    assert list(Line.objects.exclude(verb="machines:made")) == [line]


def test_what_worries_nobody_is_not_as_described_and_leaves_no_trace(invented):
    school = a_machine()

    answer = school.post("/api/referrals", {"what_worries": " ", "person": {"born": "2010-99"}, "colour": "red"})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {one["pointer"] for one in answer.json()["errors"]} == {"/what_worries", "/person/born", "/colour"}
    assert not Case.objects.exists()


def test_a_day_to_come_is_refused_in_its_place(invented):
    answer = a_machine().post("/api/referrals", CONCERN | {"noticed": "2090-01-01"})

    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/noticed"
    assert not Case.objects.exists()
    assert Line.objects.filter(verb="look:refused").count() == 1


def test_whoever_sent_it_asks_how_it_stands_and_reads_no_more(invented):
    school = a_machine()
    reference = school.post("/api/referrals", CONCERN).json()["reference"]

    before = school.get(f"/api/referrals/{reference}").json()
    with acting("staff", staff=invented.staff["ada"], at=NOW):
        case = gate.open(reference, by=invented.staff["ada"], at=NOW)
        actions.record_answered(case, way="phone", words="Thank you, Kit", happened_at=NOW, at=NOW)
    after = school.get(f"/api/referrals/{reference}").json()

    assert (before["state"], after["state"]) == ("received", "answered")
    assert before["answered_by"] and after["answered_at"]
    assert set(after) == {"reference", "state", "words", "received_at", "answered_at", "answered_by"}


@pytest.mark.parametrize("who", ["another machine", "a person's referral"])
def test_anothers_referral_and_none_are_the_same_to_the_byte(invented, who):
    school, other = a_machine(), a_machine("merevale_nhs")
    sent = other.post("/api/referrals", CONCERN).json()["reference"] if who == "another machine" else invented.receive()

    hidden, missing = school.get(f"/api/referrals/{sent}"), school.get("/api/referrals/TC-999999")

    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content) == (404, missing.content)
    assert hidden.headers == missing.headers
