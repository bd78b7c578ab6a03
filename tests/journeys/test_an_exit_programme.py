"""A man in custody who wants out, from the case that is opened for him to the day on which the programme starts.

He comes by no referral: the programme opens the case. Police say that contact is clear. He is accepted by criteria that have
a version; what authorities set of security and of control is quoted, each apart; his housing is kept with what less
restrictive was looked at. Nobody starts without an assessment until the manager answers for it in writing. Aftercare begins
while he is inside, the case conference approves his plan, and he says yes.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.journeys.steps import panel, programme, scotland
from tests.kit.office import Office
from throughcare.kernel.time import UK

MONDAY = datetime(2026, 6, 8, 9, tzinfo=UK)
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.invented_world(at=MONDAY)]


def test_a_man_in_custody_starts_an_exit_programme(office: Office):
    office.it_is(date(2026, 6, 8))
    programme.ada_opens_a_case(office)
    programme.police_say_that_contact_is_clear(office)
    programme.ada_decides_by_the_criteria(office)
    programme.ada_quotes_what_authorities_set(office)
    programme.aftercare_begins_in_custody(office)
    programme.nobody_starts_without_an_assessment_unless_mo_answers_for_it(office)

    office.it_is(date(2026, 6, 10))
    scotland.isla_writes_the_plan(office, who="ada", mentor="Ivo Lind, Harbour Mentors", panel="case conference")
    panel.the_coordinator_plans_a_panel(office, on=date(2026, 6, 15), why="Plan to approve")
    panel.the_coordinator_publishes_the_agenda(office)
    office.it_is(date(2026, 6, 15))
    programme.the_case_conference_approves_the_plan(office)
    programme.karl_consents_and_it_starts(office)
    office.desk("cleo").goes_to(office.case("intake/")).is_at("Page not found")
