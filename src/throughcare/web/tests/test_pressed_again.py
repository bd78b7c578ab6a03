"""What a browser shows again after going back, and a hurried hand sends again, is saved once; what is meant again is saved."""

from uuid import uuid4

import pytest
from django.utils import timezone

from throughcare.commons.cases.models import Note
from throughcare.web import once
from throughcare.web.models import SentForm

pytestmark = pytest.mark.django_db

SAID = {"about": "core", "kind": "fact", "happened-day": "3", "happened-month": "3", "happened-year": "2026"}


@pytest.fixture
def add(invented):
    """Give a way to send a note as Ada, each time in a form with a number of its own."""
    reference, ada = invented.receive(), invented.browser("ada")

    def send(text):
        return ada.post(f"/cases/{reference}/notes/add/", {**SAID, "text": text, "once": str(uuid4())}, follow=True)

    return send


def test_the_same_words_a_moment_later_are_saved_once_and_the_page_says_so(add):
    first, second = add("Rang the school."), add("Rang the school.")

    assert Note.objects.count() == 1
    assert "Note added at" in first.text
    assert "It was not saved a second time." in second.text
    assert second.redirect_chain == first.redirect_chain


def test_other_words_and_the_same_after_them_are_saved(add):
    for words in ("Rang the school.", "Nobody answered there.", "Rang the school."):
        add(words)

    assert Note.objects.count() == 3


def test_the_same_words_are_saved_again_when_some_minutes_have_passed(add):
    add("Rang the school.")
    SentForm.objects.update(sent_at=timezone.now() - once.MEANT_ONCE_FOR * 1.1)
    add("Rang the school.")

    assert Note.objects.count() == 2


def test_a_button_without_words_and_a_search_may_be_pressed_again(invented):
    ada = invented.browser("ada")
    for _each in range(2):
        wanted = ada.post("/account/reminders/", {"wanted": "no", "once": str(uuid4())}, follow=True)
        found = ada.post("/search/", {"q": "Sam Tarrow", "once": str(uuid4())}, follow=True)

    assert "not saved a second time" not in wanted.text + found.text


def test_nothing_that_was_written_can_be_read_in_what_is_remembered(add):
    add("Rang the school.")

    kept = SentForm.objects.get()
    assert (len(kept.place), len(kept.words)) == (64, 64)
    assert "school" not in str(vars(kept))
