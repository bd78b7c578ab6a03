"""Meetings that are called outside the rhythm, and chairs whom somebody appointed."""

from datetime import timedelta

import pytest

from throughcare.commons.cases.tests.builders import NOW, a_browser, as_staff, opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.models import Meeting
from throughcare.commons.meetings.tests.builders import (
    MEETS,
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    item_of,
    published,
    something_due,
)
from throughcare.kernel.answers import Refusal
from throughcare.kernel.time import uk_today

pytestmark = pytest.mark.django_db
WHY = "Release is earlier than anybody thought"
TODAY = uk_today(NOW)


def an_extraordinary_meeting(town):
    with as_staff(town.ada, at=NOW):
        return actions.plan_meeting(
            area_id=town.area.pk,
            starts_at=MEETS,
            place="Ashcombe Town Hall",
            chair_id=town.gail.pk,
            called_because=WHY,
            by=town.ada.pk,
            at=NOW,
        )


def test_an_extraordinary_panel_says_why_on_its_agenda_and_goes_out_at_shorter_notice():
    town = a_panel()
    usual, called = a_meeting(town), an_extraordinary_meeting(town)
    ada = a_browser(town.ada)

    shown, other = (ada.get(f"/panels/{meeting.key}/").text for meeting in (called, usual))

    assert WHY in shown and "24 June 2026" in shown and "1 working day from" in shown
    assert WHY not in other and "18 June 2026" in other and "5 working days from" in other


def test_the_minutes_of_an_extraordinary_panel_say_why_it_was_called():
    town = a_panel()
    meeting = an_extraordinary_meeting(town)
    case = a_listed_case(town, meeting)
    something_due(case)
    published(town, meeting)

    with opened(case, town.gail, at=THEN) as found:
        content = queries.content_of(found, item_of(found))

    assert content["meeting"] == f"Ashcombe panel, 25 June 2026, extraordinary: {WHY}"


def test_the_appointment_of_a_chair_is_recorded_with_who_and_when():
    town = a_panel()
    meeting = a_meeting(town)
    assert not meeting.has_appointed_chair

    with as_staff(town.ada, at=NOW):
        found = actions.record_appointment(meeting, by_whom="Elspeth Rae", on=TODAY, by=town.ada.pk, at=NOW)

    assert found.has_appointed_chair
    row = Meeting.objects.get(pk=meeting.id)
    assert (row.appointed_id, row.appointed_by, row.appointed_on) == (town.gail.pk, "Elspeth Rae", TODAY)


@pytest.mark.parametrize(
    ("by_whom", "days", "who", "why"),
    [
        (" ", 0, "ada", "it is not said who appointed the chair"),
        ("Elspeth Rae", 1, "ada", "the day of the appointment has not come yet"),
        ("Elspeth Rae", 0, "ben", "this is for:"),
    ],
)
def test_an_appointment_needs_a_name_a_day_that_has_come_and_whoever_calls_the_panel(by_whom, days, who, why):
    town = a_panel()
    meeting = a_meeting(town)
    staff = getattr(town, who)

    with as_staff(staff, at=NOW), pytest.raises(Refusal) as refused:
        actions.record_appointment(meeting, by_whom=by_whom, on=TODAY + timedelta(days=days), by=staff.pk, at=NOW)

    assert why in refused.value.as_text()
    assert Meeting.objects.get(pk=meeting.id).appointed_id is None
