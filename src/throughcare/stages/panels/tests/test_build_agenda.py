"""The agenda builds itself from what is due and from finished assessments."""

import pytest

from throughcare.commons.cases.tests.builders import NOW, a_case, as_staff
from throughcare.commons.meetings import queries as meetings
from throughcare.commons.meetings.tests.builders import a_meeting, a_panel, something_due
from throughcare.stages.panels import actions, queries
from throughcare.stages.panels.tests.builders import a_finished_assessment

pytestmark = pytest.mark.django_db


def test_a_case_whose_assessment_is_finished_is_listed_before_its_panel_is_due():
    town = a_panel()
    assessed, waiting = a_case(town, name="Sam Tarrow"), a_case(town, name="Robin Vale")
    a_finished_assessment(town, assessed)
    meeting = a_meeting(town)

    with as_staff(town.ada, at=NOW):
        assert actions.build_agenda(meeting, by=town.ada.pk, at=NOW).listed == (assessed.reference,)
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


@pytest.mark.parametrize("code", ["panel.review", "panel.closure", "panel.aftercare", "panel.unknown_here"])
def test_every_reason_has_words(code):
    assert queries.why_label(code, "Look again") not in ("", code)
