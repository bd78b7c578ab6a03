"""A person asks for what is held of them, and is answered with where to complain.

Sam asks Ada at a meeting. Ada keeps it on the case; Dov, data protection officer, finds it first in the register because Sam
is a child, checks who asks, decides with reasons, prints the letter and records the answer.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, sign_in

pytestmark = pytest.mark.invented_world

WORDS = "I want to read what the school said about me."
REASONS = "It is yours to read. Names of other people are left out."


def test_a_request_is_received_decided_and_answered(open_page: OpenPage):
    reference = received(open_page(phone=True))
    dov = open_page()
    found_in_the_register(dov, reference)
    decides_and_answers(dov)
    page = open_page()
    sign_in(page, "ada")
    page.goto(f"/cases/{reference}/requests/")
    expect(page.locator("main")).to_contain_text("Answered")
    axe(page)


def received(page: Page) -> str:
    sign_in(page, "ada")
    page.goto("/cases/")
    page.locator("main table a[href^='/cases/TC-']").first.click()
    page.wait_for_url(re.compile(r"/cases/TC-\w+/"))
    found = re.search(r"TC-\w+", page.url)
    assert found, page.url
    page.goto(f"/cases/{found.group()}/requests/")
    axe(page)
    page.get_by_role("button", name="Record a request").click()
    axe(page)
    page.get_by_label("A copy of what is held").check()
    page.get_by_label("The person", exact=True).check()
    page.get_by_label("What did they say or write?").fill(WORDS)
    for name, value in (("Day", "22"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_role("button", name="Record request").click()
    expect(page.get_by_role("alert")).to_contain_text("Request recorded. Answer it by")
    return found.group()


def found_in_the_register(page: Page, reference: str) -> None:
    sign_in(page, "dov")
    page.goto("/requests/")
    axe(page)
    page.get_by_role("link", name=re.compile(f"A copy of what is held.*{reference}")).click()
    expect(page.locator("main")).to_contain_text(WORDS)
    axe(page)


def decides_and_answers(page: Page) -> None:
    page.get_by_role("link", name="Check who asks").click()
    page.get_by_label("Known to whoever received it").check()
    page.get_by_role("button", name="Record identity").click()
    makes_the_pack(page)
    page.get_by_role("link", name="Decide the request").click()
    page.get_by_label("Done in part").check()
    page.get_by_label("Why?").fill(REASONS)
    axe(page)
    page.get_by_role("button", name="Record decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Decision recorded.")
    with page.expect_download() as letter:
        page.get_by_role("button", name="Print letter").click()
    assert letter.value.suggested_filename.startswith("answer-TC-")
    page.get_by_role("link", name="Record the answer").click()
    page.get_by_label("Handed over, and explained").check()
    page.get_by_role("button", name="Record answer").click()
    expect(page.locator("main")).to_contain_text("Handed over, and explained")


def makes_the_pack(page: Page) -> None:
    page.get_by_role("link", name="Make access pack").click()
    page.get_by_label("Not asked yet").check()
    axe(page)
    page.get_by_role("button", name="Make access pack").click()
    expect(page.locator("main")).to_contain_text("entries.")
    axe(page)
    with page.expect_download() as paper:
        page.get_by_role("button", name="Print access pack").click()
    with page.expect_download() as data:
        page.get_by_role("button", name="Download as data").click()
    assert paper.value.suggested_filename.endswith(".pdf")
    assert data.value.suggested_filename.endswith(".json")
