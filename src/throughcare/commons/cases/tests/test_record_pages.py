"""Told or not, what to be careful of, contact, team, dates, timeline and cover sheet."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from throughcare.commons.agencies.models import Staff
from throughcare.commons.cases import actions
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Care, Case, OwnerChange, StaffSafety, Task, Told
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db

DAY = {"happened-day": "3", "happened-month": "3", "happened-year": "2026"}
NOT_TOLD = {
    **DAY,
    "told": "no",
    "reason": "not_reached",
    "review_on-day": "9",
    "review_on-month": "12",
    "review_on-year": "2099",
}


def test_not_telling_needs_a_reason_and_a_day_to_look_again(invented):
    reference = invented.receive()

    page = invented.browser("ada").post(f"/cases/{reference}/told/record/", {**DAY, "told": "no"})

    assert page.status_code == 422
    assert "Choose why the person is not told" in page.text
    assert "Enter the day on which it is looked at again" in page.text
    assert not Told.objects.exists()


def test_not_telling_makes_a_task_and_telling_ends_it(invented):
    reference = invented.receive()
    ada = invented.browser("ada")

    ada.post(f"/cases/{reference}/told/record/", NOT_TOLD)
    waiting = Task.objects.get()
    page = ada.get(f"/cases/{reference}/told/").text
    asked = ada.get(f"/cases/{reference}/told/record/").text
    assert "A guardian is to be told first" in asked and "preventing or detecting crime" not in asked
    ada.post(f"/cases/{reference}/told/record/", {**DAY, "told": "yes"})

    assert (waiting.code, waiting.due_on) == ("cases.review_not_told", date(2099, 12, 9))
    assert "Not told, looked at again by 9 December 2099" in page
    assert "The person could not be reached" in page
    review, incident = Task.objects.order_by("id")
    assert review.done_at is not None
    assert incident.code == "cases.look_at_incident", "police had not said that contact is clear"
    assert incident.done_at is None
    assert "Told on 3 March 2026" in ada.get(f"/cases/{reference}/").text


def test_what_to_be_careful_of_is_written_in_its_own_compartments(invented):
    reference = invented.receive()
    dee = invented.browser("dee")

    dee.post(f"/cases/{reference}/care/", {"safe_contact": "text only", "take_care": "Not at home"})
    dee.post(f"/cases/{reference}/care/staff/", {"staff_safety": "Two people at every visit"})

    assert Care.objects.get().safe_contact == "text only"
    assert StaffSafety.objects.get().staff_safety == "Two people at every visit"
    assert "Two people at every visit" in invented.browser("mo").get(f"/cases/{reference}/").text


def test_safety_of_staff_leaves_no_gap_for_whoever_may_not_read_it(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        actions.record_staff_safety(case, words="Two people at every visit", at=case.at)
        actions.grant(
            case,
            staff_id=invented.staff["hana"],
            role="assessor",
            by_what="team",
            from_at=case.at,
            until_at=None,
            reason="",
            at=case.at,
        )
    hana = invented.browser("hana")

    page = hana.get(f"/cases/{reference}/care/").text

    assert "Safety of staff" not in page
    assert "Safety of staff" not in hana.get(f"/cases/{reference}/").text


def test_opening_contact_is_a_look_of_its_own_and_not_for_everybody(invented):
    reference = invented.receive()

    ada, mo = (invented.browser(name).get(f"/cases/{reference}/contact/") for name in ("ada", "mo"))

    assert "01632 960 181" in ada.text
    assert "14 March 2010" in ada.text
    assert mo.status_code == 422
    assert "01632 960 181" not in mo.text
    assert Line.objects.filter(verb="contact:looked").count() == 1
    assert Line.objects.filter(verb="look:refused", staff_id=invented.staff["mo"]).count() == 1


def test_a_task_is_marked_done_with_what_came_of_it(invented):
    reference = invented.receive()
    task = asked(invented, reference)
    ada = invented.browser("ada")

    empty = ada.post(f"/cases/{reference}/tasks/{task.key}/done/", {"outcome": " "})
    ada.post(f"/cases/{reference}/tasks/{task.key}/done/", {"outcome": "Answered by phone"})

    assert "Say in a sentence what came of it" in empty.text
    assert Task.objects.get().outcome == "Answered by phone"
    assert "Answered by phone" in ada.get(f"/cases/{reference}/tasks/").text


def test_a_moved_date_keeps_the_first_one_and_its_reason(invented):
    reference = invented.receive()
    task = asked(invented, reference)
    ada = invented.browser("ada")
    address = f"/cases/{reference}/tasks/{task.key}/pause/"
    until = {"until-day": "1", "until-month": "12", "until-year": "2099"}

    assert "Say why it is paused" in ada.post(address, until).text
    assert "Enter a day after today" in ada.post(address, {**until, "until-year": "2020", "reason": "x"}).text
    ada.post(address, {**until, "reason": "school closed"})

    moved = Task.objects.get()
    assert (moved.first_due_on, moved.due_on) == (date(2026, 6, 20), date(2099, 12, 1))
    assert "was 20 Jun 2026; paused since" in ada.get(f"/cases/{reference}/tasks/").text


def asked(invented, reference: str) -> Task:
    with invented.opened(reference, "ada") as case:
        new = NewTask(
            code="cases.look_at_incident", due_on=date(2026, 6, 20), for_role="coordinator", to=case.opened_by
        )
        return actions.ask(case, new, at=case.at)


def test_a_case_changes_hands_when_the_new_owner_accepts(invented):
    reference = invented.receive()
    second_coordinator(invented)
    task = asked(invented, reference)
    ada, rita = invented.browser("ada"), invented.browser("cleo")
    key = Staff.objects.get(pk=invented.staff["cleo"]).key

    ada.post(f"/cases/{reference}/team/owner/", {"to": str(key), "reason": "Leave", "note": "Ring the school first"})
    offered = Case.objects.get(reference=reference).owner_id
    waiting = OwnerChange.objects.get(accepted_at__isnull=True)
    stranger = ada.post(f"/cases/{reference}/team/accept/{waiting.key}/")
    rita.post(f"/cases/{reference}/team/accept/{waiting.key}/")

    task.refresh_from_db()
    assert offered == invented.staff["ada"]
    assert stranger.status_code == 422
    assert Case.objects.get(reference=reference).owner_id == invented.staff["cleo"]
    assert task.assigned_to_id == invented.staff["cleo"]
    assert "Leave" in rita.get(f"/cases/{reference}/team/").text


def second_coordinator(invented) -> None:
    from throughcare.commons.agencies import actions as agencies

    council = Staff.objects.get(pk=invented.staff["ada"]).agency_id
    agencies.give_post(
        invented.staff["cleo"],
        role="coordinator",
        area=invented.areas["northmere"],
        agency=council,
        from_on=date(2020, 1, 1),
    )


def test_the_timeline_tells_each_reader_what_they_may_know(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        actions.tell(case, verb="checks.deconflict", words="Deconfliction answered", at=case.at, police=True)
        actions.add_note(case, compartment="police", text="x", kind="fact", source="", happened_at=case.at, at=case.at)

    ada, dee = (invented.browser(name).get(f"/cases/{reference}/timeline/").text for name in ("ada", "dee"))

    assert "Referral received" in ada
    assert "olice steps" not in ada
    assert "Deconfliction answered" not in ada
    assert "Deconfliction answered" in dee
    assert "Note of the police steps added" in dee


def test_the_timeline_shows_only_what_was_chosen(invented):
    reference = invented.receive()
    ada = invented.browser("ada")

    assert "Referral received" not in ada.get(f"/cases/{reference}/timeline/?show=notes").text
    assert "Referral received" in ada.get(f"/cases/{reference}/timeline/?show=nonsense").text


def test_a_cover_sheet_is_one_tagged_page_for_somebody_by_name(invented):
    reference = invented.receive()
    with invented.opened(reference, "dee") as case:
        actions.record_care(case, safe_contact="text only", take_care="#panic() *bold* $x$", at=case.at)
        new = NewTask(code="checks.deconflict", due_on=date(2026, 6, 20), for_role="police_officer", police=True)
        actions.ask(case, new, at=case.at)

    answer = invented.browser("dee").post(f"/cases/{reference}/cover/", {"printed_for": "the duty desk"})
    pdf = PdfReader(BytesIO(answer.content))
    text = pdf.pages[0].extract_text()

    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert all(
        words in text for words in (reference, "Sam Tarrow", "text only", "Not told. Keep this from", "the duty desk")
    )
    assert "#panic() *bold* $x$" in text
    assert not any(words in text for words in ("Channel", "econfliction", "Prevent", "01632 960 181"))
    assert "Sam" not in answer.headers["Content-Disposition"]
    assert Line.objects.filter(verb="cover:printed").count() == 1


def test_a_cover_sheet_asks_for_whom_and_who_may(invented):
    reference = invented.receive()

    assert "Say who this is printed for" in invented.browser("ada").post(f"/cases/{reference}/cover/", {}).text
    assert not Line.objects.filter(verb="cover:printed").exists()
