"""Notes are written, corrected beside the old text, and never overwritten."""

import pytest

from throughcare.commons.cases.models import Draft, HealthNote, Note
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db

DAY = {"happened-day": "3", "happened-month": "3", "happened-year": "2026"}
NOTE = {**DAY, "about": "core", "kind": "fact", "text": "Rang the school."}


def add(invented, reference: str, **changes):
    return invented.browser("ada").post(f"/cases/{reference}/notes/add/", {**NOTE, **changes})


def test_a_note_is_added_and_the_next_page_says_so(invented):
    reference = invented.receive()
    ada = invented.browser("ada")

    answer = ada.post(f"/cases/{reference}/notes/add/", NOTE)
    page = ada.get(answer.headers["Location"]).text

    assert "Note added at" in page
    assert "Rang the school." in page
    assert "3 Mar 2026" in page
    assert Line.objects.filter(verb="notes:added").count() == 1


def test_what_stands_in_the_address_is_no_answer_of_the_form(invented):
    reference = invented.receive()
    sent = {**NOTE, "text": "", "kind": "", "source": ""}
    said = "kind=fact&text=From+the+address&text=twice&happened-day=3&happened-month=3&happened-year=2026"

    page = invented.browser("ada").post(f"/cases/{reference}/notes/add/?{said}", sent)

    assert page.status_code == 422
    assert not Note.objects.exists()


def test_bad_input_keeps_what_was_typed_and_writes_nothing(invented):
    reference = invented.receive()

    page = add(invented, reference, kind="", **{"happened-day": "31", "happened-month": "2"})

    assert page.status_code == 422
    assert page.text.count("Rang the school.") == 1
    assert "<title>Error: " in page.text
    assert not Note.objects.exists()


def test_a_day_to_come_is_refused(invented):
    page = add(invented, invented.receive(), **{"happened-year": "2099"})

    assert "Enter the day it happened, today or earlier" in page.text


def test_somebody_elses_report_asks_whose(invented):
    reference = invented.receive()

    assert "Say whose report it is" in add(invented, reference, kind="third_party").text
    assert add(invented, reference, kind="third_party", source="The form tutor").status_code == 302


def test_the_page_says_who_reads_the_compartment_it_writes_to(invented):
    reference = invented.receive()
    ada = invented.browser("ada")

    core, health = (ada.get(f"/cases/{reference}/notes/add/?about={about}").text for about in ("core", "health"))

    assert "the police officer" in core.split("Seen by")[1].split("Not by")[0]
    assert "the police officer" not in health.split("Seen by")[1].split("Not by")[0]


def test_a_note_about_health_is_not_there_for_police(invented):
    reference = invented.receive()
    add(invented, reference, about="health", text="Sleeps badly.")

    assert HealthNote.objects.count() == 1
    assert "Sleeps badly." in invented.browser("ada").get(f"/cases/{reference}/notes/").text
    page = invented.browser("dee").get(f"/cases/{reference}/notes/").text
    assert "Sleeps badly." not in page
    assert "About health" not in page


def test_nobody_writes_where_they_may_not(invented):
    reference = invented.receive()

    add(invented, reference, about="police")

    assert [note.text for note in Note.objects.all()] == ["Rang the school."]


def test_a_draft_is_its_writers_alone(invented):
    reference = invented.receive()
    ada = invented.browser("ada")

    ada.post(f"/cases/{reference}/notes/add/", {**NOTE, "draft": "1"})

    assert not Note.objects.exists()
    assert "Rang the school." in ada.get(f"/cases/{reference}/notes/add/").text
    assert "Rang the school." not in invented.browser("mo").get(f"/cases/{reference}/notes/add/").text
    ada.post(f"/cases/{reference}/notes/add/", NOTE)
    assert not Draft.objects.exists()


def correction(invented, reference: str) -> str:
    add(invented, reference)
    return f"/cases/{reference}/notes/core/{Note.objects.get().thread}/correct/"


def test_a_correction_stands_beside_the_earlier_text(invented):
    reference = invented.receive()
    address = correction(invented, reference)
    ada = invented.browser("ada")

    shown = ada.get(address).text
    ada.post(address, {"version": "1", "text": "Rang the college.", "reason": "It was the college"})
    page = ada.get(f"/cases/{reference}/notes/").text

    assert "Rang the school." in shown
    assert [note.version for note in Note.objects.order_by("version")] == [1, 2]
    assert all(words in page for words in ("Rang the college.", "Rang the school.", "It was the college"))


@pytest.mark.parametrize(
    ("keep", "texts"),
    [
        ("both", ["Rang the school.", "Ada's words", "Mo's words"]),
        ("saved", ["Rang the school.", "Ada's words"]),
        ("one", ["Rang the school.", "Ada's words", "Mo's words"]),
    ],
)
def test_two_editors_see_both_texts_and_one_of_them_chooses(invented, keep, texts):
    address = correction(invented, invented.receive())
    ada, mo = invented.browser("ada"), invented.browser("mo")
    ada.post(address, {"version": "1", "text": "Ada's words", "reason": "clearer"})
    late = {"version": "1", "text": "Mo's words", "reason": "clearer still"}

    clash = mo.post(address, late)

    assert clash.status_code == 409
    assert "Ada Marsh changed this while you were writing" in clash.text
    assert Draft.objects.get().body["text"] == "Mo's words"
    assert mo.post(address, {**late, "keep": keep}).status_code == 302
    assert list(Note.objects.order_by("version").values_list("text", flat=True)) == texts
    assert not Draft.objects.exists()


def test_a_second_click_adds_one_correction(invented):
    address = correction(invented, invented.receive())
    ada = invented.browser("ada")
    once = {"version": "1", "text": "Rang the college.", "reason": "It was the college"}

    answers = [ada.post(address, once).status_code for _click in range(2)]

    assert answers == [302, 409]
    assert Note.objects.count() == 2


def test_a_second_click_adds_one_note_and_leads_to_the_same_page(invented):
    reference = invented.receive()
    ada = invented.browser("ada")
    address = f"/cases/{reference}/notes/add/"
    number = ada.get(address).text.split('name="once" value="')[-1].split('"')[0]

    answers = [ada.post(address, {**NOTE, "once": number}).headers["Location"] for _click in range(2)]

    assert answers == [f"/cases/{reference}/notes/"] * 2
    assert Note.objects.count() == 1


def test_a_form_that_was_refused_may_be_sent_again(invented):
    reference = invented.receive()
    ada = invented.browser("ada")
    number = "00000000-0000-4000-8000-000000000001"

    ada.post(f"/cases/{reference}/notes/add/", {**NOTE, "kind": "", "once": number})
    ada.post(f"/cases/{reference}/notes/add/", {**NOTE, "once": number})
    invented.browser("mo").post(f"/cases/{reference}/notes/add/", {**NOTE, "once": number})

    assert Note.objects.count() == 2
