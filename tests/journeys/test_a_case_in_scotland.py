"""One case in Scotland, from what somebody was worried about to support, under a Multi-Agency Panel.

The Prevent Delivery Unit checks it; the working days are Scotland's. The panel cannot decide before it is recorded that the
chief social work officer appointed the chair. The boy's aunt consents, and support waits until he has said yes beside her.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.journeys.steps import scotland
from tests.kit.office import Office
from throughcare.kernel.time import UK

WORLD, MONDAY = datetime(2026, 6, 8, 9, tzinfo=UK), datetime(2026, 11, 23, 9, tzinfo=UK)
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.invented_world(at=WORLD)]


def test_a_case_is_supported_under_a_multi_agency_panel(office: Office):
    office.it_is(date(2026, 11, 23))
    story = scotland.somebody_is_worried(office, came=MONDAY)
    # Five working days from 23 November end on 1 December there: 30 November is St Andrew's Day.
    office.desk("ross").goes_to(office.case("tasks/")).sees("1 Dec 2026", "5 working days from")
    scotland.the_delivery_unit_checks(office)
    office.it_is(date(2026, 12, 14))
    scotland.partners_answer_and_somebody_assesses(story)
    scotland.isla_plans_a_panel(office, on=date(2026, 12, 15))
    office.it_is(date(2026, 12, 15))
    scotland.nobody_adopts_before_the_chair_is_appointed(office)
    scotland.isla_writes_the_plan(office)
    scotland.isla_plans_a_panel(office, on=date(2026, 12, 16))
    office.it_is(date(2026, 12, 16))
    scotland.the_panel_approves_the_plan(office)
    scotland.the_aunt_consents(office)
    scotland.support_waits_for_his_own_yes(office)
    office.desk("cleo").goes_to(office.case()).is_at("Page not found")
