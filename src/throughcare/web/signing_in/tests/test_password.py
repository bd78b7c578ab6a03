"""Changing one's own password: by whoever knows the one of now, and nobody else."""

import pytest
from django.test import Client

from tests.kit.invented import NOW
from throughcare.commons.agencies.models import Account
from throughcare.commons.mail.models import Mail
from throughcare.web import tries
from throughcare.web.demo_people import password
from throughcare.web.signing_in import passwords
from throughcare.web.signing_in.tests.kit import acts, typed_password

pytestmark = pytest.mark.django_db

PAGE, NEW = (
    "/account/password/",
    " seven Quiet lanterns  and more than 72 signs: 0123 äöü ✓ so that a long tail counts ",
)


def changed(browser: Client, now: str = "", new: str = NEW):
    return browser.post(PAGE, {"password": now or password(), "new_password": new})


def comes_in(word: str, username: str = "ada") -> bool:
    return Client().post("/sign-in/", {"username": username, "password": word}).status_code == 302


def test_the_new_one_lets_in_as_it_was_typed_and_the_old_one_does_not(invented):
    assert len(NEW) > 72  # where some ways of hashing cut

    answer = changed(typed_password())

    assert answer.headers["Location"] == "/account/factors/"
    assert comes_in(NEW)
    assert [comes_in(word) for word in (password(), NEW.strip(), NEW.lower(), NEW[:-1], NEW[:72])] == [False] * 5


def test_every_other_browser_signs_in_again_and_nobody_elses(invented):
    here, there, hers = typed_password(), typed_password(), typed_password("cleo")

    changed(here)

    assert [browser.get("/work/").status_code for browser in (here, there, hers)] == [200, 302, 200]
    assert here.get("/account/devices/").text.count('class="govuk-summary-card"') == 1


def test_it_is_written_down_and_told_by_a_mail(invented):
    changed(typed_password())

    assert acts(invented.staff["ada"]) == ["signed-in", "password-changed"]
    assert [(one.staff_id, one.kind) for one in Mail.objects.all()] == [(invented.staff["ada"], "account")]


def test_without_the_password_of_now_nothing_changes_and_guessing_is_slow(invented):
    browser = typed_password()
    for _number in range(tries.MOST - 1):
        changed(browser, now="another quiet lantern")
    assert "soon guessed" in changed(browser, new="passwordpassword").text, "the right one begins the count anew"
    for _number in range(tries.MOST):
        assert "That is not the password you have now" in changed(browser, now="another quiet lantern").text

    assert "Too many tries" in changed(browser).text
    assert comes_in(password())
    assert acts(invented.staff["ada"])[:2] == ["signed-in", "password-refused"]
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("new", "because"),
    [
        ("quiet lanterns", "Use 15 characters or more"),
        ("four northmere lanterns", "Leave out “Northmere”"),
        ("quiet lanterns of Marsh", "Leave out “Marsh”"),
        ("quiet lanterns of Channel", "Leave out “channel”"),
        ("quiet lanterns of Tidewater", "Leave out “tidewater”"),
        ("quiet lanterns of cases-example", "Leave out “cases”"),
        ("quiet lanterns of Saltgate", "Leave out “Saltgate”"),
        ("passwordpassword", "soon guessed"),
        ("an invented world", "That is the password you have now"),
        ("", "Choose a password"),
        ("quiet lanterns " * 30, "too many"),
    ],
)
def test_a_weak_one_is_told_what_to_change_and_changes_nothing(invented, settings, new, because):
    settings.PASSWORD_WORDS, settings.SITE_URL = ["tidewater"], "https://cases.example"
    settings.OIDC_ISSUER, settings.OIDC_NAME = "https://provider.example", "Saltgate accounts"
    browser = typed_password()

    page = changed(browser, new=new)

    assert page.status_code == 422
    assert because in page.text
    assert not new or new not in page.text
    assert Account.objects.get(username="ada").check_password(password())


def test_no_password_holds_the_name_by_which_somebody_signs_in(invented):
    words = passwords.words_around(invented.staff["ada"], username="river.otter", at=NOW)

    assert {"river", "otter", "Ada", "Marsh"} <= set(words)


def test_the_boxes_say_what_they_are_for_so_that_a_password_keeper_fills_them(invented):
    page = typed_password().get(PAGE).text

    assert all(f'autocomplete="{use}"' in page for use in ("username", "current-password", "new-password"))
    assert 'value="ada"' in page
    assert page.count('type="password"') == 2


def test_whoever_comes_by_the_provider_has_none_to_change(invented):
    browser = invented.browser("ada")
    account = Account.objects.get(username="ada")
    account.set_unusable_password()
    account.save()
    browser.force_login(account)

    assert "You have no password here" in invented.browser("ada").get(PAGE).text


def test_nobody_else_gets_near_it(invented):
    assert Client().get(PAGE).headers["Location"] == "/sign-in/"
    assert Client().post(PAGE, {"password": password(), "new_password": NEW}).headers["Location"] == "/sign-in/"
    assert comes_in(password())
