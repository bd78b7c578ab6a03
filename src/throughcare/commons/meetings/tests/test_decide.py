"""Decisions are appended: dissent is kept by name, two writers clash, what was promised outlives the meeting."""

from datetime import date

import pytest

from throughcare.commons.cases.models import Event, RuleIncident, Task
from throughcare.commons.cases.tests.builders import an_exclusion, as_staff, opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.actions import Decided, Disagreed, ToDo
from throughcare.commons.meetings.models import Action
from throughcare.commons.meetings.tests.builders import (
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
)
from throughcare.kernel.answers import Conflict, NotFound, Refusal
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db

GO_ON = Decided(
    outcome="go_on", said="The panel goes on as planned.", reached="majority", reasons="Sam comes every week."
)


def at_the_meeting(*, but: tuple[str, ...] = ()):
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    everybody_came(town, case, but=but)
    return town, case


def test_dissent_is_kept_with_the_name_of_the_agency_and_the_colleague():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        decided = Decided(**{**vars(GO_ON), "dissents": [Disagreed("Too early.", staff_id=town.ben.pk)]})
        actions.keep(found, item=item_of(found), decided=decided, verb="reviews.review", at=THEN)

    with opened(case, town.ada, at=THEN) as found:
        assert queries.decisions(found)[0].dissents == (("Ben Hale, Larkfield Clinic", "Too early."),)


def test_a_member_adds_dissent_after_the_decision_in_their_own_words():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        actions.keep(found, item=item_of(found), decided=GO_ON, verb="reviews.review", at=THEN)
    with opened(case, town.ben, at=THEN) as found:
        said = Disagreed("I said so at the meeting.", staff_id=town.ben.pk)
        actions.record_dissent(found, item=item_of(found), said=said, at=THEN)

    with opened(case, town.ada, at=THEN) as found:
        assert queries.dissents(found) == [("Ben Hale, Larkfield Clinic", "I said so at the meeting.")]
    assert Line.objects.filter(case_id=case.pk, verb="panels:dissent_recorded", staff_id=town.ben.pk).count() == 1


def test_two_who_record_at_once_clash_and_both_texts_are_told():
    town, case = at_the_meeting()
    seen_by_both = Decided(**{**vars(GO_ON), "after": 0})
    other = Decided(
        **{**vars(GO_ON), "said": "The panel changes the plan.", "reasons": "Sam asked for it.", "after": 0}
    )
    with opened(case, town.gail, at=THEN) as found:
        actions.keep(found, item=item_of(found), decided=seen_by_both, verb="reviews.review", at=THEN)

    with pytest.raises(Conflict) as clash, opened(case, town.gail, at=THEN) as found:
        actions.keep(found, item=item_of(found), decided=other, verb="reviews.review", at=THEN)
    assert clash.value.by == "Gail Pike"
    assert "Sam comes every week." in clash.value.theirs and "Sam asked for it." in clash.value.yours
    with opened(case, town.gail, at=THEN) as found:
        assert [one.said for one in queries.decisions(found)] == ["The panel goes on as planned."]


def test_what_was_promised_is_a_task_of_its_owner_who_does_it_when_the_papers_are_gone():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        decided = Decided(**{**vars(GO_ON), "actions": [ToDo("Find a tutor", town.sol.pk, date(2026, 7, 9))]})
        item = item_of(found)
        actions.keep(found, item=item, decided=decided, verb="reviews.review", at=THEN)
        actions.sign_minutes(found, item=item, at=THEN)

    with as_staff(town.sol, at=THEN):
        (mine,) = queries.my_actions()
        assert (mine.reference, mine.what, mine.due_on) == (case.reference, "Find a tutor", date(2026, 7, 9))
        actions.finish_action(key=mine.key, outcome="Starts on Monday")
        assert queries.my_actions()[0].outcome == "Starts on Monday"
    assert Task.objects.get(key=Action.objects.get().task).done_by == town.sol
    assert Line.objects.filter(case_id=case.pk, verb="tasks:finished", staff_id=town.sol.pk).count() == 1


def test_nobody_else_finds_or_finishes_what_somebody_promised():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        actions.record_action(
            found, item=item_of(found), to_do=ToDo("Find a tutor", town.sol.pk, date(2026, 7, 9)), at=THEN
        )
    key = str(Action.objects.get().task)

    for name in ("ben", "cleo"):
        with as_staff(getattr(town, name), at=THEN):
            assert queries.my_actions() == []
            with pytest.raises(NotFound):
                actions.finish_action(key=key, outcome="done")


def test_whoever_is_kept_out_of_a_case_no_longer_finds_what_they_promised_of_it():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        to_do = ToDo("Find a tutor", town.sol.pk, date(2026, 7, 9))
        actions.record_action(found, item=item_of(found), to_do=to_do, at=THEN)
    key = str(Action.objects.get().task)
    an_exclusion(case, town.sol, by=town.mo)

    with as_staff(town.sol, at=THEN):
        assert queries.my_actions() == []
        with pytest.raises(NotFound):
            actions.finish_action(key=key, outcome="done")


def test_a_decision_without_quorum_is_recorded_as_it_happened_marked_and_told():
    town, case = at_the_meeting(but=("dee",))
    with opened(case, town.gail, at=THEN) as found:
        row = actions.record_what_happened(found, item=item_of(found), decided=GO_ON, happened_at=THEN, at=THEN)

    assert row.authorises is False
    incident = RuleIncident.objects.get(case=case)
    assert incident.rule == "nobody from the police of the area where the person lives is at the meeting"
    assert Task.objects.filter(case=case, code="cases.look_at_incident", assigned_to=town.ada).count() == 1
    assert Event.objects.filter(case=case, verb="meetings.record_what_happened").count() == 1


def test_a_decision_with_everybody_there_makes_no_incident():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        actions.record_what_happened(found, item=item_of(found), decided=GO_ON, happened_at=THEN, at=THEN)

    assert not RuleIncident.objects.filter(case=case).exists()


def test_only_chair_and_coordinator_record_what_happened():
    town, case = at_the_meeting()

    for name in ("ben", "dee", "mo"):
        with pytest.raises(Refusal), opened(case, getattr(town, name), at=THEN) as found:
            actions.record_what_happened(found, item=item_of(found), decided=GO_ON, happened_at=THEN, at=THEN)


def test_the_police_of_another_area_make_the_quorum_for_somebody_who_lives_there():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    with opened(case, town.ada) as found:
        actions.record_police_of_residence(found, agency_id=town.kit.agency_id, at=THEN)
        actions.invite_guest(found, item=item_of(found), staff_id=town.kit.pk, at=THEN)
    published(town, meeting)
    everybody_came(town, case)

    with opened(case, town.gail, at=THEN) as found:
        item = item_of(found)
        assert not queries.quorum(found, item).police_of_residence
        actions.record_attendance(found, item=item, came={town.kit.pk: "joined_by_video"}, at=THEN)
        assert queries.quorum(found, item).police_of_residence
