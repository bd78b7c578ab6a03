"""A panel looks at three cases from the chair's page: on a wall, on a telephone, and where no browser runs scripts.

Ben has said what his service thinks of the first case, and steps out of the second, whose family he knows. A note comes
in before the meeting, and he is told what is new since he last looked. On the day the chair records who is there; a view
comes in while she writes, and she loses no word. The panel adopts by a majority, with a dissent. She tries to go on
before the minutes are signed and is told what helps; then the second case, without police and so without a quorum, is
put off, and its minutes are left unsigned with a reason; the third is adopted and signed.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.journeys.steps import chair, panel
from tests.kit.calendar import Calendar
from tests.kit.desk import Desk
from tests.kit.office import Office
from throughcare.cli import demo_cases
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.models import Account
from throughcare.kernel.definitions import load
from throughcare.kernel.time import UK

MONDAY = datetime(2026, 6, 8, 9, tzinfo=UK)
NAMES = ("Elin Marsh", "Ivy Lorne", "Tess Arkle")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.invented_world(at=MONDAY)]


def three_cases(calendar: Calendar) -> list[str]:
    """Assess three people for the panel of Northmere."""
    came = calendar.turn_to(date(2026, 6, 8))
    now = calendar.turn_to(date(2026, 6, 29))
    area = agencies.area_by_code("northmere")
    assert area is not None
    staff = dict(Account.objects.values_list("username", "staff_id"))
    stories = [{**load("demo", "world").data["cases"][1], "name": name, "story": "assessed"} for name in NAMES]
    return [demo_cases.build(story, area=area.pk, staff=staff, at=came, now=now) for story in stories]


@pytest.mark.parametrize("phone", [False, True], ids=["on a wall", "on a telephone"])
def test_three_cases_one_after_another(office: Office, phone: bool):
    _three_cases(office, phone=phone, picture=not phone)


def test_three_cases_where_no_browser_runs_scripts(office_without_scripts: Office):
    _three_cases(office_without_scripts)


def test_a_case_is_decided_and_signed_with_the_keyboard_alone(office: Office):
    office.it_is(date(2026, 6, 29))
    first = three_cases(office.calendar)[0]
    chair.the_coordinator_calls_the_panel(office, on=date(2026, 7, 6))
    office.it_is(date(2026, 7, 6))
    chair.decides_with_the_keyboard_alone(_at(office, first, phone=False))


def _three_cases(office: Office, *, phone: bool = False, picture: bool = False) -> None:
    office.it_is(date(2026, 6, 29))
    first, second, third = three_cases(office.calendar)
    chair.the_coordinator_calls_the_panel(office, on=date(2026, 7, 6))
    chair.members_prepare(office, first, second)
    office.it_is(date(2026, 7, 2))
    chair.the_coordinator_adds_to_the_record(office, first)
    office.it_is(date(2026, 7, 6))
    chair.a_member_sees_what_is_new(office, first)

    gail = _at(office, first, phone=phone)
    chair.records_who_is_there(gail).sees("Quorum met")
    chair.a_view_comes_in_while_the_chair_writes(office, gail, first)
    chair.the_panel_adopts_with_a_dissent(office, gail, picture="chair" if picture else "")
    chair.the_next_case_waits_for_the_signature(gail, _item(office, second), picture="not-signed" if picture else "")

    gail.goes_to(_item(office, second))
    chair.the_second_case_is_put_off(office, gail)
    chair.the_chair_leaves_it_unsigned(gail)

    gail.goes_to(_item(office, third))
    chair.records_who_is_there(gail).chooses("Adopt", "All agreed").writes({"Reasons": "She asks for help."})
    gail.presses("Read back").presses("Record decision").presses("Sign minutes").is_told("signed")
    panel.a_member_no_longer_opens_the_case(_about(office, first))


def _at(office: Office, reference: str, *, phone: bool) -> Desk:
    gail = office.desk("gail", phone=phone)
    if office.scripts:
        gail.page.clock.install(time=office.calendar.now())
    return chair.the_chair_opens(office, reference, phone=phone)


def _item(office: Office, reference: str) -> str:
    """Find the address of an item on the coordinator's agenda."""
    ada = office.desk("ada").goes_to(office.panel)
    row = ada.page.get_by_role("row").filter(has_text=reference)
    found = row.get_by_role("link", name="Open item").get_attribute("href")
    assert found is not None
    return found


def _about(office: Office, reference: str) -> Office:
    office.reference = reference
    return office
