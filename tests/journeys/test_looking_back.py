"""What was known on a day: the coordinator looks back, the manager takes it to a learning review, and nobody else does.

Ada asks what was known of a case at the end of an earlier day and reads it, with who could see what then. Mo makes one
file of it, with the audit lines beneath, and says what it is for. Dov, who watches over the records, sees who could see
what and no word of it. Cleo, who works elsewhere, finds no such page.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from pypdf import PdfReader

from tests.kit.office import Office
from throughcare.commons.cases.models import Case
from throughcare.kernel.time import UK, uk_today

MONDAY = datetime(2026, 6, 8, 9, tzinfo=UK)
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.invented_world(at=MONDAY)]


def a_day_of(case: Case) -> date:
    """Give a day in the middle of what was recorded."""
    return uk_today(case.opened_at) + timedelta(days=12)


@pytest.mark.parametrize("phone", [False, True], ids=["on a desk", "on a telephone"])
def test_what_was_known_is_looked_back_to_and_printed(office: Office, phone: bool):
    _look_back(office, phone=phone)


def test_what_was_known_is_looked_back_to_where_no_browser_runs_scripts(office_without_scripts: Office):
    _look_back(office_without_scripts)


def _look_back(office: Office, *, phone: bool = False) -> None:
    office.it_is(date(2026, 6, 8))
    case = Case.objects.get(person__name="Robin Vale")
    office.reference = case.reference
    day = a_day_of(case)

    ada = office.desk("ada", phone=phone).goes_to(office.case("timeline/")).follows("What was known on an earlier day")
    ada.is_at("As it was known").writes({"Look back to": day}).presses("Look back")
    ada.sees("Where it stood", "Who could see what then", "Timeline then", "The record then")
    if not phone:
        ada.pictures("as-of")

    mo = (
        office.desk("mo")
        .goes_to(f"{office.case('as-of/')}?on={day.isoformat()}")
        .follows("Print it with the audit lines")
    )
    paper = mo.writes({"What is it for?": "Learning review, June 2026"}).downloads("Make the file")
    words = "\n".join(page.extract_text() for page in PdfReader(paper).pages)
    assert (
        office.reference in words and "Who looked and who did what" in words and "Learning review, June 2026" in words
    )

    dov = office.desk("dov").goes_to(f"/who-looked/?reference={office.reference}").sees("printed")
    dov.follows("Who could see what on an earlier day").writes({"Look back to": day}).presses("Look back")
    dov.sees("Ada Marsh, coordinator").does_not_see("Robin")
    office.desk("cleo").goes_to(f"{office.case('as-of/')}?on={day.isoformat()}").is_at("Page not found")
