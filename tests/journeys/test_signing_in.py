"""Somebody adds a second factor and comes back with it: an app where scripts never run, a passkey where they do."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.kit.browser import OpenPage, axe, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.invented_world]
PERIOD = 30


def code_of(page: Page, *, later: int = 0) -> str:
    """What an app would show that was given the secret on this page."""
    secret = "".join(page.locator("code").inner_text().split())
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + later))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_app_is_added_and_asked_for(open_page: OpenPage, scripts: bool):
    page = open_page(scripts=scripts)
    sign_in(page, "ada")
    page.goto("/account/")
    page.get_by_role("link", name="How you sign in").click()
    page.get_by_role("button", name="Add an authenticator app").click()
    if scripts:
        axe(page)
    later = code_of(page, later=1)
    page.get_by_label("Code").fill(code_of(page))
    page.get_by_role("button", name="Add app").click()

    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    expect(page.locator("code")).to_have_count(10)
    page.goto("/account/factors/")
    page.get_by_text("10 are left").wait_for()
    if scripts:
        axe(page)

    page.goto("/locked/")
    page.goto("/sign-in/")
    _password(page)
    expect(page.get_by_role("heading", name="Second step of signing in")).to_be_visible()
    if scripts:
        axe(page)
    page.get_by_label("Code").fill(later)
    page.get_by_role("button", name="Check code").click()
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()


def _password(page: Page) -> None:
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("an invented world")
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_lets_in_alone(browser: Browser, site):
    """Under the name of this machine: browsers offer passkeys to names, not to numbers."""
    context = browser.new_context(base_url=re.sub(r"127\.0\.0\.1", "localhost", site.url), locale="en-GB")
    try:
        page = context.new_page()
        _device_of(page)
        sign_in(page, "ada")
        page.goto("/account/factors/passkey/")
        axe(page)
        page.get_by_label("What is the device?").fill("work laptop")
        page.get_by_role("button", name="Add passkey").click()
        page.get_by_role("heading", name="Your recovery codes").wait_for()

        page.goto("/account/devices/")
        axe(page)
        page.get_by_role("button", name="Sign out here").click()
        page.goto("/sign-in/")
        axe(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.get_by_role("heading", name="Your work").wait_for()
        page.goto("/account/factors/")
        expect(page.locator("main")).to_contain_text("Passkey: work laptop")
    finally:
        context.close()


def _device_of(page: Page) -> None:
    """Give the browser a device that keeps passkeys and whose owner is there."""
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    client.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
