"""A passkey lets its owner in, once for each question, in time, and never as a copy."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.kit.passkey import Device
from throughcare.commons.agencies.models import Account
from throughcare.web.signing_in import passkeys
from throughcare.web.signing_in.tests.kit import acts, options_on, typed_password, with_passkey

pytestmark = pytest.mark.django_db

PASSKEY = "/sign-in/passkey/"


@pytest.fixture
def device(invented) -> Device:
    device = Device()
    with_passkey(invented.browser("ada"), device)
    return device


def asked(browser: Client) -> dict:
    return browser.get(PASSKEY, headers={"Accept": "application/json"}).json()


def test_a_passkey_signs_in_without_name_and_password(invented, device):
    browser = Client()

    answer = browser.post(PASSKEY, {"credential": device.shown(asked(browser))})

    assert answer.headers["Location"] == "/begin/"
    assert browser.get("/work/").status_code == 200
    assert acts(invented.staff["ada"]) == ["factor-added-passkey", "recovery-codes-made", "signed-in-webauthn"]


def test_after_a_password_it_is_the_second_factor(invented, device):
    browser = typed_password()
    page = browser.get("/sign-in/second/")

    assert browser.post("/sign-in/second/", {"credential": device.shown(options_on(page.text))}).status_code == 302
    assert browser.get("/work/").status_code == 200


def test_an_answer_is_taken_once(invented, device):
    browser = Client()
    answer = {"credential": device.shown(asked(browser))}
    assert browser.post(PASSKEY, answer).status_code == 302

    assert Client().post(PASSKEY, answer).status_code == 422
    assert browser.post(PASSKEY, answer).status_code == 422


def test_an_answer_that_comes_late_is_refused(invented, device):
    browser = Client()
    answer = device.shown(asked(browser))
    session = browser.session
    session[passkeys.ASKED_AT] = (timezone.now() - timedelta(minutes=5, seconds=1)).isoformat()
    session.save()

    assert browser.post(PASSKEY, {"credential": answer}).status_code == 422


def test_a_copy_that_counts_from_where_it_was_made_is_refused(invented, device):
    counts = (0, 0, 1, 2, 2, 1, 0, 3)

    assert [comes_in(device, count) for count in counts] == [True, True, True, True, False, False, False, True]


def comes_in(device, count):
    """Whether a device comes in that says how often it was asked."""
    device.counter = count - 1
    browser = Client()
    return browser.post(PASSKEY, {"credential": device.shown(asked(browser))}).status_code == 302


def test_a_passkey_that_nobody_unlocked_is_no_sign_in_of_its_own(invented, device):
    device.is_unlocked = False

    assert not comes_in(device, 1)


def test_a_device_is_asked_for_a_passkey_that_it_keeps_and_gives_out_unlocked_alone(invented):
    options = options_on(invented.browser("ada").get("/account/factors/passkey/").text)["publicKey"]

    wanted = options["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")


def test_another_key_under_the_same_name_is_refused(invented, device):
    forged = Device(id=device.id, user=device.user, counter=9)
    browser = Client()

    assert browser.post(PASSKEY, {"credential": forged.shown(asked(browser))}).status_code == 422


def test_an_answer_given_to_another_site_is_refused(invented, device):
    device.origin = "https://throughcare.example"
    browser = Client()

    assert browser.post(PASSKEY, {"credential": device.shown(asked(browser))}).status_code == 422


def test_a_removed_passkey_and_an_ended_account_let_nobody_in(invented, device):
    browser = Client()
    Account.objects.filter(username="ada").update(is_active=False)
    assert browser.post(PASSKEY, {"credential": device.shown(asked(browser))}).status_code == 422
    assert "sign-in-failed" in acts(invented.staff["ada"])

    Account.objects.filter(username="ada").update(is_active=True)
    Authenticator.objects.filter(type="webauthn").delete()
    assert browser.post(PASSKEY, {"credential": device.shown(asked(browser))}).status_code == 422


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "no",
        "[]",
        "{}",
        '{"response": 1}',
        '{"response": {}}',
        '{"response": {"userHandle": "!!"}}',
        '{"id": 1, "response": {"userHandle": "MQ"}}',
    ],
)
def test_nonsense_is_refused(invented, device, nonsense):
    browser = Client()
    asked(browser)

    assert browser.post(PASSKEY, {"credential": nonsense}).status_code == 422


def test_one_persons_passkey_is_no_second_factor_of_another(invented, device):
    hers = Device()
    with_passkey(invented.browser("cleo"), hers)
    browser = typed_password("ada")
    page = browser.get("/sign-in/second/")

    assert browser.post("/sign-in/second/", {"credential": hers.shown(options_on(page.text))}).status_code == 422


def test_after_a_lock_a_passkey_used_before_does_not_stand_for_the_password(invented, device):
    browser = Client()
    browser.post(PASSKEY, {"credential": device.shown(asked(browser))})
    browser.get("/locked/")

    typed_password("ada", browser)

    assert browser.get("/work/").status_code == 401
