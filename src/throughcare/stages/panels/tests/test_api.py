"""When panels meet and which cases they look at, for a machine of the area."""

import pytest

from tests.kit.machines import a_machine
from throughcare.commons.agencies.models import Area
from throughcare.commons.meetings.tests.builders import a_listed_case, a_meeting, a_panel
from throughcare.safeguards.audit.models import Line

pytestmark = pytest.mark.django_db


def elsewhere_of(town):
    return Area.objects.exclude(pk=town.area.pk).get().pk


def test_a_machine_reads_an_agenda_and_another_areas_finds_none():
    town = a_panel()
    meeting = a_meeting(town)
    case = a_listed_case(town, meeting)
    here = a_machine(town.council.code, scopes=["panels.read"], area_ids=[town.area.pk])
    elsewhere = a_machine(town.council.code, scopes=["panels.read"], area_ids=[elsewhere_of(town)])

    listed = here.get("/api/panels").json()["panels"]
    agenda = here.get(f"/api/panels/{meeting.key}").json()

    assert [one["key"] for one in listed] == [meeting.key]
    assert [(item["reference"], item["person"]) for item in agenda["items"]] == [(case.reference, "Sam")]
    assert elsewhere.get("/api/panels").json()["panels"] == []
    assert elsewhere.get(f"/api/panels/{meeting.key}").status_code == 404
    assert Line.objects.filter(acting_role="machine", verb="meetings:looked").count() == 3
