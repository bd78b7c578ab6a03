"""The agenda builds itself from what is due, and goes out as one."""

from datetime import timedelta

import pytest

from throughcare.commons.cases.models import Case, Exclusion
from throughcare.commons.cases.tests.builders import NOW, a_case, as_staff, opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.tests.builders import (
    LATER,
    MEETS,
    a_listed_case,
    a_meeting,
    a_panel,
    published,
    something_due,
)
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def built(town, meeting):
    with as_staff(town.ada, at=NOW):
        return actions.list_due(meeting, by=town.ada.pk, at=NOW)


def agenda(town, meeting) -> list[str]:
    with as_staff(town.ada, at=NOW):
        return [line.name for line in queries.agenda(meeting.id)]


def test_every_case_due_by_the_day_is_listed_and_moves_to_the_panel():
    town = a_panel()
    due, early = a_case(town, name="Sam Tarrow"), a_case(town, name="Robin Vale")
    something_due(due, on=MEETS.date())
    something_due(early, on=MEETS.date() + timedelta(days=1))
    meeting = a_meeting(town)

    assert built(town, meeting).listed == (due.reference,)
    assert agenda(town, meeting) == ["Sam"]
    assert Case.objects.get(pk=due.pk).stage == "panel"
    assert Case.objects.get(pk=early.pk).stage == "gathering"


def test_a_case_on_an_agenda_is_not_listed_again():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    something_due(case)

    assert built(town, meeting).listed == ()
    with opened(case, town.ada) as found, pytest.raises(Refusal) as refused:
        actions.list_case(found, meeting=meeting, why="asked", words="", at=NOW)
    assert [reason.text for reason in refused.value.reasons] == ["the case is on an agenda already"]


def test_a_case_with_police_is_left_to_them():
    town = a_panel()
    something_due(a_case(town, stage="checks"))

    assert built(town, a_meeting(town)).listed == ()


def test_a_case_under_support_is_listed_without_leaving_support():
    town = a_panel()
    case = a_case(town, stage="support")
    something_due(case, code="panel.review")
    built(town, a_meeting(town))

    assert Case.objects.get(pk=case.pk).stage == "support"


def test_a_case_its_coordinator_is_kept_out_of_is_not_on_their_list():
    town = a_panel()
    case = a_case(town)
    something_due(case)
    Exclusion.objects.create(case=case, staff=town.ada, from_at=NOW, by=town.mo)

    assert built(town, a_meeting(town)).listed == ()


def test_listing_and_publishing_leave_a_line_on_the_chain_of_each_case():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)

    found = Line.objects.filter(case_id=case.pk, verb__startswith="meetings:").exclude(verb="meetings:looked")
    assert list(found.order_by("id").values_list("verb", flat=True)) == ["meetings:listed", "meetings:published"]


def test_an_agenda_with_a_case_back_with_police_does_not_go_out_and_leaves_no_trace():
    town = a_panel()
    meeting = a_meeting(town)
    first, taken = a_listed_case(town, meeting), a_listed_case(town, meeting, name="Robin Vale")
    Case.objects.filter(pk=taken.pk).update(stage="checks")

    with pytest.raises(Refusal) as refused, as_staff(town.ada, at=LATER):
        actions.publish(meeting, by=town.ada.pk, at=LATER)
    assert [reason.text for reason in refused.value.reasons] == [
        f"{taken.reference}: the case is with police for checks"
    ]
    with as_staff(town.ada, at=LATER):
        assert queries.meeting(meeting.key).state == "draft"
    assert not Line.objects.filter(case_id=first.pk, verb="meetings:published").exists()


def test_an_empty_agenda_does_not_go_out():
    town = a_panel()
    meeting = a_meeting(town)

    with pytest.raises(Refusal) as refused, as_staff(town.ada, at=LATER):
        actions.publish(meeting, by=town.ada.pk, at=LATER)
    assert [reason.text for reason in refused.value.reasons] == ["no case is on it"]


def test_only_a_coordinator_of_the_area_plans_its_panel():
    town = a_panel()

    for name in ("ben", "cleo", "dee"):
        staff = getattr(town, name)
        with pytest.raises(Refusal), as_staff(staff, at=NOW):
            actions.plan_meeting(
                area_id=town.area.pk, starts_at=MEETS, place="-", chair_id=town.gail.pk, by=staff.pk, at=NOW
            )  # fmt: skip


def test_the_chair_of_a_meeting_holds_the_post():
    town = a_panel()

    with pytest.raises(Refusal), as_staff(town.ada, at=NOW):
        actions.plan_meeting(
            area_id=town.area.pk, starts_at=MEETS, place="-", chair_id=town.ben.pk, by=town.ada.pk, at=NOW
        )


def test_the_words_on_the_quorum_name_the_items_where_somebody_will_be_missing():
    town = a_panel()
    meeting = a_meeting(town)
    a_listed_case(town, meeting)
    elsewhere = a_listed_case(town, meeting, name="Robin Vale")
    with opened(elsewhere, town.ada) as found:
        actions.record_police_of_residence(found, agency_id=town.kit.agency_id, at=NOW)

    with as_staff(town.ada, at=NOW):
        words = queries.quorum_in_words(queries.agenda(meeting.id), queries.seats(meeting.id))
    assert words == (
        "The local authority is at the meeting: yes. "
        "The police of the area where the person lives are at the meeting: no, missing for item 2."
    )


def test_an_agenda_tells_what_is_new_since_the_day_one_last_looked():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    meeting = published(town, meeting)
    with as_staff(town.ben, at=LATER):
        assert actions.look_at(meeting, by=town.ben.pk, at=LATER) is None
    with opened(case, town.ada, at=LATER + timedelta(hours=1)) as found:
        from throughcare.commons.cases.actions import tell

        tell(found, verb="x", words="The school answered", at=LATER + timedelta(hours=1))

    with as_staff(town.ben, at=LATER + timedelta(days=1)):
        since = actions.look_at(meeting, by=town.ben.pk, at=LATER + timedelta(days=1))
        assert since == LATER
        assert queries.agenda(meeting.id, since=since)[0].changes > 0
