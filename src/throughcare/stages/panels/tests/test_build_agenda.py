"""The agenda builds itself from what is due and from finished assessments."""

import pytest

from throughcare.commons.assessments import actions as assessments
from throughcare.commons.assessments import queries as assessed
from throughcare.commons.cases.models import Task
from throughcare.commons.cases.tests.builders import NOW, a_browser, a_case, as_staff, opened
from throughcare.commons.meetings import actions as meet
from throughcare.commons.meetings import queries as meetings
from throughcare.commons.meetings.tests.builders import (
    THEN,
    a_listed_case,
    a_meeting,
    a_panel,
    everybody_came,
    item_of,
    published,
    something_due,
)
from throughcare.commons.meetings.tests.test_decide import GO_ON
from throughcare.stages.panels import actions, queries
from throughcare.stages.panels.tests.builders import a_finished_assessment

pytestmark = pytest.mark.django_db


def test_a_case_whose_assessment_is_finished_is_listed_before_its_panel_is_due():
    town = a_panel()
    done, waiting = a_case(town, name="Sam Tarrow"), a_case(town, name="Robin Vale")
    a_finished_assessment(town, done)
    meeting = a_meeting(town)

    with as_staff(town.ada, at=NOW):
        assert actions.build_agenda(meeting, by=town.ada.pk, at=NOW).listed == (done.reference,)
        assert [line.why for line in meetings.agenda(meeting.id)] == ["panel.assessed"]
        assert waiting.reference not in [line.reference for line in meetings.agenda(meeting.id)]


def test_what_is_due_stands_on_the_list_until_it_is_on_an_agenda():
    town = a_panel()
    case = a_case(town)
    something_due(case, code="panel.first")
    meeting = a_meeting(town)

    with as_staff(town.ada, at=NOW):
        assert [one.reference for one in queries.due(town.area.pk, on=NOW.date().replace(day=25))] == [case.reference]
        actions.build_agenda(meeting, by=town.ada.pk, at=NOW)
        assert queries.due(town.area.pk, on=NOW.date().replace(day=25)) == []


def test_what_an_assessor_does_not_know_goes_on_the_next_agenda_with_its_words_until_the_minutes_are_signed():
    town = a_panel()
    case = a_case(town)
    with opened(case, town.ada) as found:
        assessments.put_to_panel(found, factor="threat", missing="Who Sam meets online.", at=NOW)
    meeting = a_meeting(town)

    with as_staff(town.ada, at=NOW):
        listed = actions.build_agenda(meeting, by=town.ada.pk, at=NOW).listed
        whys = [queries.why_label(line.why) for line in meetings.agenda(meeting.id)]
    published(town, meeting)
    everybody_came(town, case)

    assert (listed, whys) == ((case.reference,), ["A question of the assessment"])
    with opened(case, town.gail, at=THEN) as found:
        item = item_of(found)
        asked = assessed.questions_for_panel(found)
        meet.keep(found, item=item, decided=GO_ON, verb="reviews.review", at=THEN)
        meet.sign_minutes(found, item=item, at=THEN)
    assert asked == ["Who Sam meets online."]
    assert Task.objects.get(code="assessments.put_to_panel").outcome == "Put to the panel"


def test_the_page_of_an_item_says_what_the_assessment_asks():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    with opened(case, town.ada) as found:
        assessments.put_to_panel(found, factor="threat", missing="Who Sam meets online.", at=NOW)
        item = item_of(found)

    page = a_browser(town.ada).get(f"/cases/{case.reference}/panel/{item.key}/").content.decode()

    assert "The assessment asks:" in page
    assert "Who Sam meets online." in page


@pytest.mark.parametrize("code", ["panel.review", "panel.closure", "panel.aftercare", "panel.unknown_here"])
def test_every_reason_has_words(code):
    assert queries.why_label(code, "Look again") not in ("", code)
