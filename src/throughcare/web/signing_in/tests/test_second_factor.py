"""Password and second factor: both, each time, and a code lets in once."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from throughcare.commons.agencies.models import Account
from throughcare.web import lock, tries
from throughcare.web.demo_people import password
from throughcare.web.signing_in.codes import new_recovery_codes
from throughcare.web.signing_in.tests.kit import acts, code, typed_password, with_app

pytestmark = pytest.mark.django_db

SECOND, WORK = "/sign-in/second/", "/work/"


def test_the_password_alone_opens_nothing(invented):
    with_app()
    browser = Client()

    answer = browser.post("/sign-in/", {"username": "ada", "password": password()})

    assert answer.headers["Location"] == SECOND
    assert browser.get(WORK).headers["Location"] == "/sign-in/"
    assert "Second step of signing in" in browser.get(SECOND).text
    assert acts(invented.staff["ada"]) == []


def test_password_and_code_open_the_session_and_are_written_down(invented):
    with_app()
    browser = typed_password()

    answer = browser.post(SECOND, {"code": code()})

    assert answer.headers["Location"] == "/begin/"
    assert browser.get(WORK).status_code == 200
    assert acts(invented.staff["ada"]) == ["signed-in-totp"]


def test_a_code_lets_in_once_and_an_earlier_one_not_at_all(invented):
    with_app()
    shown = code()
    assert typed_password().post(SECOND, {"code": shown}).status_code == 302

    again = [typed_password().post(SECOND, {"code": shown}), typed_password().post(SECOND, {"code": code(away=-1)})]

    assert [page.status_code for page in again] == [422, 422]
    assert acts(invented.staff["ada"]) == ["signed-in-totp", "sign-in-failed", "sign-in-failed"]


@pytest.mark.parametrize("wrong", ["", "000000x", "١٢٣٤٥٦", "12 34"])
def test_wrong_codes_are_refused(invented, wrong):
    with_app()

    assert typed_password().post(SECOND, {"code": wrong}).status_code == 422


def test_an_old_code_is_refused(invented):
    with_app()

    assert typed_password().post(SECOND, {"code": code(away=-3)}).status_code == 422


def test_after_five_wrong_codes_even_the_right_one_waits(invented):
    with_app()
    for _number in range(tries.MOST):
        typed_password().post(SECOND, {"code": "000000"})

    assert "Too many tries" in typed_password().post(SECOND, {"code": code()}).text


def test_a_recovery_code_lets_in_once(invented):
    made = _codes(invented)

    answers = [typed_password().post(SECOND, {"code": made[0]}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert "signed-in-recovery-codes" in acts(invented.staff["ada"])


def test_of_recovery_codes_hashes_alone_are_kept_and_new_ones_end_the_old(invented):
    old = _codes(invented)
    kept = Authenticator.objects.get(type="recovery_codes").data
    new = new_recovery_codes(Account.objects.get(username="ada"))

    assert len(set(old) | set(new)) == 20
    assert all(len(one) == 10 and one.isdigit() for one in new)
    assert all(one.startswith("md5$") for one in kept["hashes"])  # as passwords are, in these tests the fast way
    assert not any(one in str(kept) for one in old)
    assert typed_password().post(SECOND, {"code": old[0]}).status_code == 422
    assert typed_password().post(SECOND, {"code": f"{new[0][:5]} {new[0][5:]}"}).status_code == 302
    assert "9 are left" in invented.browser("ada").get("/account/factors/").text


def _codes(invented) -> list[str]:
    with_app()
    return new_recovery_codes(Account.objects.get(username="ada"))


def test_a_locked_session_asks_for_both_again(invented):
    with_app()
    browser = typed_password()
    browser.post(SECOND, {"code": code()})
    browser.get("/locked/")

    answer = browser.post("/sign-in/", {"username": "ada", "password": password()})

    assert answer.headers["Location"] == SECOND
    assert browser.get(WORK).status_code == 401


def test_the_second_step_waits_ten_minutes_and_no_longer(invented, settings):
    with_app()
    browser = typed_password()
    settings.ACCOUNT_LOGIN_TIMEOUT = 0

    assert browser.post(SECOND, {"code": code()}).headers["Location"] == "/sign-in/"


def test_whoever_leaves_between_the_steps_does_not_get_in(invented):
    with_app()
    browser = typed_password()
    Account.objects.filter(username="ada").update(is_active=False)

    assert browser.post(SECOND, {"code": code()}).headers["Location"] == "/sign-in/"
    assert browser.get(WORK).headers["Location"] == "/sign-in/"


def test_nobody_finds_the_second_step_without_the_first(invented):
    assert Client().get(SECOND).headers["Location"] == "/sign-in/"
    assert Client().post(SECOND, {"code": code()}).headers["Location"] == "/sign-in/"


def test_the_secret_of_an_app_lies_sealed_once_it_is_added(invented):
    browser = invented.browser("ada")
    page = browser.get("/account/factors/app/")
    secret = _secret_on(page.text)

    shown = browser.post("/account/factors/app/", {"code": code(secret)})

    assert "Your recovery codes" in shown.text
    assert secret not in str(Authenticator.objects.get(type="totp").data)
    assert acts(invented.staff["ada"]) == ["factor-added-totp", "recovery-codes-made"]


def _secret_on(page: str) -> str:
    return "".join(page.split('class="tc-as-typed">')[1].split("<")[0].split())


def test_whoever_signed_in_a_while_ago_signs_in_again_to_change_factors(invented):
    browser = invented.browser("ada")
    session = browser.session
    session[lock.SINCE] = (timezone.now() - timedelta(minutes=16)).isoformat()
    session.save()

    assert browser.get("/account/factors/app/").headers["Location"] == "/sign-in/"
    typed_password(browser=browser)
    assert browser.get("/begin/").headers["Location"] == "/account/factors/app/"


def test_a_factor_is_removed_by_its_owner_alone(invented):
    mine, hers = with_app("ada"), with_app("cleo")
    browser = invented.browser("ada")

    assert browser.post(f"/account/factors/{hers.pk}/remove/").status_code == 404
    assert browser.post(f"/account/factors/{mine.pk}/remove/").status_code == 302
    assert list(Authenticator.objects.values_list("pk", flat=True)) == [hers.pk]
    assert acts(invented.staff["ada"]) == ["factor-removed"]


def test_where_the_site_asks_for_one_the_last_stays(invented, settings):
    settings.SECOND_FACTOR = "own"
    mine = with_app("ada")
    browser = typed_password()
    browser.post(SECOND, {"code": code()})

    assert "Add another first" in browser.post(f"/account/factors/{mine.pk}/remove/").text
    assert Authenticator.objects.filter(pk=mine.pk).exists()


def test_the_pages_of_keys_stay_shut_for_strangers(invented):
    for path in (
        "/account/factors/",
        "/account/factors/app/",
        "/account/factors/passkey/",
        "/account/factors/1/remove/",
    ):
        assert Client().get(path).headers["Location"] == "/sign-in/"


OLD = {"seed": "sealed under a key of the site", "used_mask": 0}  # as they were kept before their hashes were


def test_whoever_holds_recovery_codes_of_before_is_told_at_the_door_and_inside_how_to_make_new_ones(invented):
    with_app()
    account = Account.objects.get(username="ada")
    Authenticator.objects.create(user=account, type="recovery_codes", data=OLD)
    browser = typed_password()

    asked = browser.get("/sign-in/second/").text
    refused = browser.post("/sign-in/second/", {"code": "1234567890"}).text
    inside = browser.post("/sign-in/second/", {"code": code()}, follow=True).text
    factors = browser.get("/account/factors/").text

    assert all("make new ones under Your account, How you sign in" in page for page in (asked, refused))
    assert "Your recovery codes do not let you in any more" in inside
    assert "None lets you in" in factors and "Make new recovery codes" in factors
    browser.post("/account/factors/codes/")
    assert "10 are left" in browser.get("/account/factors/").text


@pytest.mark.parametrize(("left", "told"), [(1, False), (0, True)])
def test_whoever_has_used_them_up_is_told_too_and_nobody_else(invented, left, told):
    recovery = _codes(invented)
    factor = Authenticator.objects.get(type="recovery_codes")
    factor.data["hashes"] = factor.data["hashes"][:left]
    factor.save()
    inside = typed_password().post("/sign-in/second/", {"code": code()}, follow=True).text

    assert len(recovery) == 10
    assert ("Your recovery codes do not let you in any more" in inside) is told
