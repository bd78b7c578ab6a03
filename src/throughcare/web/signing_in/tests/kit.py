"""Somebody with a second factor, and the codes that their app would show."""

import json
import re
import time
from dataclasses import dataclass
from html import unescape
from urllib.parse import parse_qs, urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from tests.kit import oidc
from tests.kit.passkey import Device
from throughcare.commons.agencies.models import Account
from throughcare.safeguards.audit.models import Line
from throughcare.web.demo_people import password

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30
SITE, BACK = "http://testserver", "/sign-in/provider/back/"


def code(secret: str = SECRET, *, away: int = 0) -> str:
    """The code that an app shows now, or some half minutes away from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + away))


def with_app(username: str = "ada") -> Authenticator:
    """Give somebody an authenticator app."""
    return TOTP.activate(Account.objects.get(username=username), SECRET).instance


def typed_password(username: str = "ada", browser: Client | None = None) -> Client:
    """A browser in which somebody has typed the right password."""
    browser = browser or Client()
    browser.post("/sign-in/", {"username": username, "password": password()})
    return browser


def options_on(page: str) -> dict:
    """What the page's script would ask the device."""
    return json.loads(unescape(re.search(r'data-options="([^"]+)"', page).group(1)))


def with_passkey(browser: Client, device: Device) -> Client:
    """Somebody who is signed in adds a passkey."""
    page = browser.get("/account/factors/passkey/")
    sent = {"credential": device.made(options_on(page.text)), "name": "work laptop"}
    assert browser.post("/account/factors/passkey/", sent).status_code in (200, 302)
    return browser


def acts(staff: int) -> list[str]:
    """What the audit says of somebody's signing in, in order."""
    lines = Line.objects.filter(staff_id=staff, verb__startswith="accounts:").order_by("id")
    return [verb.removeprefix("accounts:") for verb in lines.values_list("verb", flat=True)]


@dataclass
class Visitor:
    """Somebody with a browser of their own, whom the provider knows by a number."""

    provider: oidc.RunningProvider
    who: str
    browser: Client

    def asks(self) -> dict[str, str]:
        """Press the button and give what the site asks the provider."""
        self.address = self.browser.post("/sign-in/provider/").headers["Location"]
        return {name: values[0] for name, values in parse_qs(urlsplit(self.address).query).items()}

    def returns(self) -> str:
        """Sign in at the provider and give the address to which it sends back."""
        self.provider.tell(who=self.who)
        return self.provider.sends_back(self.address, site=SITE).removeprefix(SITE)

    def signs_in(self):
        """Do both, and come back."""
        self.asks()
        return self.browser.get(self.returns())
