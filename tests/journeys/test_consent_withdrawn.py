"""Consent is withdrawn half-way: support stops at once, and a person decides what happens now.

Sam tells Ivo, the mentor, that it is enough. Ivo records it on the phone and need not say why. Nothing can be planned
any more, and the page says why; the session that was held stays on record. Gail, who chairs the panel, decides with
reasons. She forgets the day of the further assessment, which the Act asks for, is told so, and sets it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.kit.browser import axe, shot
from tests.kit.forms import fill_in
from tests.kit.halfway import Halfway
from tests.kit.site import Site

pytestmark = pytest.mark.browser

PageOf = Callable[..., Page]
ENOUGH = "It is enough for now, he says."


@pytest.fixture(scope="module")
def site(at_each_gate: tuple[Site, Halfway]) -> Site:
    """Give one site to the whole file."""
    return at_each_gate[0]


def test_somebody_stops_half_way_and_a_person_decides_what_happens_now(page_of: PageOf, world: Halfway):
    case = world.address("{case}/", "supported, before an empty panel")
    ivo, ada, gail = page_of("ivo", phone=True), page_of("ada"), page_of("gail")

    _tell_the_mentor(ivo, case)
    _plan_a_session(ada, case)
    expect(ada.locator("h1", has_text="The session was not planned")).to_be_visible()
    expect(ada.locator("main")).to_contain_text("consent to support is not in force")
    axe(ada)
    ada.goto(f"{case}sessions/")
    expect(ada.locator("main")).to_contain_text("1 held")
    expect(ada.get_by_role("row", name="Came")).to_have_count(1)
    axe(ada)
    ada.goto(f"{case}consent/")
    expect(ada.locator("main")).to_contain_text(ENOUGH)
    expect(ada.locator("main")).to_contain_text("Not in force")
    axe(ada)

    _decide(gail, case)
    gail.goto(f"{case}after-no/")
    expect(gail.locator("main")).to_contain_text("Prepare a further plan")
    shot(gail, "after-no-decided", whole=True)
    axe(gail)
    ada.goto(f"{case}tasks/")
    expect(ada.get_by_role("row", name="Assess again")).to_have_count(1)
    axe(ada)


def _tell_the_mentor(ivo: Page, case: str) -> None:
    ivo.goto(f"{case}sessions/")
    ivo.get_by_role("link", name="Consent is withdrawn").click()
    expect(ivo.locator("main")).to_contain_text("What stops at once")
    axe(ivo)
    ivo.locator("input[name=purpose][value=support]").check()
    fill_in(ivo, {"reason_words": ENOUGH, "happened": "-1"}, only_chosen=True)
    ivo.get_by_role("button", name="Record withdrawal").click()
    expect(ivo.locator("main")).to_contain_text("Withdrawal recorded. Support has stopped")
    expect(ivo.locator("h1", has_text="Sessions")).to_be_visible()
    axe(ivo)


def _plan_a_session(ada: Page, case: str) -> None:
    ada.goto(f"{case}sessions/plan/")
    fill_in(ada, {"starts": "+3"})
    ada.get_by_role("button", name="Plan session").click()


def _decide(gail: Page, case: str) -> None:
    gail.goto(f"{case}after-no/")
    gail.get_by_role("button", name="Decide what happens now").click()
    axe(gail)
    fill_in(gail, {"route": "new_plan", "reasons": "Sam wants another mentor."}, only_chosen=True)
    gail.get_by_role("button", name="Record decision").click()
    expect(gail.locator("h1", has_text="Nothing was decided")).to_be_visible()
    expect(gail.locator("main")).to_contain_text("no day is set for the further assessment")
    expect(gail.get_by_text("Sam wants another mentor.", exact=True)).to_be_visible()
    axe(gail)
    gail.goto(f"{case}after-no/decide/")
    chosen = {"route": "new_plan", "reasons": "Sam wants another mentor.", "further_on": "+40"}
    fill_in(gail, chosen, only_chosen=True)
    shot(gail, "after-no", whole=True)
    gail.get_by_role("button", name="Record decision").click()
    expect(gail.locator("main")).to_contain_text("Decision recorded.")
