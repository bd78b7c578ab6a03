"""Before publication name and reference; from then until the case leaves the panel its papers; then nothing."""

import pytest
from django.db import connection

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Exclusion
from throughcare.commons.cases.tests.builders import NOW, a_case, as_staff, opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.tests.builders import (
    LATER,
    MEETS,
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    listed,
    published,
)
from throughcare.kernel.answers import NotFound

pytestmark = pytest.mark.django_db

NAMES = ("cases_case", "people_person", "meetings_item")
PAPERS = ("cases_note", "meetings_listedfor", "cases_event")
SEEN_OF_ALL = ("meetings_meeting", "meetings_seat")


def counted(*tables: str) -> list[int]:
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found.append(cursor.fetchone()[0])
        return found


def test_before_publication_a_member_sees_the_name_and_the_reference_and_nothing_else():
    town = a_panel()
    a_case(town, name="Robin Vale")
    case = a_listed_case(town, a_meeting(town))

    with as_staff(town.ben, at=NOW):
        assert counted(*NAMES) == [1, 1, 1]
        assert counted(*PAPERS) == [0, 0, 0]
        assert [(line.reference, line.name, line.why) for line in queries.agenda(queries.meetings()[0].id)] == [
            (case.reference, "Sam", "")
        ]
        with pytest.raises(NotFound):
            gate.open(case.reference, by=town.ben.pk, at=NOW)


def test_from_publication_a_member_reads_the_papers():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)

    with as_staff(town.ben, at=LATER):
        assert counted(*NAMES) == [1, 1, 1]
        assert all(number > 0 for number in counted(*PAPERS))
        assert gate.open(case.reference, by=town.ben.pk, at=LATER).roles == {"panel_member"}


def test_after_the_case_has_left_the_panel_its_members_see_nothing_of_it():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    everybody_came(town, case)
    with opened(case, town.gail, at=THEN) as found:
        item = item_of(found)
        actions.decide(
            found, item=item, outcome="defer", reached="unanimity", reasons="The school has not answered.", at=THEN
        )
        actions.sign_minutes(found, item=item, at=THEN)

    for member in (town.ben, town.gail):
        with as_staff(member, at=THEN):
            assert counted(*NAMES, *PAPERS, "meetings_decision", "meetings_minutes") == [0] * 8
            assert counted("meetings_meeting") == [1]


def test_a_case_that_is_on_the_next_agenda_stays_known_by_its_name():
    town = a_panel()
    first, second = a_meeting(town), a_meeting(town, starts_at=MEETS.replace(month=7))
    case = a_listed_case(town, first)
    published(town, first)
    everybody_came(town, case)
    with opened(case, town.gail, at=THEN) as found:
        item = item_of(found)
        actions.decide(found, item=item, outcome="defer", reached="unanimity", reasons="Wait for the school.", at=THEN)
    with opened(case, town.gail, at=THEN) as found:
        actions.sign_minutes(found, item=item, at=THEN)
    listed(town, second, case, at=THEN)

    with as_staff(town.ben, at=THEN):
        assert counted("cases_case", "cases_note") == [1, 0]


def test_somebody_who_works_elsewhere_sees_neither_meeting_nor_case():
    town = a_panel()
    meeting = a_meeting(town)
    a_listed_case(town, meeting)
    published(town, meeting)

    with as_staff(town.cleo, at=LATER):
        assert counted(*SEEN_OF_ALL, *NAMES, *PAPERS) == [0] * 8
        with pytest.raises(NotFound):
            queries.meeting(meeting.key)


def test_somebody_who_is_kept_out_gets_no_grant_and_sees_nothing():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_case(town)
    Exclusion.objects.create(case=case, staff=town.ben, from_at=NOW, by=town.mo)
    listed(town, meeting, case)
    published(town, meeting)

    with as_staff(town.ben, at=LATER):
        assert counted(*NAMES, *PAPERS) == [0] * 6
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_grant WHERE staff_id = %s", [town.ben.pk])
        assert cursor.fetchone() == (0,)


def test_a_guest_of_one_item_learns_of_no_other():
    town = a_panel()
    meeting = a_meeting(town)
    a_listed_case(town, meeting, name="Robin Vale")
    case = a_listed_case(town, meeting)
    with opened(case, town.ada) as found:
        actions.invite_guest(found, item=item_of(found), staff_id=town.kit.pk, at=NOW)
    published(town, meeting)

    with as_staff(town.kit, at=LATER):
        assert counted("meetings_meeting", "cases_case") == [1, 1]
        assert [line.reference for line in queries.agenda(meeting.id)] == [case.reference]


def test_a_case_taken_off_the_agenda_is_closed_to_its_members():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    with opened(case, town.ada, at=LATER) as found:
        actions.take_off(found, item=item_of(found), reason="Listed by mistake", at=LATER)

    with as_staff(town.ben, at=LATER):
        assert counted(*NAMES, *PAPERS) == [0] * 6


def test_members_are_let_out_of_cases_that_a_meeting_did_not_reach():
    town = a_panel()
    meeting = a_meeting(town)
    a_listed_case(town, meeting)
    published(town, meeting)
    with as_staff(town.ada, at=THEN):
        actions.end_meeting(queries.meeting(meeting.key), by=town.ada.pk, at=THEN)

    with as_staff(town.ben, at=THEN):
        assert counted(*NAMES, *PAPERS) == [0] * 6


def test_leaving_is_the_only_thing_somebody_can_do_to_grants_without_writing_them():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)

    with as_staff(town.cleo, at=NOW):
        assert cases.step_out(case.pk, roles=("panel_listed",)) == 0
    with as_staff(town.ben, at=NOW):
        assert counted("cases_case") == [1]
        assert cases.step_out(case.pk, roles=("panel_listed",)) == 1
        assert counted("cases_case") == [0]
    with as_staff(town.sol, at=NOW):
        assert counted("cases_case") == [1]
