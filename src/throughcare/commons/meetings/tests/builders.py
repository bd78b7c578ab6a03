"""A panel of an invented area: its meeting, its members, and a case on its agenda."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from throughcare.commons.agencies.models import Agency, Post, Staff
from throughcare.commons.cases import gate
from throughcare.commons.cases.models import Case, Note, Task
from throughcare.commons.cases.tests.builders import NOW, Town, a_case, a_town, as_staff, opened
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.queries import MeetingLine, OnAgenda

MEETS = datetime(2026, 6, 25, 9, tzinfo=UTC)
MEETS_ON = MEETS.date()
LATER = NOW + timedelta(days=2)
THEN = MEETS + timedelta(minutes=20)
LONG_AGO = date(2020, 1, 1)


def a_panel() -> Town:
    """Build an area whose panel has Gail in the chair, Ben for the clinic and Sol for the school as standing members.

    Roe works at the clinic, Kit for the police of another area; neither holds a post here.
    """
    town = a_town()
    town.people["sol"] = _somebody("Sol Weir", town.school)
    Post.objects.create(staff=town.sol, role="panel_member", area=town.area, agency=town.school, from_on=LONG_AGO)
    town.people["roe"] = _somebody("Pip Roe", town.clinic)
    brindle = Agency.objects.create(
        code="brindle-police",
        name="Brindle Police",
        kind="police",
        sector="police",
        regime="part_3",
        valid_from=LONG_AGO,
    )
    town.people["kit"] = _somebody("Kit Vane", brindle)
    return town


def a_meeting(town: Town, *, starts_at: datetime = MEETS, at: datetime = NOW) -> MeetingLine:
    """Plan a meeting as Ada, with Gail in the chair."""
    with as_staff(town.ada, at=at):
        return actions.plan_meeting(
            area_id=town.area.pk,
            starts_at=starts_at,
            place="Ashcombe Town Hall",
            chair_id=town.gail.pk,
            by=town.ada.pk,
            at=at,
        )


def a_listed_case(town: Town, meeting: MeetingLine, *, name: str = "Sam Tarrow", at: datetime = NOW) -> Case:
    """Build a case with a note in its papers, and list it as Ada."""
    case = a_case(town, name=name)
    listed(town, meeting, case, at=at)
    return case


def listed(town: Town, meeting: MeetingLine, case: Case, *, at: datetime = NOW) -> None:
    with opened(case, town.ada, at=at) as found:
        if not Note.objects.filter(case=case).exists():
            from throughcare.commons.cases.actions import add_note

            add_note(found, compartment="core", text="The school rang.", kind="fact", source="", happened_at=at, at=at)
        actions.list_case(found, meeting=meeting, why="panel.first", words="", at=at)


def published(town: Town, meeting: MeetingLine, *, at: datetime = LATER) -> MeetingLine:
    """Publish an agenda as Ada."""
    with as_staff(town.ada, at=at):
        return actions.publish(queries.meeting(meeting.key), by=town.ada.pk, at=at)


def item_of(case: gate.OpenCase) -> OnAgenda:
    """Find the newest item of an opened case."""
    return queries.item(case, str(queries.items_of_case(case)[0].key))


def everybody_came(town: Town, case: Case, *, but: tuple[str, ...] = (), at: datetime = THEN) -> None:
    """Record as Gail who is there: Gail, Dee, Ben and Sol, but those named."""
    came = {getattr(town, name).pk: "apologies" if name in but else "came" for name in ("gail", "dee", "ben", "sol")}
    with opened(case, town.gail if "gail" not in but else town.ada, at=at) as found:
        actions.record_attendance(found, item=item_of(found), came=came, at=at)


def something_due(case: Case, *, code: str = "panel.first", on: date = MEETS_ON) -> Task:
    """Write something due at a panel."""
    return Task.objects.create(
        case=case,
        area=case.area,
        code=code,
        due_on=on,
        first_due_on=on,
        for_role="panel",
        opened_at=NOW,
        address="panel",
    )


def _somebody(name: str, agency: Agency) -> Staff:
    return Staff.objects.create(name=name, job_title="-", agency=agency, phone="01632 960 101")
