"""Where somebody is signed in, and ending it: one's own sessions and nobody else's."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from throughcare.web import lock
from throughcare.web.signing_in.devices import in_words
from throughcare.web.signing_in.tests.kit import acts, typed_password, with_app

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def at_two_places() -> tuple[Client, Client]:
    desk, phone = (typed_password(browser=Client(headers={"User-Agent": each})) for each in (FIREFOX, PHONE))
    return desk, phone


def test_every_browser_is_listed_in_words(invented):
    desk, _phone = at_two_places()
    typed_password("cleo")

    page = desk.get("/account/devices/").text

    assert "Firefox on Windows" in page.split("this browser")[0]
    assert "Chrome on Android" in page
    assert page.count('class="govuk-summary-card"') == 2


def test_one_is_ended_with_its_next_click(invented):
    desk, phone = at_two_places()
    lost = UserSession.objects.get(user_agent=PHONE)

    desk.post(f"/account/devices/{lost.pk}/end/")

    assert phone.get("/work/").headers["Location"] == "/sign-in/"
    assert desk.get("/work/").status_code == 200
    assert acts(invented.staff["ada"]) == ["signed-in", "signed-in", "session-ended"]


def test_all_others_are_ended_at_once(invented):
    desk, phone = at_two_places()
    hers = typed_password("cleo")

    desk.post("/account/devices/end/")

    assert [browser.get("/work/").status_code for browser in (desk, phone, hers)] == [200, 302, 200]


def test_whoever_changes_a_factor_is_offered_to_end_the_others(invented):
    desk, phone = at_two_places()
    factor = with_app()

    page = desk.post(f"/account/factors/{factor.pk}/remove/", follow=True)

    assert "1 other browser is signed in as you." in page.text
    assert 'action="/account/devices/end/"' in page.text
    desk.post("/account/devices/end/")
    assert phone.get("/work/").status_code == 302
    assert "signed in as you" not in desk.get("/account/factors/").text


def test_ending_this_one_is_signing_out(invented):
    desk, _phone = at_two_places()
    mine = UserSession.objects.get(user_agent=FIREFOX)

    assert desk.post(f"/account/devices/{mine.pk}/end/").headers["Location"] == "/"
    assert desk.get("/work/").status_code == 302


def test_nobody_ends_another_persons_session(invented):
    at_two_places()
    his = typed_password("mo")

    assert his.post(f"/account/devices/{UserSession.objects.get(user_agent=PHONE).pk}/end/").status_code == 404


def test_a_session_ends_after_a_long_day_however_much_it_is_used(invented, settings):
    browser = typed_password()
    session = browser.session
    session[lock.SINCE] = (timezone.now() - timedelta(hours=settings.SIGN_IN_AGAIN_AFTER_HOURS, seconds=1)).isoformat()
    session[lock.SEEN] = timezone.now().isoformat()
    session.save()

    assert browser.get("/work/").status_code == 401
    typed_password(browser=browser)
    assert browser.get("/work/").status_code == 200


def test_an_unknown_browser_is_called_so():
    assert [in_words(words) for words in ("curl/8", "", "Mozilla/5.0 (X11; Linux x86_64)")] == [
        "Unknown browser",
        "Unknown browser",
        "Linux",
    ]
