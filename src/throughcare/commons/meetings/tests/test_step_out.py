"""A conflict of interest takes effect at once; a substitute gets what the colleague had."""

import pytest

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, as_staff, opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.tests.builders import (
    LATER,
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
)
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def opens(case, staff, *, at=LATER) -> bool:
    with as_staff(staff, at=at):
        try:
            gate.open(case.reference, by=staff.pk, at=at)
        except NotFound:
            return False
        return True


def listed_for(staff, meeting, *, at=LATER) -> list[str]:
    with as_staff(staff, at=at):
        return [line.reference for line in queries.agenda(meeting.id)]


def test_a_member_who_knows_a_name_from_home_steps_out_before_the_papers_come():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    with as_staff(town.ben, at=NOW):
        item = queries.find(queries.agenda(meeting.id)[0].key)
        actions.declare_conflict(item, why="relative", words="A cousin.", by=town.ben.pk, at=NOW)

    assert listed_for(town.ben, meeting) == []
    published(town, meeting)
    assert not opens(case, town.ben)
    assert Line.objects.filter(case_id=case.pk, verb="meetings:conflict_declared", staff_id=town.ben.pk).count() == 1


def test_a_conflict_said_at_the_meeting_closes_the_case_to_that_member_and_to_nobody_else():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    with opened(case, town.gail, at=LATER) as found:
        actions.record_conflict(found, item=item_of(found), staff_id=town.ben.pk, why="relative", words="", at=LATER)

    assert not opens(case, town.ben)
    assert opens(case, town.sol) and opens(case, town.gail)


def test_whoever_stepped_out_counts_neither_for_the_quorum_nor_as_a_voice():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    everybody_came(town, case)
    with opened(case, town.ada, at=THEN) as found:
        item = item_of(found)
        assert queries.quorum(found, item)
        actions.record_conflict(found, item=item, staff_id=town.gail.pk, why="friend", words="", at=THEN)
        assert not queries.quorum(found, item).local_authority


def test_a_conflict_of_somebody_with_a_post_asks_the_manager_to_keep_them_out():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    with opened(case, town.ada, at=LATER) as found:
        actions.record_conflict(found, item=item_of(found), staff_id=town.dee.pk, why="relative", words="", at=LATER)

    assert Task.objects.filter(case=case, code="cases.keep_out", for_role="manager").count() == 1


def test_a_substitute_gets_the_papers_and_the_colleague_who_cannot_come_loses_them():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    meeting = published(town, meeting)
    with as_staff(town.ben, at=LATER):
        seat = next(seat for seat in queries.seats(meeting.id) if seat.staff_id == town.ben.pk)
        actions.send_apologies(meeting, seat_key=seat.key, sends=town.roe.pk, by=town.ben.pk, at=LATER)
    assert not opens(case, town.roe)

    with as_staff(town.ada, at=LATER):
        actions.let_in_substitute(meeting, seat_key=seat.key, staff_id=town.roe.pk, by=town.ada.pk, at=LATER)
    assert opens(case, town.roe) and not opens(case, town.ben)
    assert listed_for(town.roe, meeting) == [case.reference]


def test_a_member_cannot_let_a_substitute_in_alone():
    town = a_panel()
    meeting = a_meeting(town)
    a_listed_case(town, meeting)
    with as_staff(town.ben, at=NOW):
        seat = next(seat for seat in queries.seats(meeting.id) if seat.staff_id == town.ben.pk)
        with pytest.raises(Refusal):
            actions.let_in_substitute(meeting, seat_key=seat.key, staff_id=town.roe.pk, by=town.ben.pk, at=NOW)

    with as_staff(town.roe, at=NOW), pytest.raises(NotFound):
        queries.meeting(meeting.key)


def test_a_substitute_comes_from_the_same_agency():
    town = a_panel()
    meeting = a_meeting(town)
    a_listed_case(town, meeting)
    with as_staff(town.ada, at=NOW):
        seat = next(seat for seat in queries.seats(meeting.id) if seat.staff_id == town.ben.pk)
        with pytest.raises(Refusal) as refused:
            actions.let_in_substitute(meeting, seat_key=seat.key, staff_id=town.kit.pk, by=town.ada.pk, at=NOW)

    assert [reason.text for reason in refused.value.reasons] == ["a substitute comes from the same agency"]


def test_only_ones_own_apologies_can_be_sent():
    town = a_panel()
    meeting = a_meeting(town)
    with as_staff(town.ben, at=NOW):
        seat = next(seat for seat in queries.seats(meeting.id) if seat.staff_id == town.sol.pk)
        with pytest.raises(Refusal):
            actions.send_apologies(meeting, seat_key=seat.key, sends=None, by=town.ben.pk, at=NOW)


def test_an_officer_who_steps_out_asks_the_manager_to_be_kept_out():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    with as_staff(town.dee, at=NOW):
        item = queries.find(queries.agenda(meeting.id)[0].key)
        actions.declare_conflict(item, why="relative", words="", by=town.dee.pk, at=NOW)

    assert Task.objects.filter(case=case, code="cases.keep_out", for_role="manager").count() == 1


def test_keeping_the_colleague_out_takes_it_off_the_managers_list():
    town = a_panel()
    case = a_listed_case(town, a_meeting(town))
    with opened(case, town.ada) as found:
        cases.ask(found, NewTask(code="cases.keep_out", due_on=NOW.date(), for_role="manager"), at=NOW)

    with opened(case, town.mo) as found:
        cases.exclude(found, staff_id=town.roe.pk, reason="relative", at=NOW)

    assert Task.objects.get(code="cases.keep_out").done_by == town.mo
