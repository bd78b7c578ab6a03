"""Two orders of the Secretary of State: a TPIM notice that is extended, looked at and quashed, and a return at seventeen.

Under the notice Owen has one step alone, the report. The Review Group looks at it, a year is added, somebody chooses what
comes next, and then a court quashes it: what was recorded under it stays and says so. Sorrel comes back at seventeen under
a temporary exclusion order. Iris cannot take the case on before it says which youth offending team works with it; the
permit stands as a pointer, what follows is explained, and a report made at once says itself what it lacks.
"""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.kit.browser import OpenPage
from tests.kit.desk import Desk
from throughcare.commons.cases.models import Case
from throughcare.kernel.time import uk_today

pytestmark = [pytest.mark.browser, pytest.mark.invented_world]

WORDS = "Attend appointments with the programme at the time and place that are set."


def test_a_notice_is_looked_at_extended_and_quashed(open_page: OpenPage):
    case, today = f"/cases/{Case.objects.get(pathway='ddp_tpim').reference}/", _today()
    owen = Desk(open_page()).signs_in("owen").goes_to(f"{case}orders/ladder/").sees("Report to the authority")
    owen.does_not_see("Take another step", "Written warning").sees("Decided by the Secretary of State")
    owen.goes_to(f"{case}orders/").sees("Appointments measure", "Association measure").follows("Open order")
    order = owen.sees("A notice runs for one year", "the TPIM Review Group").page.url

    owen.follows("Record that it was looked at").chooses("Nothing: the order goes on as it is")
    owen.writes({"When was it looked at?": today, "What was found?": "The overnight measure is still needed."})
    owen.presses("Record look").is_told("sets the next day")
    owen.goes_to(order).follows("Record a change of the order").chooses("Made it run longer")
    owen.writes({"First day of the change": today, "Last day": today + timedelta(days=364), "What changed?": "A year."})
    owen.writes({"When was it decided?": today}).presses("Record change").is_told("Change recorded").sees("Extended")
    owen.goes_to(f"{case}programme/").follows("Choose what comes after the order").chooses("Go on by consent")
    owen.writes({"Why?": "She wants to keep the mentor."}).presses("Record choice").is_told("Choice recorded")

    owen.goes_to(order).follows("Record the end of the order").chooses("A court quashed it")
    owen.writes({"From which day is it no longer in force?": today, "In what words?": "Quashed on appeal."})
    owen.writes({"When was it decided?": today}).presses("Record end").is_told("Nothing was deleted").sees("Quashed")
    owen.goes_to(f"{case}orders/compliance/").sees("She said that she forgot.", "The order was quashed on")
    Desk(open_page()).signs_in("cleo").goes_to(order).is_at("Page not found")


def test_somebody_of_seventeen_returns_under_an_exclusion_order(open_page: OpenPage):
    today = _today()
    iris = Desk(open_page()).signs_in("iris").goes_to("/programme/take-on/")
    _asks_to_take_on(iris, born=date(today.year - 17, 1, 1))
    iris.is_at("The case was not taken on").sees("youth offending team", "Whom to ask").goes_to("/programme/take-on/")
    _asks_to_take_on(iris, born=date(today.year - 17, 1, 1), youth_team="Merevale Youth Offending Team, K. Dorn")
    iris.is_told("Police check first").sees("Sorrel Finch", "treated as a child")
    case = f"/cases/{iris.page.url.rstrip('/').rpartition('/')[2]}/"
    iris.goes_to(f"{case}programme/").sees("Merevale Youth Offending Team").follows("Name an officer or prison lead")
    iris.chooses("Owen Sharrow").presses("Name colleague").is_told("open to them")

    owen = Desk(open_page(phone=True)).signs_in("owen").goes_to(f"{case}orders/add/")
    owen.chooses("Temporary exclusion order").writes({"First day": today, "When was it made?": today})
    owen.presses("Record order").is_told("Order recorded").follows("Open order").follows("Record pointer")
    owen.chooses("Permit to return").writes({"Who keeps it?": "Home Office"}).presses("Record pointer")
    owen.is_told("Pointer recorded").presses("Record a condition")
    owen.chooses("Attend appointments", "Yes, attendance is required", "It stands in the order", "None of these")
    owen.writes({"Its exact words": WORDS, "First day": today}).presses("Record condition").is_told(
        "Explain what follows"
    )
    _misses(owen, case)
    owen.goes_to(f"{case}orders/ladder/").does_not_see("Take another step").presses("Report now")
    owen.page.locator("input[name=events]").first.check()
    owen.writes({"What should the authority know?": "Sorrel did not come.", "When is it made?": today})
    owen.presses("Make report").is_told("Report made").sees("Not countersigned")
    assert "Nothing shows that this condition was explained before" in _report(owen)
    for stranger in ("ada", "cleo"):
        Desk(open_page()).signs_in(stranger).goes_to(f"{case}orders/").is_at("Page not found")


def _today() -> date:
    return uk_today(timezone.now())


def _asks_to_take_on(iris: Desk, *, born: date, youth_team: str = "") -> None:
    iris.chooses("Merevale region", "After return under a temporary exclusion order")
    iris.chooses("Returned under a temporary exclusion order", "Attendance is required by the order itself")
    iris.writes({"Name": "Sorrel Finch", "Date of birth": born, "Youth offending team": youth_team})
    iris.presses("Take case on")


def _misses(owen: Desk, case: str) -> None:
    owen.goes_to(f"{case}orders/compliance/add/").chooses("Did not come")
    owen.page.locator("input[name=condition]").first.check()
    owen.writes({"What did you see or hear?": "Nobody came to the office.", "When was it?": _today()})
    owen.presses("Record what happened").is_told("Recorded")


def _report(owen: Desk) -> str:
    link = owen.page.get_by_role("link", name="Open report (PDF)").first.get_attribute("href")
    assert link is not None
    body = owen.page.request.get(link).body()
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
