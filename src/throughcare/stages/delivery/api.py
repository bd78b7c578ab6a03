"""Sessions for machines: which there are, and what became of each, as the system of whoever held it says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from pydantic import Field

from throughcare.commons.cases import gate
from throughcare.frame.machine import (
    MOMENT,
    OneOf,
    Reference,
    Sent,
    SentKey,
    Whole,
    described,
    moment_of,
    past_moment,
    words,
)
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.delivery import actions, queries
from throughcare.stages.delivery.actions import Happening, Written

router = Router(tags=["sessions"])
LOOKED = "delivery:looked"
ATTENDANCE = OneOf(lambda: [code for code, _label in codelist("attendance").choices(uk_today(timezone.now()))])
Key = Annotated[UUID, Path(description="The session, as the list of sessions names it")]


class SessionShown(Schema):
    """One session: as it was planned, and what became of it."""

    key: UUID
    starts_at: datetime
    kind: str
    provider: str
    support: str
    state: str = Field(description="planned, held, missed, called_off, changed or no_report")
    attendance: str
    has_report: bool


class Sessions(Schema):
    """The sessions of a case, oldest first."""

    sessions: list[SessionShown]


class NewReport(Sent):
    """What became of a session: who came, when, and what was said. A reason is kept as it was given, and never judged."""

    attendance: Annotated[str, ATTENDANCE]
    happened_at: Annotated[
        str, Field(pattern=MOMENT, description="When it began or was to begin, such as 2026-03-14T16:00Z")
    ]
    minutes: Annotated[int, Whole(1, 600)] | None = None
    reason_given: Annotated[str, words(5000)] = ""
    worked_on: Annotated[str, words(5000)] = ""
    person_said: Annotated[str, words(5000)] = ""
    went_well: Annotated[str, words(5000)] = ""
    next_time: Annotated[str, words(5000)] = ""
    condition: SentKey | None = Field(
        None,
        description="The condition of an order that required the session, where one did: what is kept is kept under it",
    )
    tell_now: Annotated[str, words(5000)] = Field(
        "", description="What somebody must hear today; the owner gets a task to ring"
    )


@router.get("/cases/{reference}/sessions", **described("cases.read", Sessions, name="list_sessions"))
def list_sessions(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """List the sessions of a case."""
    return {"sessions": [_shown(line) for line in queries.sessions(_open(request, reference))]}


@router.post(
    "/cases/{reference}/sessions/{key}/reports",
    **described("sessions.report", SessionShown, status=201, name="report_session"),
)
def report_session(request: HttpRequest, reference: Reference, key: Key, report: NewReport) -> dict[str, Any]:
    """Report what became of a planned session. It is saved also where it contradicts a rule, and marked as such."""
    at = moment_of(request)
    began = past_moment(report.happened_at, at=at, not_done=_("The session was not recorded"))
    case = _open(request, reference)
    ended = began + timedelta(minutes=report.minutes) if report.minutes else None
    said = {name: getattr(report, name) for name in ("worked_on", "person_said", "went_well", "next_time", "tell_now")}
    actions.record_session(
        case,
        key=str(key),
        happening=Happening(report.attendance, began, report.reason_given, ended, str(report.condition or "")),
        written=Written(told_now=bool(report.tell_now.strip()), **said),
        at=at,
    )
    return _shown(queries.session(gate.again(case), str(key)))


def _open(request: HttpRequest, reference: str) -> gate.OpenCase:
    case = gate.open_for(request, reference, verb=LOOKED)
    if not case.may_read("delivery"):
        raise NotFound
    return case


def _shown(line: queries.SessionLine) -> dict[str, Any]:
    return {
        "key": line.key,
        "starts_at": line.starts_at,
        "kind": line.kind,
        "provider": line.provider,
        "support": queries.support_label(line.support),
        "state": line.state,
        "attendance": line.attendance,
        "has_report": line.has_report,
    }
