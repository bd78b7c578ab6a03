"""Minutes are signed once by the chair; then they are fixed, and corrections stand beside."""

import pytest

from throughcare.commons.cases.tests.builders import opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.models import Minutes
from throughcare.commons.meetings.tests.builders import (
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
)
from throughcare.commons.meetings.tests.test_decide import GO_ON, at_the_meeting
from throughcare.kernel.answers import Refusal

pytestmark = pytest.mark.django_db


def signed():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        item = item_of(found)
        actions.keep(found, item=item, decided=GO_ON, verb="reviews.review", at=THEN)
        actions.sign_minutes(found, item=item, at=THEN)
    return town, case


def test_what_was_signed_says_who_was_there_what_was_decided_and_why():
    town, case = signed()

    with opened(case, town.ada, at=THEN) as found:
        content = queries.signed(item_of(found)).content
    assert content["reference"] == case.reference
    assert [one["name"] for one in content["present"]] == ["Gail Pike", "Dee Frost", "Ben Hale", "Sol Weir"]
    assert content["decisions"][0]["said"] == "The panel goes on as planned."
    assert content["decisions"][0]["reasons"] == "Sam comes every week."


def test_minutes_are_signed_by_the_chair_alone():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        actions.keep(found, item=item_of(found), decided=GO_ON, verb="reviews.review", at=THEN)

    for name in ("ada", "ben", "dee"):
        with pytest.raises(Refusal), opened(case, getattr(town, name), at=THEN) as found:
            actions.sign_minutes(found, item=item_of(found), at=THEN)
    assert not Minutes.objects.exists()


def test_minutes_without_a_decision_are_not_signed():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    published(town, meeting)
    everybody_came(town, case)

    with pytest.raises(Refusal) as refused, opened(case, town.gail, at=THEN) as found:
        actions.sign_minutes(found, item=item_of(found), at=THEN)
    assert [reason.text for reason in refused.value.reasons] == ["no decision is recorded"]


def test_after_signing_nothing_more_is_decided_and_a_correction_stands_beside():
    town, case = signed()
    with opened(case, town.ada, at=THEN) as found:
        item = item_of(found)
        with pytest.raises(Refusal):
            actions.record_attendance(found, item=item, came={town.ben.pk: "apologies"}, at=THEN)
        actions.correct_minutes(found, item=item, words="Ben Hale left at 10am.", at=THEN)

        kept = queries.signed(item)
        assert [one["words"] for one in queries.corrections(kept.id)] == ["Ben Hale left at 10am."]
        assert "left at 10am" not in str(kept.content)


def test_the_digest_shows_a_change_of_what_was_signed():
    _town, _case = signed()
    row = Minutes.objects.get()

    from throughcare.commons.meetings.actions.minutes import digest

    assert digest(row.content) == row.digest
    assert digest({**row.content, "where": "elsewhere"}) != row.digest


def test_an_item_can_be_left_unsigned_with_a_reason_and_stays_open():
    town, case = at_the_meeting()
    with opened(case, town.gail, at=THEN) as found:
        item = item_of(found)
        with pytest.raises(Refusal):
            actions.leave_unsigned(found, item=item, reason=" ", at=THEN)
        actions.leave_unsigned(found, item=item, reason="The clinic wants to read it first.", at=THEN)
        assert queries.signed(item) is None and not item_of(found).is_over
