"""What the sending area's panel has to do with a hand-over: it finishes first, and what it decided stays to be read."""

import pytest

from throughcare.commons.agencies.models import Agency, Area, Post
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, Grant
from throughcare.commons.cases.tests.builders import opened
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as panels
from throughcare.commons.meetings.models import Item
from throughcare.commons.meetings.tests.builders import (
    LATER,
    LONG_AGO,
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
)
from throughcare.commons.transfers import actions
from throughcare.commons.transfers.actions import NewOffer
from throughcare.commons.transfers.tests.builders import BY
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    """Ashcombe and its panel; Cleo is coordinator in Brindle, where Kit is the police officer."""
    town = a_panel()
    brindle = Area.objects.get(code="brindle")
    Post.objects.create(
        staff=town.kit,
        role="police_officer",
        area=brindle,
        agency=Agency.objects.get(code="brindle-police"),
        from_on=LONG_AGO,
    )
    return town


def offered(town, case, *, at=LATER):
    with opened(case, town.ada, at=at) as held:
        actions.offer(held, new=NewOffer("brindle", "Sam moved.", "All of it.", BY), at=at)


def accept(town, case, *, at):
    with acting("staff", staff=town.cleo.pk, at=at):
        held = gate.open_offered(case.reference, by=town.cleo.pk, at=at)
        actions.accept(held, owner_id=town.cleo.pk, police_owner_id=town.kit.pk, at=at)


def decided_and_signed(town, case):
    everybody_came(town, case)
    with opened(case, town.gail, at=THEN) as held:
        item = item_of(held)
        meetings.decide(
            held,
            item=item,
            outcome="defer",
            reached="unanimity",
            reasons="Not enough known.",
            said="Deferred.",
            at=THEN,
        )
        meetings.sign_minutes(held, item=item_of(held), at=THEN)


def test_a_case_on_a_published_agenda_waits_until_the_panel_has_finished(town):
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    offered(town, case)

    with pytest.raises(Refusal) as refused:
        accept(town, case, at=THEN)
    decided_and_signed(town, case)
    accept(town, case, at=THEN)

    assert "the panel of the sending area has not finished with the case" in refused.value.as_text()
    assert Case.objects.get(pk=case.pk).area.code == "brindle"


def test_a_case_leaves_an_agenda_that_is_still_a_draft_and_its_members_with_it(town):
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    offered(town, case)

    accept(town, case, at=THEN)

    assert Item.objects.get(case=case).taken_off_by_id == town.cleo.pk
    assert not Grant.objects.filter(case=case, role="panel_listed", until_at__isnull=True).exists()


def test_the_new_area_reads_what_the_old_panel_decided_and_lists_the_case_for_its_own(town):
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    offered(town, case)
    decided_and_signed(town, case)
    accept(town, case, at=THEN)
    Post.objects.create(
        staff=town.gail,
        role="chair",
        area_id=Area.objects.get(code="brindle").pk,
        agency=town.council,
        from_on=LONG_AGO,
    )
    with acting("staff", staff=town.cleo.pk, at=THEN):
        own = meetings.plan_meeting(
            area_id=Area.objects.get(code="brindle").pk,
            starts_at=THEN,
            place="Brindle",
            chair_id=town.gail.pk,
            by=town.cleo.pk,
            at=THEN,
        )

    with opened(case, town.cleo, at=THEN) as held:
        assert [one.said for one in panels.decisions(held)] == ["Deferred."]
        meetings.list_case(held, meeting=own, why="panel.first", words="", at=THEN)
        assert [row.signed for row in panels.items_of_case(held)] == [True, False] or len(
            panels.items_of_case(held)
        ) == 2


def test_of_other_meetings_of_the_old_area_the_new_one_learns_nothing(town):
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    offered(town, case)
    decided_and_signed(town, case)
    accept(town, case, at=THEN)
    other = a_meeting(town)

    with opened(case, town.cleo, at=THEN):
        assert [one.key for one in panels.meetings()] == [meeting.key]
    with acting("staff", staff=town.cleo.pk, at=THEN):
        assert other.key not in [one.key for one in panels.meetings()]
        assert panels.meetings() == []
