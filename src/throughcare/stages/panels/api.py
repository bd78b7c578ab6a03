"""Panels for machines: when they meet, and which cases are on the agenda. Views and decisions are people's."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema

from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.queries import MeetingLine
from throughcare.frame.machine import After, described, moment_of, next_page, page_after, staff_of
from throughcare.safeguards.audit.record import record
from throughcare.stages.panels import queries as panels

router = Router(tags=["panels"])
Key = Annotated[UUID, Path(description="The meeting, as the list of panels names it")]


class Meeting(Schema):
    """When and where a panel meets."""

    key: UUID
    area: str
    starts_at: datetime
    place: str
    chair: str
    state: str


class MeetingPage(Schema):
    """One page of meetings, the latest first."""

    panels: list[Meeting]
    next: str | None


class Item(Schema):
    """One case on an agenda."""

    number: int
    reference: str
    person: str
    why: str
    is_over: bool


class Agenda(Meeting):
    """A meeting with its agenda."""

    items: list[Item]


@router.get("/panels", **described("panels.read", MeetingPage, name="list_panels"))
def list_panels(request: HttpRequest, after: After = None) -> dict[str, Any]:
    """List the panels that this token may know of."""
    number = page_after(after, not_done=_("The meetings were not shown"))
    record("meetings:looked", kind="list", subject="meetings", at=moment_of(request))
    page = queries.newest(number=number)
    return {"panels": [_meeting(one) for one in page.rows], "next": next_page(page)}


@router.get("/panels/{key}", **described("panels.read", Agenda, name="read_agenda"))
def read_agenda(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Read which cases a panel will look at, and why each."""
    meeting = queries.meeting(str(key))
    actions.look_at(meeting, by=staff_of(request), at=moment_of(request))
    return {**_meeting(meeting), "items": [_item(line) for line in queries.agenda(meeting.id)]}


def _meeting(one: MeetingLine) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("key", "area", "starts_at", "place", "chair", "state")}


def _item(line: queries.ItemLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "reference": line.reference,
        "person": line.name,
        "why": panels.why_label(line.why, line.why_words) if line.why else "",
        "is_over": line.ended_at is not None,
    }
