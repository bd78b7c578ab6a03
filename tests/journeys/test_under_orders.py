"""Two people in the programme: one on licence, from an order to recall and release again; one from custody to release.

Owen supervises Alder on licence. What follows is explained before it matters; Iris writes down that Alder did not come
and the reason he gave, and has no say in whether it counts. Owen decides, reports, and Juno signs second; the report says
itself what it lacks. The authority recalls Alder: that is written down as theirs. Wes moves the case into custody and,
later, out again, and every line is still there. Rowan is in custody, where nothing is required; before release Wes tries
to write down prayers as a duty, is told why not, and records the licence as it may be.
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


def test_a_licence_from_order_to_recall_and_release_again(open_page: OpenPage):
    reference = Case.objects.get(pathway="ddp_licence").reference
    case, today = f"/cases/{reference}/", uk_today(timezone.now())
    owen = Desk(open_page()).signs_in("owen").goes_to(f"{case}orders/")
    owen.sees("Licence", "In force", "What follows was explained")
    iris = Desk(open_page()).signs_in("iris").goes_to(f"{case}orders/compliance/")
    iris.sees("Did not come", "the bus did not run").does_not_see("Decide whether the reason counts")
    iris.presses("Record what happened").chooses("Did not come")
    iris.page.locator("input[name=condition]").first.check()
    iris.writes({"What did you see or hear?": "Nobody came.", "What reason was stated": "He said that he forgot."})
    iris.writes({"When was it?": today}).presses("Record what happened").is_told("Recorded")

    owen.goes_to("/work/").follows("Decide whether the stated reason counts").sees("He said that he forgot.")
    owen.chooses("No").writes({"Why?": "It was agreed in writing the day before."}).presses("Record decision")
    owen.is_told("Decision recorded").goes_to(f"{case}orders/ladder/").sees("Recall and charge are decided")
    owen.presses("Report now")
    for box in owen.page.locator("input[name=events]").all():
        box.check()
    owen.writes({"What should the authority know?": "Two appointments were missed.", "When is it made?": today})
    owen.presses("Make report").is_told("Report made").sees("Not countersigned").pictures("ladder")
    juno = Desk(open_page()).signs_in("juno").goes_to(f"{case}orders/ladder/").follows("Countersign")
    juno.presses("Countersign").is_told("Countersigned").sees("Juno Ware")

    text = _report(owen)
    assert "Compliance chronology" in text and "These are conditions of your licence." in text
    assert "The reason does not count. Owen Sharrow" in text and "Countersigned by Juno Ware." in text

    owen.goes_to(f"{case}orders/ladder/").follows("Record their decision on it").chooses("Recalled to prison")
    owen.writes({"When did it decide?": today}).presses("Record their decision").is_told("the authority's decision")
    owen.sees("Recalled to prison")
    wes = Desk(open_page(phone=True)).signs_in("wes").goes_to(f"{case}programme/")
    for to, why in (("DDP in custody", "Recalled to prison"), ("DDP on licence", "Released again after recall")):
        wes.follows("Move to another pathway").chooses(to, why).writes({"Why does the case move?": why})
        wes.presses("Move case").is_told("Every record stays").sees(why)
    owen.goes_to(f"{case}orders/compliance/").sees("the bus did not run", "He said that he forgot.")
    owen.goes_to(f"{case}mappa/").sees("Category 4", "Level 2", "MAPPA coordinator").pictures("mappa")
    for stranger in ("ada", "cleo"):
        Desk(open_page()).signs_in(stranger).goes_to(f"{case}orders/").is_at("Page not found")


def test_custody_to_release(open_page: OpenPage):
    reference = Case.objects.get(pathway="ddp_custody").reference
    case, today = f"/cases/{reference}/", uk_today(timezone.now())
    release = today + timedelta(days=3)
    wes = Desk(open_page()).signs_in("wes").goes_to(f"{case}orders/").sees("No order is recorded")
    wes.presses("Record an order").chooses("Licence").writes({"First day": release})
    wes.writes({"Last day": today + timedelta(days=400), "When was it made?": today})
    wes.presses("Record order").is_told("Order recorded").follows("Open order").presses("Record a condition")
    _condition(wes, "Attend prayers on Fridays.", "Attend worship or prayer", first=release)
    wes.is_at("The condition was not recorded").sees("Why", "nobody may be required to", "Whom to ask")
    wes.goes_to(f"{case}orders/").follows("Open order").presses("Record a condition")
    _condition(wes, "Attend appointments of the programme.", "None of these", first=today)
    wes.is_at("The condition was not recorded").sees("the order runs from", "Attend appointments of the programme.")
    wes.goes_to(f"{case}orders/").follows("Open order").presses("Record a condition")
    _condition(wes, "Attend appointments of the programme.", "None of these", first=release)
    wes.is_told("Condition recorded").sees("Attendance is required by the order itself").pictures("order")

    wes.goes_to(f"{case}programme/").follows("Move to another pathway").chooses(
        "DDP on licence", "Released from prison"
    )
    wes.writes({"Why does the case move?": "Released today."}).presses("Move case").is_told("Every record stays")
    wes.sees("DDP on licence", "Released from prison").pictures("programme")


def _condition(wes: Desk, words: str, requires: str, *, first: date) -> None:
    wes.chooses("Attend appointments of the programme", "Yes, attendance is required", requires)
    wes.chooses("It stands in the order").writes({"Its exact words": words, "First day": first})
    wes.presses("Record condition")


def _report(owen: Desk) -> str:
    owen.goes_to(owen.page.url)
    link = owen.page.get_by_role("link", name="Open report (PDF)").first.get_attribute("href")
    assert link is not None
    body = owen.page.request.get(link).body()
    return " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())
