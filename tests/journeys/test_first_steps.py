"""A visitor finds out what this is, signs in as one of the invented people, and leaves.

Cleo opens the start page without an account and reads what the programme is. She signs in by name and password and is
led to her first page. A wrong password is told at the top of the form, and what she typed as her name is kept. She
signs out, and going back shows nothing of what she saw.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, sign_in

pytestmark = pytest.mark.invented_world


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_visitor_reads_the_start_page_and_signs_in(open_page: OpenPage, phone: bool):
    page = open_page(phone=phone)

    page.goto("/")
    expect(page.locator("h1")).to_have_count(1)
    axe(page)

    sign_in(page, "cleo")
    axe(page)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_visitor_without_scripts_signs_in(page_without_scripts: Page):
    page_without_scripts.goto("/")
    expect(page_without_scripts.locator("h1")).to_have_count(1)

    sign_in(page_without_scripts, "cleo")
    expect(page_without_scripts.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(page: Page):
    page.goto("/sign-in/")
    page.get_by_label("Username").fill("cleo")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("The details do not match")
    expect(page.get_by_label("Username")).to_have_value("cleo")
    expect(page.get_by_label("Password")).to_have_value("")
    axe(page)


def test_after_signing_out_nothing_is_left_to_see(page: Page):
    sign_in(page, "cleo")
    seen = page.url
    page.get_by_role("button", name="Sign out").click()

    page.goto(seen)

    assert "/sign-in/" in page.url
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
