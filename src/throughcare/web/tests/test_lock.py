"""A page that nobody touched locks, and what was typed meanwhile is kept for the same person alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.cases.models import Note
from throughcare.web.demo_people import password
from throughcare.web.lock import SEEN
from throughcare.web.models import HeldPost

pytestmark = pytest.mark.django_db

WORK = reverse("work")

WORDS = "The form tutor rang back and told what was said."
NOTE = {
    "about": "core",
    "happened-day": "3",
    "happened-month": "3",
    "happened-year": "2026",
    "kind": "fact",
    "text": WORDS,
}


def left_alone(invented, username: str = "ada") -> Client:
    """A browser whose page nobody has touched for an hour."""
    browser = invented.browser(username)
    session = browser.session
    session[SEEN] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()
    return browser


def sign_in(browser: Client, username: str):
    return browser.post("/sign-in/", {"username": username, "password": password()})


def test_a_quiet_page_locks_and_shows_nothing_of_the_case(invented):
    reference = invented.receive()
    browser = left_alone(invented)

    page = browser.get(f"/cases/{reference}/")

    assert page.status_code == 401
    assert "Sign in to go on" in page.text
    assert "Sam" not in page.text
    assert reference not in page.text
    assert "Ada Marsh" not in browser.get("/nothing/").text


def test_what_was_posted_late_is_saved_after_the_same_person_signs_in(invented):
    reference = invented.receive()
    browser = left_alone(invented)

    late = browser.post(f"/cases/{reference}/notes/add/", NOTE)
    answer = sign_in(browser, "ada")

    assert "Your text is kept" in late.text
    assert not HeldPost.objects.exists()
    assert answer.headers["Location"] == f"/cases/{reference}/notes/"
    assert [note.text for note in Note.objects.all()] == [WORDS]
    assert "Note added" in browser.get(f"/cases/{reference}/notes/").text


def test_the_words_lie_encrypted_until_then(invented):
    browser = left_alone(invented)

    browser.post(f"/cases/{invented.receive()}/notes/add/", NOTE)

    assert b"tutor" not in bytes(HeldPost.objects.get().body)


def test_it_is_sent_once_however_often_they_sign_in(invented):
    reference = invented.receive()
    browser = left_alone(invented)
    browser.post(f"/cases/{reference}/notes/add/", NOTE)

    for _time in range(2):
        sign_in(browser, "ada")
        browser.post("/sign-out/")

    assert Note.objects.count() == 1


def test_somebody_else_at_the_same_screen_gets_nothing_of_it(invented):
    reference = invented.receive()
    browser = left_alone(invented)
    browser.post(f"/cases/{reference}/notes/add/", NOTE)

    sign_in(browser, "cleo")
    held = HeldPost.objects.get()

    assert not Note.objects.exists()
    assert browser.get(f"/held/{held.key}/").headers["Location"] == "/begin/"
    assert WORDS not in browser.get(WORK).text
    assert HeldPost.objects.filter(staff_id=invented.staff["ada"]).exists()


def test_what_cannot_be_saved_is_given_back_to_be_sent_on(invented):
    reference = invented.receive()
    browser = left_alone(invented)
    browser.post(f"/cases/{reference}/notes/add/", {**NOTE, "kind": ""})

    answer = sign_in(browser, "ada")
    page = browser.get(answer.headers["Location"])

    assert not Note.objects.exists()
    assert WORDS in page.text
    assert f'action="/cases/{reference}/notes/add/"' in page.text
    assert browser.post(answer.headers["Location"]).status_code == 302
    assert not HeldPost.objects.exists()


def test_a_lock_that_the_script_asks_for_holds(invented):
    browser = invented.browser("ada")

    assert browser.get("/locked/").status_code == 401
    assert browser.get(WORK).status_code == 401


def test_staying_begins_the_quiet_minutes_anew(invented):
    browser = invented.browser("ada")

    answer = browser.post("/stay/", headers={"Accept": "application/json"})

    assert answer.json()["locks_in"] == 20 * 60
    assert left_alone(invented).post("/stay/").status_code == 401


def test_signing_out_of_a_locked_page_keeps_nothing(invented):
    browser = left_alone(invented)

    assert browser.post("/sign-out/").status_code == 302
    assert not HeldPost.objects.exists()


def test_every_page_is_sent_so_that_going_back_shows_nothing(invented):
    browser = invented.browser("ada")

    for path in (WORK, "/cases/", "/account/", "/nothing/"):
        assert browser.get(path).headers["Cache-Control"] == "no-store"
