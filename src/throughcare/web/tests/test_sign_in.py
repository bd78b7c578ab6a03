"""Signing in tells nobody whether an account exists."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from throughcare.commons.agencies.models import Account
from throughcare.safeguards.audit.models import Line
from throughcare.web import tries
from throughcare.web.demo_people import password
from throughcare.web.models import SignInTry

pytestmark = pytest.mark.django_db

WORK = reverse("work")


def sign_in(browser: Client, username: str, secret: str):
    return browser.post("/sign-in/", {"username": username, "password": secret})


def test_the_right_password_leads_to_the_work_list(invented):
    browser = Client()

    answer = sign_in(browser, "ada", password())

    assert answer.status_code == 302
    assert browser.get("/begin/").headers["Location"] == WORK
    assert Line.objects.filter(verb="accounts:signed-in", staff_id=invented.staff["ada"]).count() == 1


def test_signing_in_gives_the_session_a_new_name(invented):
    browser = Client()
    browser.get(WORK)
    before = browser.session.session_key

    sign_in(browser, "ada", password())

    assert before != browser.session.session_key
    assert len(browser.session.session_key) == 32  # of 36 signs: 165 bits
    assert not Session.objects.filter(session_key=before).exists()


def test_a_long_password_is_taken_whole(invented):
    long = " seven quiet lanterns" * 10
    account = Account.objects.get(username="ada")
    account.set_password(f"{long}a ")
    account.save()

    assert sign_in(Client(), "ada", f"{long}b ").status_code == 422
    assert sign_in(Client(), "ada", f"{long}a").status_code == 422
    assert sign_in(Client(), "ada", f"{long}a ").status_code == 302


def test_wrong_unknown_and_ended_accounts_read_alike(invented):
    Account.objects.filter(username="ben").update(is_active=False)
    asked = [("ada", "wrong"), ("nobody", "wrong"), ("ben", password())]

    pages = [sign_in(Client(), username, secret) for username, secret in asked]

    assert {page.status_code for page in pages} == {422}
    assert all("The details do not match" in page.text for page in pages)
    assert len({page.text.split("<form", 1)[0] for page in pages}) == 1


def test_after_five_wrong_tries_even_the_right_password_waits(invented):
    for name in ("ada", "nobody"):
        for _number in range(tries.MOST):
            sign_in(Client(), name, "wrong")

    pages = [sign_in(Client(), "ada", password()), sign_in(Client(), "nobody", "wrong")]

    assert all("Too many tries" in page.text for page in pages)
    SignInTry.objects.update(tried_at=timezone.now() - tries.WINDOW - timedelta(seconds=1))
    assert sign_in(Client(), "ada", password()).status_code == 302


def test_the_password_is_never_shown_again(invented):
    page = sign_in(Client(), "ada", "a secret that was mistyped")

    assert "a secret that was mistyped" not in page.text
    assert page.text.count('name="password" type="password"') == 1


def test_the_invented_people_sign_in_by_a_form_in_the_demo_alone(invented):
    with override_settings(PHASE="demo"):
        assert "Ada Marsh" in Client().get("/").text
        assert Client().post("/sign-in/", {"person": "ada"}).status_code == 302

    assert "Ada Marsh" not in Client().get("/").text
    assert Client().post("/sign-in/", {"person": "ada"}).status_code == 422


def test_signing_out_forgets_everything(invented):
    browser = invented.browser("ada")

    answer = browser.post("/sign-out/")

    assert answer.headers["Location"] == "/"
    assert browser.get(WORK).headers["Location"] == "/sign-in/"
    assert browser.get("/sign-out/").status_code == 405


def test_where_somebody_was_going_stands_in_no_address(invented):
    browser = Client()

    answer = browser.get("/cases/TC-4HX7RN/")

    assert answer.headers["Location"] == "/sign-in/"
    assert "TC-4HX7RN" not in browser.get("/sign-in/").text
    sign_in(browser, "ada", password())
    assert browser.get("/begin/").headers["Location"] == "/cases/TC-4HX7RN/"


@pytest.mark.parametrize(
    ("username", "items"),
    [
        ("ada", ["Work", "Cases"]),
        ("dee", ["Work", "Checks"]),
        ("mo", ["Work", "Cases"]),
        ("hana", ["Work", "Cases"]),
        ("ivo", []),
    ],
)
def test_each_role_finds_its_own_items(invented, username, items):
    page = invented.browser(username).get("/account/").text
    navigation = page.split('id="navigation"')[1].split("</ul>")[0]

    assert [item for item in ("Work", "Checks", "Cases") if f">{item}<" in navigation.replace("\n", "")] == items
