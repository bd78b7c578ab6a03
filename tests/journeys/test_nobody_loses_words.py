"""Nobody's words are lost: two people correct the same note, and a page locks before its text is sent.

Ada and Dee both correct one note. Dee saves first; Ada sees both texts side by side, what differs underlined, and keeps
both. Then Ada is called away while she writes. Her page locks; she sends the note all the same, is told that it is kept,
signs in, and finds it added. Mo, who signs in at the same screen, sees nothing of what she wrote.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, shot, sign_in
from tests.kit.forms import fill_in
from throughcare.commons.cases.models import Case, Note
from throughcare.web.lock import SEEN

pytestmark = [pytest.mark.browser, pytest.mark.invented_world]

DEES = "Rang the school. The head of year will write down what was said and when."
ADAS = "Rang the school twice. The form tutor will write down what was said, and to whom."
WORDS = "The tutor rang back. Sam asked for a lift to the library."


def case_of(name: str) -> str:
    """Give the address of the case of one of the demo's people."""
    return f"/cases/{Case.objects.get(person__name=name).reference}/"


def test_two_people_correct_one_note_and_both_texts_stay(open_page: OpenPage):
    case = case_of("Robin Vale")
    ada, dee = open_page(), open_page()
    _add_a_note(ada, "ada", case, WORDS)
    for page, username in ((ada, "ada"), (dee, "dee")):
        _to_correct(page, username, case)

    _correct(dee, DEES)
    expect(dee.locator("main")).to_contain_text("Note corrected at")
    _correct(ada, ADAS)
    expect(ada.locator("h1")).to_have_text("Dee Frost changed this while you were writing")
    expect(ada.get_by_role("region", name="Saved by Dee Frost")).to_contain_text("The head of year will write")
    expect(ada.get_by_role("region", name="Yours, not saved")).to_contain_text("Rang the school twice.")
    axe(ada)
    shot(ada, "conflict", whole=True)
    ada.set_viewport_size({"width": 375, "height": 740})
    assert ada.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    ada.get_by_label("Keep both, mine as the later").check()
    ada.get_by_role("button", name="Save this text").click()

    expect(ada.locator("main")).to_contain_text("Note corrected at")
    texts = Note.objects.filter(text__in=[WORDS, DEES, ADAS]).order_by("version").values_list("text", flat=True)
    assert list(texts) == [WORDS, DEES, ADAS]
    expect(ada.locator("main")).to_contain_text(ADAS)
    axe(ada)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without scripts"])
def test_a_locked_page_keeps_what_is_sent_and_saves_it_after_sign_in(open_page: OpenPage, scripts: bool):
    case = case_of("Robin Vale")
    page = open_page(scripts=scripts)
    sign_in(page, "ada")
    page.goto(f"{case}notes/add/")
    fill_in(page, {"text": WORDS, "kind": "fact"})
    _an_hour_passes()

    page.get_by_role("button", name="Add note").click()
    expect(page.locator("h1")).to_have_text("Sign in to go on")
    expect(page.locator("main")).to_contain_text("Your text is kept")
    expect(page.locator("body")).not_to_contain_text("Robin")
    expect(page.locator("body")).not_to_contain_text(WORDS)
    if scripts:
        axe(page)
        shot(page, "locked")

    sign_in(page, "ada")
    expect(page.locator("main")).to_contain_text("Note added at")
    expect(page.locator("main")).to_contain_text(WORDS)
    assert Note.objects.filter(text=WORDS).count() == 1


def test_somebody_else_at_the_same_screen_sees_nothing_of_it(open_page: OpenPage):
    case = case_of("Robin Vale")
    page = open_page()
    sign_in(page, "ada")
    page.goto(f"{case}notes/add/")
    fill_in(page, {"text": WORDS, "kind": "fact"})
    _an_hour_passes()
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("h1")).to_have_text("Sign in to go on")

    sign_in(page, "mo")

    expect(page.locator("body")).not_to_contain_text(WORDS)
    assert not Note.objects.filter(text=WORDS).exists()


def _add_a_note(page: Page, username: str, case: str, words: str) -> None:
    sign_in(page, username)
    page.goto(f"{case}notes/add/")
    fill_in(page, {"text": words, "kind": "fact"})
    page.get_by_role("button", name="Add note").click()
    expect(page.locator("main")).to_contain_text("Note added at")


def _to_correct(page: Page, username: str, case: str) -> None:
    if username == "dee":
        sign_in(page, username)
    page.goto(f"{case}notes/")
    page.get_by_role("link", name="Correct").first.click()
    axe(page)


def _correct(page: Page, words: str) -> None:
    fill_in(page, {"text": words})
    page.get_by_role("button", name="Correct note").click()


def _an_hour_passes() -> None:
    """Set every session's last sign of life back by an hour."""
    for row in Session.objects.all():
        store = Session.get_session_store_class()(row.session_key)
        if SEEN in store:
            store[SEEN] = (timezone.now() - timedelta(hours=1)).isoformat()
            store.save()
