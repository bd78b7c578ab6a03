"""An aunt tells what worries her, from a phone, without an account; a school refers; a coordinator imports a file.

She is asked first whether anybody is in danger, and what to do if someone may see her screen. She writes what worries
her, says that she does not know the name, makes a mistake in a date and mends it, asks that the panel is not told who
she is, reads everything once more, and sends it. She gets a reference and what happens next. Nothing of it stands in a
page's title, and Exit this page stands on every one. A safeguarding lead refers inside and gets a reference, too. The
coordinator brings in a file whose rows need mending, and then one that does not.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, shot, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.invented_world]

WORRY = "He said at dinner that the people at the market had it coming, and that he knows how."
WAYS = [(True, False), (True, True), (False, False)]
BAD = "What worries,Full name,Date of birth\nDrew a sign,Ines Kroll,31/02/2010\n,Tom Ash,2004\n"
GOOD = "What worries,Full name,Date of birth\nDrew a sign,Ines Kroll,28/02/2010\nSaid a threat,Tom Ash,2004\n"


@pytest.mark.parametrize(("scripts", "phone"), WAYS, ids=["desk", "phone", "without scripts"])
def test_an_aunt_tells_what_worries_her(open_page: OpenPage, scripts: bool, phone: bool):
    page = open_page(scripts=scripts, phone=phone)

    page.goto("/share/")
    _looked_at(page, "Share a concern about someone", scripts=scripts, picture="start" if phone else "")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    _looked_at(page, "If someone may see your screen", scripts=scripts)
    page.get_by_role("button", name="Begin writing").click()
    _looked_at(page, "Share a concern", scripts=scripts, picture="tasks" if phone else "")
    expect(page.get_by_text("Cannot start yet")).to_be_visible()

    _answer_the_questions(page, scripts=scripts)

    page.get_by_role("link", name="Check and send").click()
    _looked_at(page, "Check before you send", scripts=scripts, picture="check" if phone else "")
    expect(page.get_by_text(WORRY)).to_be_visible()
    page.get_by_role("button", name="Send concern").click()
    _looked_at(page, "Concern sent", scripts=scripts, picture="sent" if phone else "")
    expect(page.locator(".govuk-panel")).to_contain_text("TC-")
    page.goto("/share/answers/")
    expect(page.locator("h1")).to_have_text("We kept nothing")


def _answer_the_questions(page: Page, *, scripts: bool) -> None:
    page.get_by_role("link", name="What worries you").click()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in a sentence what worries you")
    page.get_by_label("What worries you?").fill(WORRY)
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="When and where").click()
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Save and continue").click()
    _looked_at(page, "When and where was this?", scripts=scripts)
    page.get_by_label("Day", exact=True).fill("")
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="Who", exact=True).click()
    page.get_by_label("I do not know the name").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Or about how many years old").fill("17")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Male", exact=True).check()
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="Other worries about a child").click()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Who, and why").fill("His sister, who is 12 and hears all of it.")
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("link", name="Staying anonymous").click()
    _looked_at(page, "Do you want to stay anonymous?", scripts=scripts)
    page.get_by_label("to the panel of agencies").check()
    page.get_by_role("button", name="Save and continue").click()


@pytest.mark.parametrize(("scripts", "phone"), WAYS, ids=["desk", "phone", "without scripts"])
def test_an_aunt_is_called_away_and_goes_on_in_the_evening(open_page: OpenPage, scripts: bool, phone: bool):
    """She saves what she has, copies reference and code, mistypes the code at home, and sends the rest from there."""
    page = _begun(open_page(scripts=scripts, phone=phone))
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.locator("h1")).to_contain_text("Saved until")
    _looked_at(page, page.locator("h1").inner_text(), scripts=scripts)
    reference, code = page.locator(".tc-codes dd").all_inner_texts()
    page.get_by_role("button", name="Hide the code").click()
    page.goto("/share/saved/")
    expect(page.locator("h1")).to_have_text("We kept nothing")

    home = open_page(scripts=scripts, phone=not phone)
    home.goto("/share/")
    home.get_by_role("link", name="Go on with a saved form").click()
    _looked_at(home, "Go on with a saved form", scripts=scripts)
    home.get_by_role("button", name="Open form").click()
    expect(home.get_by_role("alert")).to_contain_text("Enter the code")
    _opens_with(home, reference, "4HX7-RN3K-9DWP-CTMF")
    expect(home.get_by_role("alert")).to_contain_text("No form opens with these")
    _looked_at(home, "Go on with a saved form", scripts=scripts)
    _opens_with(home, reference.lower(), code.lower().replace("-", " "))
    _looked_at(home, "Share a concern", scripts=scripts)
    home.get_by_role("link", name="Check and send").click()
    expect(home.get_by_text(WORRY)).to_be_visible()
    home.get_by_role("button", name="Send concern").click()
    _looked_at(home, "Concern sent", scripts=scripts)


def _begun(page: Page) -> Page:
    page.goto("/share/screen/")
    page.get_by_role("button", name="Begin writing").click()
    page.get_by_role("link", name="What worries you").click()
    page.get_by_label("What worries you?").fill(WORRY)
    page.get_by_role("button", name="Save and continue").click()
    return page


def _opens_with(page: Page, reference: str, code: str) -> None:
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Open form").click()


def test_danger_stops_the_form(page_without_scripts: Page):
    page = page_without_scripts
    page.goto("/share/danger/")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Continue").click()

    expect(page.locator("h1")).to_have_text("Ring 999")
    page.goto("/share/answers/")
    expect(page.locator("h1")).to_have_text("We kept nothing")


def test_a_question_that_names_nobody(page: Page):
    page.goto("/share/ask/")
    _looked_at(page, "Ask for advice without naming anyone", scripts=True)
    page.get_by_label("What do you want to ask?").fill("A pupil repeats a slogan from a film. Is that for you?")
    page.get_by_label("Northmere").check()
    page.get_by_role("button", name="Send question").click()

    _looked_at(page, "Question sent", scripts=True)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_school_refers_and_the_coordinator_reads_it(open_page: OpenPage, phone: bool):
    page = open_page(phone=phone)
    sign_in(page, "pat")
    page.goto("/refer/")
    _looked_at(page, "Refer someone, or ask first", scripts=True)
    page.goto("/refer/answers/worry/")
    page.get_by_label("What worries you?").fill(WORRY)
    page.get_by_role("button", name="Save and continue").click()
    page.goto("/refer/answers/home/")
    page.get_by_label("Northmere").check()
    page.get_by_role("button", name="Save and continue").click()
    _looked_at(page, "Refer someone", scripts=True)
    page.get_by_role("link", name="Check and send").click()
    page.get_by_role("button", name="Send concern").click()
    _looked_at(page, "Concern sent", scripts=True)
    reference = page.locator(".govuk-panel strong").inner_text()

    ada = open_page(phone=phone)
    sign_in(ada, "ada")
    ada.goto(f"/cases/{reference}/concern/")
    _looked_at(ada, "The concern", scripts=True, picture="" if phone else "concern")
    ada.get_by_role("link", name="Correct").first.click()
    _looked_at(ada, "Correct what was told", scripts=True)
    page.goto(f"/cases/{reference}/concern/")
    expect(page.locator("h1")).to_have_text("Page not found")


@pytest.mark.parametrize(("scripts", "phone"), WAYS, ids=["desk", "phone", "without scripts"])
def test_a_coordinator_brings_in_a_file(open_page: OpenPage, tmp_path: Path, scripts: bool, phone: bool):
    page = open_page(scripts=scripts, phone=phone)
    sign_in(page, "ada")
    page.goto("/refer/import/")
    _looked_at(page, "Import referrals from a file", scripts=scripts)

    _choose(page, tmp_path, BAD)
    _looked_at(page, "Match columns", scripts=scripts)
    page.get_by_role("button", name="Check rows").click()
    page.get_by_role("link", name="Go on now").click()
    _looked_at(page, "Nothing saved yet: 2 rows need mending", scripts=scripts, picture="" if phone else "dry-run")
    page.get_by_role("button", name="Choose a mended file").click()

    _choose(page, tmp_path, GOOD)
    page.get_by_role("button", name="Check rows").click()
    page.get_by_role("link", name="Go on now").click()
    _looked_at(page, "2 rows are ready", scripts=scripts)
    page.get_by_role("button", name="Import 2 referrals").click()
    _looked_at(page, "2 referrals are imported", scripts=scripts)

    page.goto("/refer/import/")
    _choose(page, tmp_path, GOOD)
    expect(page.get_by_role("alert")).to_contain_text("Already imported on")


def _choose(page: Page, folder: Path, text: str) -> None:
    file = folder / "referrals.csv"
    file.write_text(text, encoding="utf-8")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Check file").click()


def _looked_at(page: Page, heading: str, *, scripts: bool, picture: str = "") -> None:
    """Hold a page against its heading, its width and, where scripts run, WCAG 2.2 AA."""
    expect(page.locator("h1")).to_have_text(heading)
    if scripts:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    if picture:
        shot(page, f"concern-{picture}")
