"""Something of a case is shared with a school, seen just as the school would read it first, read there, and taken back.

Ada chooses the school and the basis. She sees what may go and what stays here and why, gives how to be in touch safely, and
writes down why. Pat, of the school, reads it on a telephone and nothing else of the case. Ada takes it back; Pat reads why
and says that it is destroyed. She records that the school has a cover sheet; how to be in touch is corrected after, and
her list asks her to tell the school until she has.
"""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, sign_in
from throughcare.frame.transaction import acting
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import actions

pytestmark = pytest.mark.invented_world

ADDED = "Ring after four, and ask for nobody but the person"


def test_it_is_seen_before_it_goes_read_by_the_school_and_taken_back(open_page: OpenPage):
    ada, pat = open_page(), open_page(phone=True)
    sign_in(ada, "ada")
    sign_in(pat, "pat")

    reference = to_share(ada)
    number = given(ada, reference)
    read(pat, number)
    taken_back(ada)
    said_destroyed(pat, number)
    ada.reload()
    expect(ada.locator("main")).to_contain_text("Destroyed")
    has_the_cover_sheet(ada, reference)
    told_of_the_correction(ada, reference)


def to_share(page: Page) -> str:
    """Find a case of which something may be shared now."""
    page.goto("/cases/")
    found = dict.fromkeys(re.findall(r"/cases/(TC-\w+)/", page.content()))
    for reference in found:
        page.goto(f"/cases/{reference}/shared/")
        if page.get_by_role("button", name="Share something").count():
            axe(page)
            return reference
    raise AssertionError("Every case is with police.")


def given(page: Page, reference: str) -> str:
    page.get_by_role("button", name="Share something").click()
    axe(page)
    page.get_by_label("Who receives it?").select_option(label="Northmere School")
    page.get_by_label("On what legal basis?").select_option(label="Public task")
    page.get_by_role("button", name="Continue").click()
    axe(page)
    expect(page.locator("main")).to_contain_text("What stays here, and why")
    page.get_by_label("Whom of them, by name or job?").fill("the head")
    page.get_by_label("Safe contact").check()
    page.get_by_label("What do you add in your own words?").fill(ADDED)
    page.get_by_label("To be in touch with the person safely").check()
    page.get_by_label("Why is it needed?").fill("The school rings home")
    page.get_by_label("Why this much, and no less?").fill("Nothing but how to ring")
    page.get_by_label("If under none: why is it given all the same?").fill("Agreed for this once")
    page.get_by_label("Read here by the agency's own staff").check()
    page.get_by_role("button", name="See it as they would").click()
    axe(page)
    expect(page.locator("main")).to_contain_text(ADDED)
    expect(page.locator("main")).to_contain_text("What made somebody worry would follow the person")
    page.get_by_role("button", name="Give it").click()
    expect(page.get_by_role("alert")).to_contain_text("Given as")
    axe(page)
    found = re.search(rf"{reference}/D\d+", page.inner_text("main"))
    assert found
    return found.group()


def read(page: Page, number: str) -> None:
    page.goto("/agency-requests/given/")
    axe(page)
    page.get_by_role("link", name=number).first.click()
    axe(page)
    expect(page.locator("main")).to_contain_text(ADDED)
    expect(page.locator("main")).to_contain_text("For this purpose alone")


def taken_back(page: Page) -> None:
    page.get_by_role("link", name="Take back").click()
    axe(page)
    page.get_by_label("Why is it taken back?").fill("Another way was found")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("alert")).to_contain_text("Taken back.")


def said_destroyed(page: Page, number: str) -> None:
    page.goto("/agency-requests/given/")
    page.get_by_role("link", name=number).first.click()
    axe(page)
    expect(page.locator("main")).to_contain_text("Another way was found")
    expect(page.locator("main")).not_to_contain_text(ADDED)
    page.get_by_label("Destroyed").check()
    page.get_by_role("button", name="Say what became of it").click()
    expect(page.get_by_role("alert")).to_contain_text("It is recorded.")


def has_the_cover_sheet(page: Page, reference: str) -> None:
    safe_contact(page, reference, "Ring after four")
    page.goto(f"/cases/{reference}/cover/")
    page.get_by_role("link", name="Record that you gave this to somebody").click()
    axe(page)
    expect(page.get_by_label("What was given?")).to_have_value(re.compile("^Cover sheet, printed"))
    expect(page.locator("main")).to_contain_text("Parts of the case that it is from: Safe contact")
    page.get_by_label("Who received it?").select_option(label="Northmere School")
    page.get_by_label("On what legal basis?").select_option(label="Public task")
    page.get_by_label("Whom of them, by name or job?").fill("the head")
    today = uk_today(timezone.now())
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("To be in touch with the person safely").check()
    page.get_by_label("Why is it needed?").fill("The school rings home")
    page.get_by_label("Why this much, and no less?").fill("Nothing but how to ring")
    page.get_by_label("If under none: why is it given all the same?").fill("Agreed for this once")
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Recorded as")


def told_of_the_correction(page: Page, reference: str) -> None:
    safe_contact(page, reference, "Text only")
    the_clock_runs()
    page.goto("/work/")
    axe(page)
    asked = page.get_by_role("link", name=f"Tell recipients of a change {reference}")
    expect(page.locator("main")).not_to_contain_text("Northmere School")
    asked.click()
    axe(page)
    expect(page.locator("main")).to_contain_text("An entry was corrected: Safe contact")
    page.get_by_role("link", name=f"Northmere School {reference}/D2").click()
    axe(page)
    page.get_by_label("By telephone").check()
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Recorded.")
    page.goto("/work/")
    expect(asked).to_have_count(0)


def the_clock_runs() -> None:
    """What the worker does every five minutes."""
    with acting("clock", staff=None, at=timezone.now()):
        assert actions.notice_recipients(at=timezone.now()) == 1


def safe_contact(page: Page, reference: str, words: str) -> None:
    page.goto(f"/cases/{reference}/care/")
    page.get_by_label("Safe contact").fill(words)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
