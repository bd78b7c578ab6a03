"""Ada keeps a letter with a case; what cannot be taken is told; Mo puts a better copy before it; Ada reads both.

Ada attaches a letter to the case. Then she takes the wrong file: the page says what is wrong with it, and what she typed
is still there. She goes on with the right one. Mo replaces the letter by a better copy. On her phone Ada finds the newer
one first and the earlier one below it, and opens it: it comes as a file, called after the reference.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, shot, sign_in, without_scripts
from tests.kit.desk import SIDEWAYS
from throughcare.commons.files.tests.builders import PDF, PNG

pytestmark = pytest.mark.invented_world

LETTER = "Letter of the head teacher about the trip"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_documents_are_kept_with_a_case(open_page: OpenPage, tmp_path: Path, scripts: bool):
    letter, better, wrong = tmp_path / "letter.pdf", tmp_path / "better.pdf", tmp_path / "wrong.pdf"
    letter.write_bytes(PDF)
    better.write_bytes(PDF + b"better")
    wrong.write_bytes(PNG)
    ada, mo = open_page(scripts=scripts), open_page(scripts=scripts)
    case = first_case(ada)

    attaches(ada, case, letter, title=LETTER)
    is_told_what_is_wrong(ada, case, wrong, letter)
    replaces(mo, case, better)
    ada.goto(f"{case}documents/")
    held(ada, "documents" if scripts else "")

    phone = open_page(phone=True)
    sign_in(phone, "ada")
    phone.goto(f"{case}documents/")
    held(phone)
    assert opened(phone, "A better copy of the letter") == PDF + b"better"
    phone.get_by_text("Earlier versions").click()
    assert opened(phone, LETTER) == PDF


def first_case(page: Page) -> str:
    sign_in(page, "ada")
    page.goto("/cases/")
    page.locator("main table a[href^='/cases/TC-']").first.click()
    page.wait_for_url(re.compile(r"/cases/TC-\w+/"))
    return re.sub(r"^https?://[^/]+", "", page.url)


def held(page: Page, picture: str = "") -> None:
    """Hold the page against WCAG where scripts run, and take its picture."""
    if not without_scripts(page):
        axe(page)
        assert not page.evaluate(SIDEWAYS)
    if picture:
        shot(page, picture, whole=True)


def fills(page: Page, *, title: str, file: Path) -> None:
    page.get_by_label("Title").fill(title)
    page.get_by_label("What is it?").select_option(label="Letter or message")
    for part, number in (("Day", "3"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_label("Fact", exact=True).check()
    page.get_by_label("Which file?").set_input_files(file)
    page.get_by_role("button", name="Attach document").click()


def attaches(page: Page, case: str, file: Path, *, title: str) -> None:
    page.goto(f"{case}documents/")
    page.get_by_role("button", name="Attach document").click()
    held(page)
    fills(page, title=title, file=file)
    expect(page.get_by_role("alert")).to_contain_text("Document attached at")


def is_told_what_is_wrong(page: Page, case: str, wrong: Path, right: Path) -> None:
    page.goto(f"{case}documents/add/?about=health")
    fills(page, title="Report of the clinic", file=wrong)
    expect(page.get_by_role("alert")).to_contain_text("Its name says PDF, and what is inside is PNG picture.")
    expect(page.get_by_label("Title")).to_have_value("Report of the clinic")
    held(page)
    page.get_by_label("Which file?").set_input_files(right)
    page.get_by_role("button", name="Attach document").click()
    expect(page.get_by_role("alert")).to_contain_text("Document attached at")


def replaces(page: Page, case: str, better: Path) -> None:
    sign_in(page, "mo")
    page.goto(f"{case}documents/")
    page.get_by_role("link", name="Replace").first.click()
    held(page)
    page.get_by_label("Title").fill("A better copy of the letter")
    page.get_by_label("The newer file, if there is one").set_input_files(better)
    page.get_by_label("Why is it replaced?").fill("The first copy could not be read")
    page.get_by_role("button", name="Replace document").click()
    expect(page.get_by_role("alert")).to_contain_text("Document replaced at")


def opened(page: Page, title: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Open {title}").click()
    assert re.fullmatch(r"TC-\w+.*\.pdf", download.value.suggested_filename)
    return download.value.path().read_bytes()
