"""The demo has a panel to come: what is due is on its agenda, and a first view is in."""

from datetime import date

import pytest

from tests.kit.invented import NOW
from throughcare.cli import demo_panel
from throughcare.commons.cases.models import Case
from throughcare.commons.meetings.models import Item, Meeting, View
from throughcare.commons.meetings.tests.builders import something_due

pytestmark = pytest.mark.django_db


def the_coming_panel(invented) -> Meeting:
    demo_panel.coming(area=invented.areas["northmere"], staff=invented.staff, now=NOW)
    return Meeting.objects.get()


def test_the_panel_to_come_has_what_is_due_on_its_agenda(invented):
    reference = invented.receive()
    Case.objects.filter(reference=reference).update(stage="gathering")
    something_due(Case.objects.get(reference=reference), on=date(2026, 6, 20))

    meeting = the_coming_panel(invented)

    assert (meeting.state, meeting.starts_at.weekday() < 5) == ("published", True)
    assert Item.objects.get().case.reference == reference
    assert View.objects.count() == 1


def test_with_nothing_due_it_stays_a_draft(invented):
    assert the_coming_panel(invented).state == "draft"
