"""A security threat: passed on by whoever hears of it, rung on until somebody has it, stood down by a second person.

Ada hears of a threat while she gathers information, and passes it on; from then on her page says what it says of every
case with police. Ivo, a mentor, passes one on from his phone between two sessions. Nobody acknowledges Ada's in time:
the page shows whom to ring and who is rung next; the clock hands it to Femi. Rhys, who was rung first, acknowledges it
after all. He cannot stand it down. Femi does, and the case is back at the checks.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.kit import database
from tests.kit.browser import axe, shot
from tests.kit.forms import fill_in
from tests.kit.halfway import Halfway
from tests.kit.site import Site
from throughcare.stages.checks.models import Threat

pytestmark = pytest.mark.browser

PageOf = Callable[..., Page]
NEUTRAL = "You will be told when it moves on."
RUNG_FIRST, RUNG_NEXT = "Rhys Tan, 01632 960 116", "Femi Cole is rung, 01632 960 115"


@pytest.fixture(scope="module")
def site(at_each_gate: tuple[Site, Halfway]) -> Site:
    """Give one site to the whole file: each journey has a case of its own."""
    return at_each_gate[0]


def test_a_threat_is_rung_on_until_somebody_has_it(page_of: PageOf, world: Halfway):
    case = world.address("{case}/", "being assessed")
    ada, rhys, femi = page_of("ada"), page_of("rhys"), page_of("femi")

    _pass_on(ada, case, "safety/")
    expect(ada.locator("main")).to_contain_text("With police for checks")
    expect(ada.locator("main")).to_contain_text(NEUTRAL)
    assert "threat" not in ada.goto(f"{case}timeline/").text().lower()
    assert ada.request.get(f"{case}checks/stand-down/").status == 404

    rhys.goto("/work/")
    expect(rhys.get_by_role("link", name="Acknowledge a security threat")).to_have_count(2)
    rhys.goto(f"{case}checks/")
    card = rhys.locator(".govuk-summary-card", has_text="Rung so far")
    expect(card).to_contain_text(RUNG_FIRST)
    expect(card).to_contain_text(RUNG_NEXT)
    expect(rhys.locator(".govuk-warning-text").get_by_role("link")).to_have_attribute("href", re.compile("^tel:"))
    axe(rhys)
    shot(rhys, "threat", whole=True)

    femi.goto(f"{case}checks/")
    expect(femi.get_by_role("button", name="Acknowledge")).to_have_count(0)
    _half_an_hour_passes()
    femi.reload()
    card = femi.locator(".govuk-summary-card", has_text="Rung so far")
    expect(card).to_contain_text(RUNG_FIRST)
    expect(card).to_contain_text("Femi Cole, 01632 960 115")
    expect(femi.get_by_role("button", name="Acknowledge")).to_be_visible()

    rhys.reload()
    rhys.get_by_role("button", name="Acknowledge").click()
    expect(rhys.locator("main")).to_contain_text("Threat acknowledged")
    _stand_down(rhys, case)
    expect(rhys.locator("h1", has_text="The threat was not stood down")).to_be_visible()
    expect(rhys.locator("main")).to_contain_text("this is for a police supervisor")
    axe(rhys)

    _stand_down(femi, case)
    expect(femi.locator("main")).to_contain_text("Threat stood down. Checks begin anew.")
    axe(femi)
    dee = page_of("dee")
    dee.goto(f"{case}checks/")
    expect(dee.get_by_role("button", name="Record deconfliction")).to_be_visible()
    ada.goto(case)
    expect(ada.locator("main")).to_contain_text(NEUTRAL)


def test_a_mentor_passes_a_threat_on_from_the_phone(page_of: PageOf, world: Halfway):
    case = world.address("{case}/", "supported, before an empty panel")
    ivo = page_of("ivo", phone=True)

    _pass_on(ivo, case, "sessions/")

    expect(ivo.locator("main")).to_contain_text("Passed on to police.")
    expect(ivo.locator("h1", has_text="Sessions")).to_be_visible()
    assert Threat.objects.latest("id").named_officer_id == world.people.staff["rhys"]
    axe(ivo)
    rhys = page_of("rhys", phone=True)
    rhys.goto(f"{case}checks/")
    expect(rhys.get_by_role("button", name="Acknowledge")).to_be_visible()
    assert rhys.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    axe(rhys)


def test_a_threat_is_passed_on_from_the_checks_and_after_closing_too(page_of: PageOf, world: Halfway):
    for username, stands in (("dee", "just come in"), ("ada", "looked at again")):
        page = page_of(username)
        _pass_on(page, world.address("{case}/", stands), "safety/")
        expect(page.locator("main")).to_contain_text("Passed on to police.")


def _pass_on(page: Page, case: str, begins: str) -> None:
    page.goto(f"{case}{begins}")
    page.get_by_role("link", name="Pass on a security threat").click()
    expect(page.locator("main")).to_contain_text("If anyone is in danger now, ring 999")
    axe(page)
    fill_in(page, {"words": "Said at lunch that something will happen on Friday."})
    page.get_by_role("button", name="Pass on to police").click()


def _stand_down(page: Page, case: str) -> None:
    page.goto(f"{case}checks/")
    page.get_by_role("link", name="Stand the threat down").click()
    fill_in(page)
    page.get_by_role("button", name="Stand down").click()


def _half_an_hour_passes() -> None:
    """Set the last threat back in time, and let the clock run as it does every few minutes."""
    late = timezone.now() - timedelta(minutes=1)
    Threat.objects.filter(pk=Threat.objects.latest("id").pk).update(ring_next_at=late)
    command = [sys.executable, "-m", "throughcare.cli.main", "clock", "run"]
    ran = subprocess.run(
        command, env=os.environ | database.environment(database.LIVE), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "threats handed to the next officer" in ran.stdout
