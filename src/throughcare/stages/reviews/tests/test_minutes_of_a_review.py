"""A review at a panel's meeting stands in that meeting's minutes; elsewhere it stands alone."""

import pytest

from throughcare.commons.cases.models import Case
from throughcare.commons.cases.tests.builders import a_case, as_staff, opened
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as of_meetings
from throughcare.commons.meetings.models import Decision
from throughcare.commons.meetings.tests.builders import (
    MEETS_ON,
    THEN,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
    something_due,
)
from throughcare.stages.reviews import actions
from throughcare.stages.reviews.tests.test_review import said

pytestmark = pytest.mark.django_db


def test_a_monthly_review_is_listed_reviewed_minuted_and_signed():
    town = a_panel()
    case = a_case(town, stage="support")
    something_due(case, code="reviews.review", on=MEETS_ON)
    meeting = a_meeting(town)
    with as_staff(town.ada, at=THEN):
        assert meetings.list_due(meeting, by=town.ada.pk, at=THEN).listed == (case.reference,)
    published(town, meeting, at=THEN)
    everybody_came(town, case)

    with opened(case, town.gail, at=THEN) as found:
        actions.review(found, said=said(), item=item_of(found), happened_at=THEN, at=THEN)
        item = item_of(found)
        content = of_meetings.content_of(found, item)
        assert content["decisions"][0]["reasons"] == "It helps"
        assert {"label": "Until next time", "value": "Three more sessions"} in content["decisions"][0]["further"]
        meetings.sign_minutes(found, item=item, at=THEN)
    assert Case.objects.get(pk=case.pk).stage == "support"


def test_a_review_of_a_case_on_no_agenda_stands_alone():
    town = a_panel()
    case = a_case(town, stage="support")
    with opened(case, town.ada, at=THEN) as found:
        actions.review(found, said=said(), item=None, happened_at=THEN, at=THEN)

    assert not Decision.objects.exists()
