"""What several assessments of one person say: three with one instrument over time, and two instruments side by side.

Ada has assessed three times with the framework, and Hana once with the guidance. Ada reads how each question was answered
each time, what changed between two of them, and where the two instruments agree. No line is drawn from two points or from
one instrument to another, nothing is added up, and every picture stands in words below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from playwright.sync_api import expect

from tests.kit.office import Office
from throughcare.cli import demo_cases, demo_gathering
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.models import Account
from throughcare.commons.assessments import actions
from throughcare.commons.assessments.instruments import instrument
from throughcare.commons.assessments.rules import Judged
from throughcare.commons.cases import gate
from throughcare.frame.transaction import acting
from throughcare.kernel.definitions import load
from throughcare.kernel.time import UK

MONDAY = datetime(2026, 6, 8, 9, tzinfo=UK)
NAME = "Tess Arkle"
GRIEVANCE = ("strong", "some", "absent")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.invented_world(at=MONDAY)]


def a_case_assessed_again_and_again(office: Office) -> None:
    """Build the case as the demo does, and assess it on three further days by the acts that people use."""
    came = office.calendar.turn_to(date(2026, 6, 8))
    office.it_is(date(2026, 6, 29))
    area = agencies.area_by_code("northmere")
    assert area is not None
    staff: Mapping[str, int] = dict(Account.objects.values_list("username", "staff_id"))
    story = {**load("demo", "world").data["cases"][1], "name": NAME, "story": "assessed"}
    office.reference = demo_cases.build(story, area=area.pk, staff=staff, at=came, now=office.calendar.now())
    for day, answer in enumerate(GRIEVANCE):
        office.it_is(date(2026, 7, 6 + 7 * day))
        _assessed(office, staff["ada"], "vulnerability_framework", answer)
    _ask_hana(office, staff)
    _assessed(office, staff["hana"], "erg22plus", "partly")


def _ask_hana(office: Office, staff: Mapping[str, int]) -> None:
    at = office.calendar.now()
    with acting("staff", staff=staff["ada"], at=at):
        case = gate.open(office.reference, by=staff["ada"], at=at)
        key = agencies.staff(staff["hana"]).key
        actions.ask_to_assess(case, staff_key=key, due_on=office.calendar.today, at=at)


def _assessed(office: Office, by: int, name: str, grievance: str) -> None:
    used, at = instrument(name), office.calendar.now()
    seen = demo_gathering.nothing_seen()
    with acting("staff", staff=by, at=at):
        case = gate.open(office.reference, by=by, at=at)
        actions.start(case, used=used, reason="It is what we are trained in.", why="A week of support", at=at)
        for factor in used.factors:
            lowest = {one.code: one.scale.answers[0].code for one in used.measures_of(factor.code)[1:]}
            mine = replace(seen, further=lowest)
            if factor.code == "grievance":
                now = {code: grievance for code in lowest if code == "presence_now"}
                mine = replace(mine, presence=grievance, further=lowest | now)
            actions.save_factor(case, factor=factor.code, mine=mine, revision=0, at=at)
        judged = {one.code: Judged("low", "As the evidence says.") for one in used.judgements}
        actions.save_judgements(case, judged=judged, revision=0, at=at)
        actions.save_formulation(case, texts=demo_gathering.FORMULATION, revision=0, at=at)
        actions.save_grounds(case, grounds=demo_gathering.how_it_was_done(), revision=0, at=at)
        actions.finish(case, at=at)


def test_several_assessments_are_read_together(office: Office):
    _read_together(office)


def test_several_assessments_are_read_on_a_telephone_that_runs_no_scripts(office_without_scripts: Office):
    _read_together(office_without_scripts, phone=True)


def _read_together(office: Office, *, phone: bool = False) -> None:
    a_case_assessed_again_and_again(office)
    ada = office.desk("ada", phone=phone).goes_to(office.case("assessment/")).follows("Change over time")
    ada.sees("A line runs only through three known answers in a row", "Engagement, in words", "Taken once, on")
    grievance = ada.page.get_by_role("row").filter(has_text="Feelings of grievance").first
    assert [words for words in grievance.inner_text().split("\n") if words in ("Strong sign", "Some sign", "No sign")]
    expect(ada.page.locator("figure svg")).to_have_count(22)
    ada.does_not_see("Total", "Score").presses("Show what changed").is_at("What changed")
    ada.sees("Feelings of grievance and injustice", "Some sign", "No sign", "two answers are no trend")

    ada.goes_to(office.case("assessment/")).follows("Instruments side by side").presses("Show side by side")
    ada.sees("Do they agree?", "They say the same.", "They differ.", "Nothing is combined").does_not_see(
        "Total", "Score"
    )
