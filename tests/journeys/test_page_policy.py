"""A real browser walks the pages of the site under the policy that they come with, and finds nothing to refuse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.kit.addresses import addresses
from tests.kit.browser import OpenPage, sign_in
from tests.kit.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.invented_world]

REFUSED = "window.refused = []; addEventListener('securitypolicyviolation', e => refused.push(`${e.violatedDirective} ${e.blockedURI}`))"
LEADS_AWAY = re.compile(r"^/(api|metrics|exit|locked|sign-out|sign-in/provider|stay)")
SHOWN = (200, 403, 404)  # to whoever it is not for, the page that says so
PICTURE = "/manual/reference/pathways/channel.svg"


def plain_addresses() -> list[str]:
    """Every page whose address has no part to fill in."""
    found = sorted({f"/{one.route}" for one in addresses() if "<" not in one.route})
    return [each for each in found if not LEADS_AWAY.match(each)]


def refusals(page: Page, address: str) -> list[str]:
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    if "svg" not in answer.headers["content-type"] and "html" not in answer.headers["content-type"]:
        return []
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    return [f"{address}: {each}" for each in page.evaluate("window.refused")]


@pytest.fixture
def watched(open_page: OpenPage):
    page = open_page()
    page.context.add_init_script(REFUSED)
    return page


def test_the_walk_sees_what_a_page_may_not_do(browser: Browser, site: Site):
    context = browser.new_context(base_url=site.url)
    try:
        context.add_init_script(REFUSED)
        page = context.new_page()
        page.goto("/")
        page.evaluate(
            "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"
        )
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.wait_for_function("refused.length > 1")

        assert [each.split(" ")[0] for each in page.evaluate("refused")] == ["script-src-elem", "style-src-attr"]
        assert page.evaluate("window.ran") is None
    finally:
        context.close()


def test_nothing_is_refused_on_the_pages_of_everybody(watched: Page):
    open_to_all = (
        "/",
        "/sign-in/",
        "/refer/",
        "/share/",
        "/promises/",
        "/privacy/",
        "/accessibility/",
        "/complain/",
        PICTURE,
    )

    assert [each for address in open_to_all for each in refusals(watched, address)] == []


@pytest.mark.parametrize("who", ["ada", "gail"])
def test_nothing_is_refused_on_any_page_of_colleagues_and_of_a_case(watched: Page, who: str):
    sign_in(watched, who)
    seen = [address for address in plain_addresses() if _is_page(watched, address)]
    found = [each for address in seen for each in refusals(watched, address)]
    watched.goto("/cases/")
    watched.locator("main table a").first.click()
    below = {
        link.split("#")[0]
        for link in watched.eval_on_selector_all("a[href^='/cases/']", "all => all.map(a => a.getAttribute('href'))")
    }
    pages = [address for address in sorted(below) if _is_page(watched, address)]

    assert len(seen) > 15
    assert len(pages) > 5
    assert found + [each for address in pages for each in refusals(watched, address)] == []


def _is_page(page: Page, address: str) -> bool:
    """A file is taken by the browser and shown by none, so it is asked for beside the page."""
    answer = page.request.get(address, max_redirects=0)
    return answer.status in SHOWN and "html" in answer.headers["content-type"]
