"""The gallery in a real browser: accessible, no wider than a phone, the same without scripts, locking in time."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.kit.browser import DESK, axe
from tests.kit.gallery import pages
from throughcare.frame import build_assets

pytestmark = pytest.mark.browser

HOST = "http://gallery.test"
NARROW = {"width": 320, "height": 640}
STATIC = build_assets.HERE / "static"
POLICY = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
Open = Callable[..., Page]


@pytest.fixture(scope="module", autouse=True)
def assets() -> None:
    """Have the style sheet and scripts made."""
    build_assets.build()


@pytest.fixture
def open_page(browser: Browser, draw: Callable[[str], str]) -> Iterator[Open]:
    """Open a page of the gallery under a strict content policy: open_page("work", size=NARROW, scripts=False)."""
    contexts, problems = [], []

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path.lstrip("/")
        if path.startswith("static/"):
            file = STATIC / path.removeprefix("static/")
            route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
        elif path in pages.PAGES:
            route.fulfill(body=draw(path), content_type="text/html", headers={"Content-Security-Policy": POLICY})
        else:
            route.fulfill(body="elsewhere", content_type="text/plain")

    def open_one(name: str, *, size: dict[str, int] = DESK, scripts: bool = True) -> Page:
        context = browser.new_context(viewport=size, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.clock.install()
        page.route("**/*", answer)
        page.goto(f"{HOST}/{name}")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not problems


@pytest.mark.parametrize("name", sorted(pages.PAGES))
def test_every_page_is_accessible_and_fits_a_desk_and_a_narrow_phone(open_page, name):
    page = open_page(name)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]

    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("name", ["work", "cases", "case"])
def test_pages_drawn_otherwise_on_a_phone_are_accessible_there(open_page, name):
    axe(open_page(name, size=NARROW))


def test_without_scripts_the_menu_is_open_and_the_lock_line_empty(open_page):
    page = open_page("work", size=NARROW, scripts=False)

    expect(page.get_by_role("link", name="Figures")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()


def test_what_belongs_to_an_answer_shows_once_it_is_chosen_even_without_scripts(open_page):
    page = open_page("form", scripts=False)
    told_by = page.get_by_text("Say who told you, below.")

    expect(told_by).to_be_hidden()
    page.get_by_label("A third party's report").check()
    expect(told_by).to_be_visible()


def test_focus_goes_to_the_summary_of_mistakes(open_page):
    page = open_page("form-errors")

    assert "There is a problem" in page.locator(":focus").inner_text()
    page.get_by_role("link", name="Choose who told you").click()
    assert page.evaluate("document.activeElement.id") == "id_sector"


def test_five_minutes_before_locking_the_page_says_so_once_and_then_leaves(open_page):
    page = open_page("work")
    line = page.get_by_text("Locks in 5 minutes")

    page.clock.run_for("14:55")
    expect(line).to_be_hidden()
    page.clock.run_for("00:10")
    expect(line).to_be_visible()
    page.clock.run_for("05:00")
    page.wait_for_url(f"{HOST}/locked")
    expect(page.get_by_role("heading", name="Sign in to go on")).to_be_visible()


def test_staying_signed_in_calms_the_page_without_loading_it_again(open_page):
    page = open_page("work")
    page.route("**/stay", lambda route: route.fulfill(json={"locks_in": 1200, "words": "This page locks at 2:50pm"}))
    page.clock.run_for("15:05")

    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_text("This page locks at 2:50pm").wait_for()
    expect(page.get_by_text("Locks in 5 minutes")).to_be_hidden()
    page.clock.run_for("06:00")
    assert page.url == f"{HOST}/work"


def test_in_print_navigation_and_buttons_vanish_and_details_stand_open(open_page):
    page = open_page("form", scripts=False)
    page.emulate_media(media="print")

    expect(page.get_by_role("link", name="Figures")).to_be_hidden()
    expect(page.get_by_role("button", name="Add note")).to_be_hidden()
    expect(page.get_by_text("Coordinator: keeps the record of the case.")).to_be_visible()
    expect(page.get_by_text("Printed by Ada Marsh")).to_be_visible()


def test_the_parts_of_a_case_fold_away_on_a_phone(open_page):
    page = open_page("case", size=NARROW)
    parts = page.get_by_role("link", name="Assessment")

    expect(parts.first).to_be_hidden()
    page.get_by_text("Parts of this case").first.click()
    expect(parts.first).to_be_visible()
