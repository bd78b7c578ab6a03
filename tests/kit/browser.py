"""Debian's chromium, driven as a person would, with and without scripts, on a desk and on a phone.

A page that logs an error, asks another machine for anything or fails to load a part of itself fails its test.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakSet

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.kit.site import Site
from throughcare.config import addresses
from throughcare.web import demo_people

PROJECT = addresses.project_directory()
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
RULES_OF_AXE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PICTURES = PROJECT / "docs" / "pictures"
PICTURES_VARIABLE = "THROUGHCARE_PICTURES"
ARGUMENTS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--disable-sync"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 740}
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first opens pages fastest
SECONDS_TO_ANSWER = 30  # of a busy machine; a quiet one takes a fraction of one
LONGEST = 1600  # points: what a page of the manual shows of a long page

OpenPage = Callable[..., Page]
_without_scripts: "WeakSet[BrowserContext]" = WeakSet()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start chromium once for all tests."""
    found = next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *NAMES])), None)
    if not found:
        pytest.fail("The browser tests need chromium. Run tools/browser, or set CHROMIUM to the path of one.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []  # chromium's sandbox refuses root
    expect.set_options(timeout=SECONDS_TO_ANSWER * 1000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=[*ARGUMENTS, *as_root])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[OpenPage]:
    """Open pages of the live site, each for a person of their own: `open_page(scripts=False)`, `open_page(phone=True)`."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_one(*, scripts: bool = True, phone: bool = False) -> Page:
        context = browser.new_context(
            base_url=site.url,
            java_script_enabled=scripts,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]  # the same two keys as playwright's own type
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(SECONDS_TO_ANSWER * 1000)
        contexts.append(context)
        if not scripts:
            _without_scripts.add(context)
        page = context.new_page()
        _watch(page, site, problems)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not problems, "The pages were not clean:\n" + "\n".join(problems)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Give one page at desk width with scripts."""
    return open_page()


@pytest.fixture
def page_without_scripts(open_page: OpenPage) -> Page:
    """Give one page at desk width whose scripts never run."""
    return open_page(scripts=False)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Give one page at phone width."""
    return open_page(phone=True)


def _watch(page: Page, site: Site, problems: list[str]) -> None:
    ours = urlsplit(site.url).netloc

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:  # on_response judges those
            problems.append(f"{page.url}: the console says {message.text}")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != ours:
            problems.append(f"{page.url}: asks another machine: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            problems.append(f"{page.url}: {response.url} answers {response.status}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("response", on_response)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: a script failed: {error}"))


def sign_in(page: Page, username: str, *, password: str = "") -> None:
    """Sign in by name and password, as a person does; without a password by the one that all invented people share."""
    page.goto(reverse("sign-in"))
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password or demo_people.password())
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page, f"{username} was not signed in").not_to_have_url(re.compile(rf"{re.escape(reverse('sign-in'))}(\?|$)"))


def signed_in(username: str) -> Client:
    """Give a browser in which somebody of the invented world has just signed in, without the form."""
    from throughcare.commons.agencies.models import Account  # Django is ready only when a test asks for something

    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


def be(page: Page, client: Client, site: Site) -> Page:
    """Let a page be somebody who is signed in already, by the cookie of the browser that the builders gave them."""
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url}])
    return page


def wake(page: Page, *, at: datetime) -> None:
    """Let a page that its person left for days be theirs at this moment, as if they had signed in again."""
    from django.contrib.sessions.models import Session  # Django is ready only when a test asks for something

    from throughcare.web import lock
    from throughcare.web.session import SessionStore

    (cookie,) = (one for one in page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME)
    row = Session.objects.get(session_key=cookie["value"])
    said = row.get_decoded() | {lock.SEEN: at.isoformat(), lock.SINCE: at.isoformat()}
    said.pop(lock.LOCKED, None)
    row.session_data = SessionStore().encode(said)
    row.expire_date = at + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    row.save()


def without_scripts(page: Page) -> bool:
    """Tell whether this page's scripts never run."""
    return page.context in _without_scripts


def axe(page: Page, *, contrast: bool = True) -> None:
    """Hold the page against WCAG 2.2 AA and fail with each violation, its place and how to mend it.

    Contrast takes four fifths of the time: it can be left out where every kind of element was seen before.
    """
    assert not without_scripts(page), "axe is a script itself: hold the page against it where scripts run"
    assert AXE.is_file(), "axe-core is not installed. Run: make setup"
    page.wait_for_load_state()  # a click may have begun to leave the page
    page.evaluate(AXE.read_text(encoding="utf-8"))
    asked = {"runOnly": RULES_OF_AXE, "resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
    found = page.evaluate("asked => axe.run(document, asked)", asked)
    told = [
        f"{violation['id']}: {violation['help']} ({violation['helpUrl']})\n    {node['html'][:200]}\n    {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def shot(page: Page, name: str, *, whole: bool = False) -> Path | None:
    """Save a picture for the manual where the run was asked to, of the whole page up to a length, and give its path."""
    if not os.environ.get(PICTURES_VARIABLE):
        return None
    PICTURES.mkdir(parents=True, exist_ok=True)
    path, size = PICTURES / f"{name}.png", page.viewport_size or DESK
    tall = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST) if whole else size["height"]
    page.screenshot(path=path, full_page=whole, clip={"x": 0, "y": 0, "width": size["width"], "height": tall})
    return path
