"""What is answered when something breaks, or a form is too old."""

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from throughcare.commons.cases import queries
from throughcare.commons.cases.models import Note

pytestmark = pytest.mark.django_db


def test_a_card_that_fails_fails_the_page_and_gives_a_number(invented, monkeypatch, caplog):
    reference = invented.receive()
    ada = invented.browser("ada")
    ada.raise_request_exception = False

    def broken(case):
        raise RuntimeError("Sam Tarrow")

    monkeypatch.setattr(queries, "take_care", broken)
    page = ada.get(f"/cases/{reference}/")
    number = page.text.split("Reference number: <strong>")[1].split("<")[0]

    assert page.status_code == 500
    assert "Sorry, there is a problem" in page.text
    assert "Sam" not in page.text
    assert number in caplog.text


def test_a_defect_gives_back_what_was_typed(invented, monkeypatch):
    reference = invented.receive()
    ada = invented.browser("ada")
    ada.raise_request_exception = False
    monkeypatch.setattr(queries, "header", None)

    page = ada.post(f"/cases/{reference}/notes/add/", {"text": "Rang the school.", "about": "core"})

    assert page.status_code == 500
    assert "Rang the school." in page.text


def test_a_form_from_an_old_page_or_from_elsewhere_saves_nothing_and_gives_the_words_back(invented):
    reference = invented.receive()
    signed_in = invented.browser("ada")
    ada = Client(enforce_csrf_checks=True)
    ada.cookies = signed_in.cookies

    page = ada.post(f"/cases/{reference}/notes/add/", {"text": "Rang the school.", "about": "core"})

    assert page.status_code == 403
    assert "This page was too old to save" in page.text
    assert "Rang the school." in page.text
    assert not Note.objects.exists()


def out_of_reach(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly: Sam Tarrow")


def test_without_a_database_the_words_come_back_with_a_button_to_send_them_again(invented):
    reference = invented.receive()
    ada = invented.browser("ada")
    ada.raise_request_exception = False
    sent = {"text": "Rang the school.", "about": "core", "once": "4b0c1e0e-7f5b-4f6c-9a53-1c1d8f2b9a01"}

    with connection.execute_wrapper(out_of_reach):
        page = ada.post(f"/cases/{reference}/notes/add/", sent)
        looked = ada.get(f"/cases/{reference}/")

    assert page.status_code == looked.status_code == 503
    assert page["Retry-After"] == "30"
    assert "We cannot tell whether what you sent was saved" in page.text
    assert '<input type="hidden" name="text" value="Rang the school.">' in page.text
    assert f'name="once" value="{sent["once"]}"' in page.text
    assert "Nothing was changed. Wait a minute" in looked.text
    assert "Sam" not in page.text + looked.text


def test_a_full_disk_is_told_apart_and_what_was_typed_can_be_sent_again(invented, caplog):
    reference = invented.receive()
    ada = invented.browser("ada")
    ada.raise_request_exception = False
    sent = {"text": "Rang the school.", "about": "core", "kind": "fact", "once": "4b0c1e0e-7f5b-4f6c-9a53-1c1d8f2b9a01"}
    day = {"happened-day": "3", "happened-month": "3", "happened-year": "2026"}

    def full(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "cases_note"'):
            raise OperationalError("Sam Tarrow") from psycopg.errors.DiskFull("could not extend file: Sam Tarrow")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        page = ada.post(f"/cases/{reference}/notes/add/", sent | day)

    assert (page.status_code, page["Retry-After"]) == (503, "30")
    assert "What you sent was not saved" in page.text
    assert '<input type="hidden" name="text" value="Rang the school.">' in page.text
    assert "Tarrow" not in page.text + caplog.text
    assert "No room is left to save anything" in caplog.text
    assert not Note.objects.exists()

    assert ada.post(f"/cases/{reference}/notes/add/", sent | day).status_code == 302
    assert Note.objects.count() == 1


def test_where_there_is_no_room_even_to_look_nothing_is_said_of_saving(invented):
    ada = invented.browser("ada")
    ada.raise_request_exception = False

    def full(execute, sql, params, many, context):
        raise OperationalError from psycopg.errors.DiskFull("could not write to a temporary file")

    with connection.execute_wrapper(full):
        page = ada.get("/work/")

    assert page.status_code == 503
    assert "Nothing was changed." in page.text


def test_a_password_is_not_offered_to_be_sent_again(invented):
    browser = Client(raise_request_exception=False)

    with connection.execute_wrapper(out_of_reach):
        page = browser.post("/sign-in/", {"username": "ada", "password": "an invented world", "once": "1"})

    assert page.status_code == 503
    assert "an invented world" not in page.text


def test_a_session_that_could_not_be_kept_for_want_of_a_database_is_no_bad_request(invented):
    ada = invented.browser("ada")
    session = ada.session
    session["seen_at"] = "2020-01-01T00:00:00+00:00"
    session.save()

    def breaks_on_writing(execute, sql, params, many, context):
        if sql.startswith('UPDATE "django_session"'):
            out_of_reach(execute, sql, params, many, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(breaks_on_writing):
        page = ada.get("/work/")

    assert page.status_code == 503
    assert "The records cannot be reached at the moment" in page.text


def test_what_is_longer_than_a_page_can_take_is_answered_by_a_page_of_ours(invented):
    reference = invented.receive()

    page = invented.browser("ada").post(f"/cases/{reference}/notes/add/", {"text": "a" * 6_000_000, "about": "core"})

    assert page.status_code == 413
    assert "We could not read what was sent" in page.text
    assert not Note.objects.exists()
