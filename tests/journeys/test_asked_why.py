"""The data protection officer asks why somebody looked, and reads the answer beside the look.

Mo, the programme manager, opens a case. Dov, data protection officer, sees the look and asks why. Mo finds the question
above the list of work, answers it once, and it is gone from there. Dov reads question and answer beside the look; the
case shows nothing of it to Ada, who owns it.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, sign_in

pytestmark = pytest.mark.invented_world

WHY = "Your team has others on this case. What did you need?"
BECAUSE = "Ada was ill and the school rang. I looked up whom to ring back."


def test_a_look_is_asked_about_and_answered(open_page: OpenPage):
    mo, dov = open_page(), open_page()
    reference = looked_at(mo)

    asks(dov, reference)
    answers(open_page(phone=True), reference)

    dov.goto(f"/who-looked/?reference={reference}")
    expect(dov.get_by_text("Asked on").first).to_contain_text(WHY)
    expect(dov.get_by_text("Answered on").first).to_contain_text(BECAUSE)
    axe(dov)
    nothing_on_the_case(open_page(), reference)


def looked_at(page: Page) -> str:
    sign_in(page, "mo")
    page.goto("/cases/")
    page.locator("main table a[href^='/cases/TC-']").first.click()
    page.wait_for_url(re.compile(r"/cases/TC-\w+/"))
    found = re.search(r"TC-\w+", page.url)
    assert found, page.url
    return found.group()


def asks(page: Page, reference: str) -> None:
    sign_in(page, "dov")
    page.goto(f"/who-looked/?reference={reference}&staff=Mo")
    axe(page)
    page.get_by_role("link", name="Ask for a reason").first.click()
    axe(page)
    page.get_by_label("What do you want to know?").fill(WHY)
    page.get_by_role("button", name="Ask for a reason").click()
    expect(page.get_by_role("alert")).to_contain_text("Asked. Mo Quill answers by")


def answers(page: Page, reference: str) -> None:
    sign_in(page, "mo")
    page.goto("/work/")
    axe(page)
    page.get_by_role("link", name=re.compile("Say why you opened this case")).click()
    expect(page.locator("main")).to_contain_text(WHY)
    axe(page)
    page.get_by_label("Your answer").fill(BECAUSE)
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer sent to Dov Stein.")
    page.goto("/work/")
    expect(page.get_by_role("link", name=re.compile("Say why you opened this case"))).to_have_count(0)


def nothing_on_the_case(page: Page, reference: str) -> None:
    sign_in(page, "ada")
    for address in ("", "timeline/", "tasks/"):
        page.goto(f"/cases/{reference}/{address}")
        expect(page.locator("main")).not_to_contain_text("Dov Stein")
        expect(page.locator("main")).not_to_contain_text("opened this case")
