"""Hands that are quicker than a page: two clicks on a decision, the back button after sending, two tabs on one plan.

Gail clicks twice on the button of a decision, and decides once. Ada sends a note, goes back, goes forward, loads the page
again, goes back and sends once more what the browser still shows: there is one note, and she is told so. She opens the plan in two tabs and writes
in both; the second tab shows her both texts, and what she chooses stands.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.kit.forms import fill_in
from tests.kit.halfway import Halfway
from tests.kit.site import Site
from throughcare.commons.cases.models import Note
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.meetings.models import Decision

pytestmark = pytest.mark.browser

CAME = ("gail", "noor", "dee", "ben", "ada")
NOTE = "The tutor rang: {how}."
FIRST, SECOND = "In the library, with his uncle near.", "At home, with his mother near."


@pytest.fixture(scope="module")
def site(at_each_gate: tuple[Site, Halfway]) -> Site:
    """Give one site to the whole file: each of these clicks on a case of its own."""
    return at_each_gate[0]


def somebody_came(world: Halfway, case: str) -> None:
    with world.people.opened(world.references[case], "ada", at=timezone.now()) as held:
        came = {world.people.staff[name]: "came" for name in CAME if name in world.people.staff}
        meetings.record_attendance(held, item=agendas.open_items(held)[0], came=came, at=timezone.now())
    connection.close()


def decisions(world: Halfway, case: str) -> int:
    return Decision.objects.filter(case__reference=world.references[case]).count()


def posts_of(page: Page) -> list[str]:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


@pytest.mark.parametrize(
    ("case", "page", "button", "said", "scripts"),
    [
        ("plan before an empty panel", "{case}/plan/approve/", "Approve plan", "Plan approved", True),
        ("supported, before an empty panel", "{case}/plan/withdraw-support/", "Withdraw support", "withdrawn", False),
    ],
)
def test_two_clicks_on_a_decision_make_one(
    page_of: Callable[..., Page], world: Halfway, case: str, page: str, button: str, said: str, scripts: bool
):
    somebody_came(world, case)
    gail = page_of("gail", scripts=scripts)
    gail.goto(world.address(page, case))
    gail.locator('input[name="item"]').first.check()
    fill_in(gail, {"reached": "unanimity", "reasons": "All of us think so after an hour of it."}, only_chosen=True)
    before, sent = decisions(world, case), posts_of(gail)

    gail.get_by_role("button", name=button).dblclick()

    expect(gail.locator("main")).to_contain_text(said)
    assert sent
    assert decisions(world, case) == before + 1


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "scripts"])
def test_what_is_sent_again_after_going_back_is_kept_once(page_of: Callable[..., Page], world: Halfway, scripts: bool):
    case, words = "being assessed", NOTE.format(how=f"scripts {scripts}")
    ada = page_of("ada", scripts=scripts)
    ada.goto(world.address("{case}/notes/", case))
    ada.goto(world.address("{case}/notes/add/", case))
    fill_in(ada, {"text": words, "kind": "fact"})
    ada.get_by_role("button", name="Add note").click()
    expect(ada.locator("main")).to_contain_text("Note added at")
    led_to = ada.url

    ada.go_back()
    ada.go_forward()
    ada.reload()
    assert ada.url == led_to
    assert Note.objects.filter(text=words).count() == 1

    ada.go_back()
    box = ada.locator('textarea[name="text"]')
    assert box.input_value() == words, "the browser shows what was typed, and a hurried hand sends it again"
    ada.get_by_role("button", name="Add note").click()
    expect(ada.locator("main")).to_contain_text("It was not saved a second time.")
    assert ada.url == led_to
    assert Note.objects.filter(text=words).count() == 1


def test_two_tabs_on_one_plan_show_both_texts_and_what_is_chosen_stands(page_of: Callable[..., Page], world: Halfway):
    case = "plan approved"
    first = page_of("ada")
    second = first.context.new_page()
    for tab in (first, second):
        tab.goto(world.address("{case}/plan/statements/", case))
    for tab, words in ((first, FIRST), (second, SECOND)):
        tab.get_by_label("How is consent asked?").fill(words)
        tab.get_by_role("button", name="Save to the plan").click()

    expect(second.locator("h1")).to_contain_text("changed this while you were writing")
    expect(second.get_by_role("region", name="Saved by")).to_contain_text(FIRST)
    expect(second.get_by_role("region", name="Yours, not saved")).to_contain_text(SECOND)
    second.get_by_label("Keep both, mine as the later").check()
    second.get_by_role("button", name="Save this text").click()

    first.goto(world.address("{case}/plan/", case))
    expect(first.locator("main")).to_contain_text(SECOND)
