"""One case, from the first concern to aftercare, by the forms that people use, in a browser.

A mother shares a concern from her phone. The coordinator finds it on her work list, tells it from the twin's case, and
sees to the child's safety. Police say that contact is clear, weigh the grounds and choose the route, two people at each
weighty step. Partners are asked, chased, and answer; an assessor weighs the evidence. A panel adopts by a majority, the
plan is written and approved, consent asked and given, and the person agrees in his own words. A mentor reports a session
from his phone. The panel reviews after a month and closes after two; half a year later the coordinator looks again, and
the data protection officer sees who looked.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.journeys.steps import assessment, checks, concern, ending, information, panel, plan, record, support
from tests.kit.office import Office
from throughcare.cli import demo_cases
from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.models import Account
from throughcare.kernel.definitions import load
from throughcare.kernel.time import UK

MONDAY = datetime(2026, 6, 8, 9, tzinfo=UK)
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.invented_world(at=MONDAY)]


def test_a_case_lives_its_whole_life(office: Office):
    office.it_is(date(2026, 6, 8))
    concern.a_mother_shares_it(office)
    concern.the_coordinator_finds_it(office)
    concern.the_coordinator_looks_for_earlier_records(office)
    _police_check(office)
    concern.the_child_is_kept_safe(office)
    concern.the_mother_is_answered(office)
    information.the_coordinator_asks_partners(office)
    assessment.the_coordinator_asks_an_assessor(office)
    _partners_answer_and_the_assessor_assesses(office)

    _the_panel_adopts(office)
    _the_plan_is_approved_and_consent_given(office)
    _support_runs_for_a_month(office)
    _it_ends_well_and_is_looked_at_again(office)


def _police_check(office: Office) -> None:
    checks.the_officer_records_that_contact_is_clear(office)
    checks.the_supervisor_confirms(office)
    checks.the_officer_weighs_the_grounds_and_proposes_a_route(office)
    checks.the_supervisor_approves_the_route(office)


def _partners_answer_and_the_assessor_assesses(office: Office) -> None:
    office.it_is(date(2026, 6, 24))
    information.the_coordinator_chases_the_school(office)
    information.the_school_answers(office)
    information.the_trust_holds_nothing(office)
    information.the_coordinator_reads_the_answers(office)
    assessment.the_assessor_drafts(office)
    assessment.a_colleague_writes_a_part(office)
    assessment.the_assessor_goes_on_through_the_week(office)
    assessment.the_assessor_finishes(office)
    assessment.the_coordinator_reads_the_assessment(office)


def _the_panel_adopts(office: Office) -> None:
    panel.the_coordinator_plans_a_panel(office, on=date(2026, 7, 6), why="Assessment finished")
    panel.the_coordinator_publishes_the_agenda(office)
    panel.a_member_gives_a_view(office)
    office.it_is(date(2026, 7, 6))
    panel.the_panel_adopts(office)
    panel.the_chair_signs_the_minutes(office, picture="minutes")
    panel.a_member_no_longer_opens_the_case(office)


def _the_plan_is_approved_and_consent_given(office: Office) -> None:
    office.it_is(date(2026, 7, 8))
    plan.the_coordinator_writes_the_plan(office)
    panel.the_coordinator_plans_a_panel(office, on=date(2026, 7, 13), why="Plan to approve")
    panel.the_coordinator_publishes_the_agenda(office)
    office.it_is(date(2026, 7, 13))
    plan.the_panel_approves_the_plan(office)
    panel.the_chair_signs_the_minutes(office)
    plan.the_person_is_told(office)
    plan.consent_is_asked_and_given(office)
    plan.the_person_agrees_in_their_own_words(office)


def _support_runs_for_a_month(office: Office) -> None:
    office.it_is(date(2026, 7, 17))
    support.support_starts(office)
    support.a_session_is_planned(office, on=date(2026, 7, 22))
    record.the_coordinator_keeps_the_record(office)
    office.it_is(date(2026, 7, 22), hour=17)
    support.the_mentor_reports_it_from_a_phone(office)
    office.it_is(date(2026, 8, 10))
    assessment.the_coordinator_assesses_again_and_reads_what_changed(office)
    panel.the_coordinator_plans_a_panel(office, on=date(2026, 8, 17), why="Review of support")
    panel.the_coordinator_publishes_the_agenda(office)
    office.it_is(date(2026, 8, 17))
    support.the_panel_reviews_and_proposes_closing(office)
    panel.the_chair_signs_the_minutes(office)


def _it_ends_well_and_is_looked_at_again(office: Office) -> None:
    office.it_is(date(2026, 9, 14))
    ending.the_coordinator_says_what_must_be_said(office)
    ending.the_coordinator_proposes_closing(office)
    panel.the_coordinator_plans_a_panel(office, on=date(2026, 9, 17), why="Closing proposed")
    panel.the_coordinator_publishes_the_agenda(office)
    office.it_is(date(2026, 9, 17))
    ending.the_panel_closes(office)
    panel.the_chair_signs_the_minutes(office)
    ending.the_reviews_stand_by_themselves(office)
    office.it_is(date(2027, 3, 17))
    ending.the_coordinator_looks_again(office)
    ending.the_data_protection_officer_sees_who_looked(office)
    ending.a_stranger_sees_nothing(office)


def test_a_panel_decides_where_no_browser_runs_scripts(office_without_scripts: Office):
    office = office_without_scripts
    office.it_is(date(2026, 6, 29))
    office.reference = _an_assessed_case(office)
    panel.the_coordinator_plans_a_panel(office, on=date(2026, 7, 6), why="Assessment finished")
    panel.the_coordinator_publishes_the_agenda(office)
    panel.a_member_gives_a_view(office)
    office.it_is(date(2026, 7, 6))
    panel.the_panel_adopts(office)
    panel.the_chair_signs_the_minutes(office)
    office.it_is(date(2026, 7, 8))
    plan.the_coordinator_writes_the_plan(office)


def _an_assessed_case(office: Office) -> str:
    came = office.calendar.turn_to(date(2026, 6, 8))
    now = office.calendar.turn_to(date(2026, 6, 29))
    area = agencies.area_by_code("northmere")
    assert area is not None
    staff = dict(Account.objects.values_list("username", "staff_id"))
    case = {**load("demo", "world").data["cases"][1], "name": "Elin Marsh", "story": "assessed"}
    return demo_cases.build(case, area=area.pk, staff=staff, at=came, now=now)
