"""A record is held from being erased and let go again; a breach is kept in the log; an agreement stands on the record of processing.

Ada sees on the case how long its record is kept. Dov, data protection officer, holds it for an inquiry, so that nobody can
erase it, and lifts the hold again. He logs a laptop that was lost, and why the Commissioner is not told. He
records what was agreed with the mentors, and the record of processing names them among those to whom data goes.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, sign_in
from tests.kit.desk import Desk

pytestmark = pytest.mark.invented_world


def test_a_record_is_held_and_a_breach_is_logged(open_page: OpenPage):
    page = open_page()
    sign_in(page, "ada")
    reference = of_a_case(page)
    page.goto(f"/cases/{reference}/kept/")
    expect(page.locator("main")).to_contain_text("Looked at again by")
    axe(page)
    officer = open_page()
    sign_in(officer, "dov")
    officer.goto("/retention/")
    axe(officer)
    held_and_lifted(officer, reference)
    a_breach(officer)
    an_agreement(Desk(officer))


def of_a_case(page: Page) -> str:
    page.goto("/cases/")
    page.locator("main table a[href^='/cases/TC-']").first.click()
    page.wait_for_url(re.compile(r"/cases/TC-\w+/"))
    found = re.search(r"TC-\w+", page.url)
    assert found, page.url
    return found.group()


def held_and_lifted(page: Page, reference: str) -> None:
    page.goto(f"/retention/{reference}/")
    axe(page)
    page.get_by_role("link", name="Hold the record").click()
    axe(page)
    page.get_by_label("An inquiry or inquest asked that it be kept").check()
    page.get_by_label("Who needs it, and for what?").fill("The inquiry into referrals from schools")
    for name, value in (("Day", "1"), ("Month", "3"), ("Year", "2099")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_role("button", name="Hold record").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody can erase the record")
    expect(page.locator("main")).to_contain_text("A legal hold keeps this record")
    axe(page)
    page.get_by_role("link", name="Lift the hold").click()
    page.get_by_label("Why is it no longer needed?").fill("The inquiry has ended")
    page.get_by_role("button", name="Lift hold").click()
    expect(page.get_by_role("alert")).to_contain_text("Hold lifted.")


def a_breach(page: Page) -> None:
    page.goto("/breaches/")
    axe(page)
    page.get_by_role("button", name="Record a data breach").click()
    axe(page)
    page.get_by_label("Lost or stolen").check()
    page.get_by_label("What happened?", exact=True).fill("A laptop was left on a train")
    for name, value in (("Day", "1"), ("Month", "6"), ("Year", "2026")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("I do not know").check()
    page.get_by_label("What may it do to them?").fill("Nothing is known: the disk was sealed")
    page.get_by_label("What was done about it, and what will be?").fill("Wiped from afar")
    page.get_by_role("button", name="Record breach").click()
    expect(page.get_by_role("alert")).to_contain_text("Tell the Commissioner by")
    axe(page)
    page.get_by_role("link", name="Decide not to tell somebody").click()
    page.get_by_label("Information Commissioner").check()
    page.get_by_label("Why not?").fill("Nobody can read the disk")
    page.get_by_role("button", name="Record decision").click()
    expect(page.locator("main")).to_contain_text("Decided not to tell, with a reason")
    axe(page)


def an_agreement(dov: Desk) -> None:
    dov.goes_to("/agreements/").sees("Review late").presses("Record an agreement")
    dov.writes(
        {"Reference": "NC/ISA/20", "What is it called?": "Mentors", "What is the data shared for?": "To plan support"}
    )
    dov.chooses("Harbour Mentors", "Plan, sessions and what came of them", "Public task")
    dov.writes({"In force from": date(2026, 1, 5), "Review by": date(2099, 1, 5)}).presses("Record agreement")
    dov.is_told("Agreement recorded.").sees("Plan, sessions and what came of them", "UK GDPR Art 6(1)(e)")
    dov.goes_to("/papers/").follows("Record of processing activities").sees("Harbour Mentors", "To be written by")
