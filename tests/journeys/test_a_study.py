"""A study of agreement, from the draw to a new look: nothing of it enters the case.

Quin, who leads quality, draws a sample of one. Ada, who leads that case, chooses evidence, takes the names out and freezes
it. Quin asks Theo, who assesses elsewhere. Theo rates from the frozen evidence; his page keeps his draft by itself. He
sees the first rating only when he has finished, and talks it over. Both ask for a new look: that is all that Ada hears,
and the assessment stays as it was.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.kit.office import Office
from throughcare.cli import demo_cases
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.models import Account
from throughcare.commons.assessments.models import Assessment, Rating
from throughcare.kernel.definitions import load
from throughcare.kernel.time import UK
from throughcare.oversight.quality.models import SecondRating, StudyRating

MONDAY = datetime(2026, 6, 8, 9, tzinfo=UK)
NAME, PURPOSE = "Elin Marsh", "Whether two assessors see the same"
FRAMEWORK = "Vulnerability assessment framework, version 2012-10-23"
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.invented_world(at=MONDAY)]


def an_assessed_case(office: Office) -> None:
    """Assess one person for the panel of Northmere."""
    came = office.calendar.turn_to(date(2026, 6, 8))
    office.it_is(date(2026, 6, 29))
    area = agencies.area_by_code("northmere")
    assert area is not None
    staff = dict(Account.objects.values_list("username", "staff_id"))
    story = {**load("demo", "world").data["cases"][1], "name": NAME, "story": "assessed"}
    office.reference = demo_cases.build(story, area=area.pk, staff=staff, at=came, now=office.calendar.now())


def test_a_study_from_the_draw_to_a_new_look(office: Office):
    _a_study(office)


def test_a_study_on_a_telephone_that_runs_no_scripts(office_without_scripts: Office):
    _a_study(office_without_scripts, phone=True)


def _a_study(office: Office, *, phone: bool = False) -> None:
    an_assessed_case(office)
    _the_quality_lead_draws(office, phone=phone)
    _whoever_leads_the_case_freezes(office, phone=phone)
    _the_quality_lead_asks(office)
    before = _first_ratings()
    _a_colleague_elsewhere_rates(office, phone=phone)
    _both_ask_for_a_new_look(office)
    assert _first_ratings() == before
    ada = office.desk("ada").goes_to("/work/").sees("Decide whether to assess again: two assessors ask")
    for part in ("", "timeline/", "assessment/", f"assessment/{Assessment.objects.latest('id').key}/", "notes/"):
        ada.goes_to(office.case(part)).does_not_see("Theo Vance", PURPOSE)


def _first_ratings() -> list[tuple[str, str]]:
    return list(Rating.objects.order_by("pk").values_list("factor", "presence"))


def _the_quality_lead_draws(office: Office, *, phone: bool) -> None:
    quin = office.desk("quin", phone=phone).goes_to("/agreement/").presses("Draw a sample")
    quin.writes({"Instrument and version": FRAMEWORK, "How many assessments": "1", "What is the study for?": PURPOSE})
    quin.writes({"Finished from": date(2026, 6, 20), "Finished to": date(2026, 6, 29)})
    quin.chooses("No parts: all alike", "Field: one colleague each, as in everyday work").presses("Draw sample")
    quin.is_told("Drawn.").sees("Seed", "Asked for").does_not_see(NAME, office.reference)


def _whoever_leads_the_case_freezes(office: Office, *, phone: bool) -> None:
    ada = office.desk("ada", phone=phone).goes_to("/work/").follows("Choose evidence for a second rating")
    ada.page.get_by_role("checkbox").first.check()
    ada.presses("Withhold names").sees("Change nothing else").presses("Freeze evidence")
    ada.is_told("Evidence frozen.")


def _the_quality_lead_asks(office: Office) -> None:
    quin = office.desk("quin").goes_to("/agreement/").follows(FRAMEWORK).sees("Frozen on")
    quin.follows("Ask a second assessor").chooses("Theo Vance").presses("Ask for a second rating")
    quin.is_told("They see the frozen evidence and the instrument, and nothing else.")


def _a_colleague_elsewhere_rates(office: Office, *, phone: bool) -> None:
    theo = office.desk("theo", phone=phone).goes_to("/second-ratings/").follows("Number 1")
    theo.sees("Evidence", "Nothing is saved yet. Only you see it.").does_not_see(NAME, office.reference, "Hana Brook")
    theo.page.get_by_label("Strong sign").first.check()
    if office.scripts:
        _waits_for_the_draft(theo.page)
    theo.presses("Finish second rating").sees("Feeling under threat: choose an answer, if only that it is not known")
    for box in theo.page.get_by_label("Strong sign").all():
        box.check()
    theo.presses("Finish second rating").is_told("Your rating stays in the study.")
    assert StudyRating.objects.filter(answer="strong").count() == 22
    theo.follows("Number 1").looks().sees(
        "never enters the case", "What comes next", "What you answered", "Talk over number 1"
    )
    theo.does_not_see("Rate from this evidence alone")
    theo.goes_to(office.case()).is_at("Page not found")


def _waits_for_the_draft(page: Page) -> None:
    expect(page.locator("[data-draft]")).to_contain_text("Draft saved at", timeout=20_000)
    assert SecondRating.objects.get().parts


def _both_ask_for_a_new_look(office: Office) -> None:
    theo = office.desk("theo").goes_to("/second-ratings/").sees("To talk over")
    theo.page.get_by_role("table", name="To talk over").get_by_role("link").click()
    theo.looks().sees("Hana Brook", "You differ on")
    for box in theo.page.get_by_label("Some sign").all():
        box.check()
    theo.page.get_by_role("group", name="Do you ask for a new look").get_by_label("Yes", exact=True).check()
    theo.presses("Record what we agreed").is_told("Recorded in the study.")
