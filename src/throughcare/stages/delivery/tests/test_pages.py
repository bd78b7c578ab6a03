"""Sessions on pages: what a provider needs and nothing else, saved on a phone, refused in four parts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from throughcare.commons.cases.models import StaffSafety, Task
from throughcare.safeguards.audit.models import Line
from throughcare.stages.delivery import queries
from throughcare.stages.delivery.models import Contact, Incident, Outcome, Report, Session, Start
from throughcare.stages.delivery.tests.builders import a_plan, at_stage, planned, started

LISTED = ["sessions/", "sessions/plan/", "sessions/unplanned/", "sessions/contact/", "sessions/incident/"]


@pytest.fixture
def reference(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    return started(invented, at_stage(invented))


def today(**days):
    return timezone.now() + timedelta(**days)


def when(name, at):
    return {f"{name}-day": at.day, f"{name}-month": at.month, f"{name}-year": at.year}


def report(**more):
    said = {"attendance": "came", "tell": "no", **when("happened", today(days=-1))}
    return said | more


@pytest.mark.parametrize("page", LISTED)
def test_the_team_and_the_provider_open_every_page_and_somebody_elsewhere_none(invented, reference, page):
    address = f"/cases/{reference}/{page}"

    answers = [invented.browser(who).get(address).status_code for who in ("ada", "ivo", "cleo")]

    assert answers == [200, 200, 404]
    hidden, missing = (invented.browser("cleo").get(a).content for a in (address, f"/cases/TC-BCDFGH/{page}"))
    assert hidden == missing


def test_a_provider_reads_what_the_next_session_needs_and_nothing_of_the_rest(invented, reference):
    key = planned(invented, reference, at=today())
    values = {name: getattr(Session.objects.get(), name) for name in ("case", "controller", "regime", "basis")}
    safety = {"staff_safety": "Meet in public places only", "happened_at": today(), "review_on": today().date()}
    StaffSafety.objects.create(**values, **safety)

    page = invented.browser("ivo").get(f"/cases/{reference}/sessions/").text

    for shown in ("Next session", "Meet in public places only", "Meet in the foyer", "Ada Marsh"):
        assert shown in page
    assert 'href="tel:01632960101"' in page
    assert "Sam feels at home at school" in page
    assert f"/sessions/{key}/report/" in page
    assert "Consent came into force" not in page


def test_my_sessions_shows_the_own_alone_and_is_one_line_in_the_audit(invented, reference):
    planned(invented, reference, at=today())
    ivo, cleo = invented.browser("ivo"), invented.browser("cleo")
    before = Line.objects.count()

    page, other = ivo.get("/my-sessions/"), cleo.get("/my-sessions/")

    assert f"Sam Tarrow, {reference}" in page.text
    assert "Library" in page.text
    assert "No session is planned for you." in other.text
    assert reference not in other.text
    assert Line.objects.count() == before + 2


def test_a_report_is_sent_in_one_post(invented, reference):
    key = planned(invented, reference, at=today(days=-2), days=1)
    goal = str(queries.Agreed.objects.get().key)
    said = report(person_said="It helped", goals=[goal], **{"happened-time": "2pm", "ended": "3pm"})

    answer = invented.browser("ivo").post(f"/cases/{reference}/sessions/{key}/report/", said)

    assert answer.status_code == 302
    assert Outcome.objects.get().attendance == "came"
    assert (Report.objects.get().person_said, Report.objects.get().goals) == ("It helped", [goal])
    page = invented.browser("ada").get(f"/cases/{reference}/sessions/{key}/").text
    assert "It helped" in page
    assert "2pm" in page


def test_something_to_tell_now_shows_the_number_and_still_saves(invented, reference):
    key = planned(invented, reference, at=today(days=-2), days=1)
    ivo = invented.browser("ivo")
    address = f"/cases/{reference}/sessions/{key}/report/"

    page = ivo.get(address).text
    answer = ivo.post(address, report(tell="yes", tell_now="Spoke of Friday"), follow=True)

    assert "01632 960 101" in page
    assert "Report sent. Ring Ada Marsh now, 01632 960 101." in answer.text
    assert Report.objects.get().tell_now == "Spoke of Friday"
    assert Task.objects.get(code=queries.TELL_NOW).assigned_to_id == invented.staff["ada"]


def test_an_incomplete_report_keeps_every_word_and_writes_nothing(invented, reference):
    key = planned(invented, reference, at=today(days=-2), days=1)
    said = report(person_said="It helped", **{"happened-time": "4pm", "ended": "3pm"}) | {"tell": ""}

    page = invented.browser("ivo").post(f"/cases/{reference}/sessions/{key}/report/", said)

    assert page.status_code == 422
    assert "It helped" in page.text
    assert "Enter a time after the beginning" in page.text
    assert not Outcome.objects.exists()
    assert not Report.objects.exists()


def test_a_session_before_consent_is_saved_and_marked_on_the_page(invented, monkeypatch):
    reference = at_stage(invented, "planning")
    ada = invented.browser("ada")

    page = ada.post(f"/cases/{reference}/sessions/unplanned/", report(session_kind="phone"), follow=True)

    assert page.status_code == 200
    assert "Recorded against a rule" in page.text
    assert Task.objects.filter(code="cases.look_at_incident").exists()


def test_start_before_consent_is_refused_in_four_parts(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = at_stage(invented, "consent")

    page = invented.browser("ada").post(f"/cases/{reference}/sessions/start/", when("happened", today()))

    assert page.status_code == 422
    for part in ("Support was not started", "consent to support is not in force", "Record the consent", "Ada Marsh"):
        assert part in page.text
    assert not Start.objects.exists()


def test_support_starts_and_a_session_is_planned_from_pages(invented, monkeypatch):
    a_plan(monkeypatch, invented)
    reference = at_stage(invented)
    ada = invented.browser("ada")

    ada.post(f"/cases/{reference}/sessions/start/", when("happened", today()))
    said = when("starts", today(days=3)) | {"session_kind": "in_person", "place": "Library"}
    support = str(queries.Agreed.objects.get().key)
    timeless = ada.post(f"/cases/{reference}/sessions/plan/", said | {"support": support})
    answer = ada.post(f"/cases/{reference}/sessions/plan/", said | {"support": support, "starts-time": "4pm"})

    assert "Enter the time too" in timeless.text
    assert answer.status_code == 302
    assert Session.objects.get().provider_id == invented.staff["ivo"]
    page = ada.get(f"/cases/{reference}/").text
    assert "Support started" in page
    assert "7 agreed, 0 held, 1 to come" in page


def test_a_session_is_changed_from_its_page(invented, reference):
    key = planned(invented, reference, at=today())
    said = when("starts", today(days=5)) | {"starts-time": "5pm", "session_kind": "phone", "reason": "Exam"}
    ivo = invented.browser("ivo")

    form = ivo.get(f"/cases/{reference}/sessions/{key}/change/")
    answer = ivo.post(f"/cases/{reference}/sessions/{key}/change/", said, follow=True)

    assert "Meet in the foyer" in form.text
    assert "Changed to another session" in answer.text
    assert Session.objects.count() == 2


def test_contacts_and_incidents_are_recorded_from_pages(invented, reference):
    day = when("happened", today(days=-1))
    ivo = invented.browser("ivo")

    ivo.post(f"/cases/{reference}/sessions/contact/", day | {"purpose": "to_arrange", "words": "Rang", "kind": "fact"})
    ivo.post(f"/cases/{reference}/sessions/incident/", day | {"incident_kind": "other", "words": "A fall"})

    assert (Contact.objects.get().words, Incident.objects.get().words) == ("Rang", "A fall")
    page = ivo.get(f"/cases/{reference}/sessions/").text
    assert "Rang" in page
    assert "A fall" in page


def test_a_new_plan_is_followed_from_the_page(invented, reference, monkeypatch):
    a_plan(monkeypatch, invented, version="2", numbers=3)
    ada = invented.browser("ada")

    page = ada.get(f"/cases/{reference}/sessions/").text
    answer = ada.post(f"/cases/{reference}/sessions/follow-plan/", follow=True)

    assert "The panel has approved a newer plan." in page
    assert "Support follows the new plan." in answer.text
    assert "3 agreed" in answer.text
