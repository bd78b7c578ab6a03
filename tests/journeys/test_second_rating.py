"""An assessment is rated a second time, blind, from the draw to the talk, over a live site as the real login role.

Quin, quality lead, draws one assessment and sees a number. Ada, who leads the case, finds a task, chooses a note, takes
out what names somebody, and freezes it. Quin asks Theo of Ashcombe. Theo sees the evidence and the instrument: no page, no
address for machines and no search shows him the case. Hana, who rated first, and Theo then talk over where they differ.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.kit.browser import OpenPage, axe, sign_in
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.invented_world


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_assessment_is_rated_a_second_time(open_page: OpenPage, scripts: bool):
    quin, ada, theo = open_page(scripts=scripts), open_page(scripts=scripts), open_page(phone=True, scripts=scripts)

    study = draws(quin)
    reference = freezes(ada)
    asks(quin, study)
    key = rates(theo, reference)
    hana = open_page(scripts=scripts)
    talks_over(hana, key)

    quin.goto(study)
    expect(quin.locator("main")).to_contain_text("Talked over. A new look is asked for")
    quin.get_by_role("link", name="Report on agreement").click()
    expect(quin.locator("main")).to_contain_text("1 of the 10 people that a report needs have a second rating")
    ada.goto(f"/cases/{reference}/tasks/")
    expect(ada.locator("main")).to_contain_text("Decide whether to assess again: two assessors ask")
    ada.goto(f"/cases/{reference}/assessment/")
    expect(ada.locator("main")).not_to_contain_text("Theo Vance")


def draws(page: Page) -> str:
    sign_in(page, "quin")
    page.goto("/agreement/")
    axe(page)
    page.get_by_role("link", name="Draw a sample").click()
    page.get_by_label("Instrument and version").select_option("vulnerability_framework/2012-10-23")
    today = uk_today(timezone.now())
    for name, day in (("since", today - timedelta(days=60)), ("until", today)):
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            page.locator(f"[name={name}-{part}]").fill(str(value))
    page.get_by_label("How many assessments").fill("1")
    page.get_by_label("No parts: all alike").check()
    page.get_by_label("Field: one colleague each").check()
    page.get_by_label("What is the study for?").fill("Whether training is needed")
    axe(page)
    page.get_by_role("button", name="Draw sample").click()
    expect(page.get_by_role("alert")).to_contain_text("Drawn.")
    expect(page.locator("main")).not_to_contain_text(re.compile(r"TC-\w+"))
    axe(page)
    return page.url


def freezes(page: Page) -> str:
    sign_in(page, "ada")
    page.goto("/work/")
    page.get_by_role("link", name=re.compile("Choose evidence for a second rating")).first.click()
    found = re.search(r"TC-[\w-]+", page.url)
    assert found, page.url
    axe(page)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Withhold names").click()
    axe(page)
    page.get_by_role("button", name="Freeze evidence").click()
    expect(page.get_by_role("alert")).to_contain_text("Evidence frozen")
    return found.group()


def asks(page: Page, study: str) -> None:
    page.goto(study)
    page.get_by_role("link", name=re.compile("Ask a second assessor")).click()
    page.get_by_label("Theo Vance").check()
    axe(page)
    page.get_by_role("button", name="Ask for a second rating").click()
    expect(page.get_by_role("alert")).to_contain_text("They see the frozen evidence and the instrument")


def rates(page: Page, reference: str) -> str:
    sign_in(page, "theo")
    page.goto("/second-ratings/")
    axe(page)
    page.get_by_role("link", name=re.compile("Number 1")).first.click()
    here = page.url
    axe(page)
    expect(page.locator("main")).not_to_contain_text(reference)
    expect(page.locator("main")).not_to_contain_text("Tarrow")
    for group in page.get_by_role("group").all():
        group.get_by_label("Strong sign").check()
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert")).to_contain_text("Only you see it")
    sees_nothing(page, reference)
    page.goto(here)
    page.get_by_role("button", name="Finish second rating").click()
    expect(page.get_by_role("alert")).to_contain_text("Your rating stays in the study")
    return here.rstrip("/").rpartition("/")[2]


def sees_nothing(page: Page, reference: str) -> None:
    for part in ("", "assessment/", "plan/", "panel/", "timeline/", "notes/", "tasks/"):
        answer = page.request.get(f"{page.url.partition('/second')[0]}/cases/{reference}/{part}")
        assert answer.status == 404, part
    answer = page.request.get(f"{page.url.partition('/second')[0]}/api/cases/{reference}")
    assert answer.status in (401, 403, 404)


def talks_over(page: Page, key: str) -> None:
    sign_in(page, "hana")
    page.goto("/second-ratings/")
    page.get_by_role("link", name=re.compile("Number 1")).first.click()
    assert key in page.url
    axe(page)
    for group in page.get_by_role("group").all():
        if group.get_by_label("Some sign").count():
            group.get_by_label("Some sign").check()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Record what we agreed").click()
    expect(page.get_by_role("alert")).to_contain_text("Recorded in the study")
