"""Cases for machines: what the token's agency may read of them, a page at a time and never counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from throughcare.commons.cases import desk, gate, queries
from throughcare.commons.cases.queries import lists, record
from throughcare.commons.cases.said import NOTES
from throughcare.frame.machine import After, Reference, described, moment_of, next_page, page_after, unknown_cursor
from throughcare.kernel.paging import SIZE, cursor_after, read_cursor
from throughcare.safeguards.audit.record import record as audit
from throughcare.safeguards.pathways import Pathway

router = Router(tags=["cases"])


class CaseLine(Schema):
    """One case of a list."""

    reference: str
    person: str
    stage: str = Field(description="In the neutral words that everybody outside the police reads")
    area: str
    owner: str
    next_due_on: date | None
    received_at: datetime
    closed_at: datetime | None


class CasePage(Schema):
    """One page of cases, the newest first."""

    cases: list[CaseLine]
    next: str | None = Field(description="Send it as `after` to read on; nothing after the last page")


class CaseShown(Schema):
    """One case: where it stands and who answers for it."""

    reference: str
    person: str
    stage: str
    pathway: str
    pathway_version: str
    area: str
    owner: str
    controller: str
    received_at: datetime
    closed_at: datetime | None


class Happened(Schema):
    """One thing that happened; of notes only that they were written."""

    happened_at: datetime
    recorded_at: datetime
    words: str
    by: str


class Timeline(Schema):
    """One page of what happened, the newest first."""

    events: list[Happened]
    next: str | None


class Due(Schema):
    """One thing that is due, with the rule behind its date."""

    key: str
    code: str
    what: str
    due_on: date
    first_due_on: date
    rule: str
    rule_source: str
    paused_because: str
    assigned_to: str


class Tasks(Schema):
    """Everything that is due on a case, soonest first."""

    tasks: list[Due]


@router.get("/cases", **described("cases.read", CasePage, name="list_cases"))
def list_cases(request: HttpRequest, after: After = None) -> dict[str, Any]:
    """List the cases that this token may open, the newest first."""
    last = read_cursor(after, parts=2) if after else ("", "")
    if last is None or not lists.is_moment(last[0]):
        raise unknown_cursor(_("The list was not shown"))
    audit("cases:listed", kind="list", subject="cases", at=moment_of(request))
    found = lists.cases_after(opened_at=last[0], reference=last[1], size=SIZE)
    more = len(found) > SIZE
    rows = found[:SIZE]
    return {
        "cases": [_line(row) for row in rows],
        "next": cursor_after(rows[-1].opened_at.isoformat(), rows[-1].reference) if more else None,
    }


def _line(row: Any) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "person": row.person,
        "stage": Pathway.load(row.pathway, row.pathway_version).stage(row.stage).label_for(police=False),
        "area": row.area,
        "owner": row.owner or "",
        "next_due_on": row.due_on,
        "received_at": row.opened_at,
        "closed_at": row.closed_at,
    }


@router.get("/cases/{reference}", **described("cases.read", CaseShown, name="read_case"))
def read_case(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """Read where one case stands."""
    case = _open(request, reference, look="cases:looked")
    row = queries.standing(case)
    return {
        "reference": case.reference,
        "person": queries.header(case).name,
        "stage": queries.stage_label(case),
        "pathway": case.pathway.label,
        "pathway_version": case.pathway_version,
        "area": row.area,
        "owner": row.owner,
        "controller": row.controller,
        "received_at": case.opened_at,
        "closed_at": case.closed_at,
    }


@router.get("/cases/{reference}/timeline", **described("cases.read", Timeline, name="read_timeline"))
def read_timeline(request: HttpRequest, reference: Reference, after: After = None) -> dict[str, Any]:
    """Read what happened in a case."""
    number = page_after(after, not_done=_("The timeline was not shown"))
    case = _open(request, reference, look="cases:looked")
    page = record.timeline(case, kinds=("events", "notes"), number=number)
    return {"events": [_event(row) for row in page.rows], "next": next_page(page)}


def _event(row: Any) -> dict[str, Any]:
    words = row.words if row.sort not in NOTES else NOTES[row.sort]() if row.version == 1 else _("Note corrected")
    return {"happened_at": row.happened_at, "recorded_at": row.recorded_at, "words": words, "by": row.by or ""}


@router.get("/cases/{reference}/tasks", **described("cases.read", Tasks, name="read_tasks"))
def read_tasks(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """Read what is due on a case."""
    case = _open(request, reference, look="tasks:looked")
    return {"tasks": [_task(row) for row in queries.open_tasks(case)]}


def _task(row: Any) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "code": row.code,
        "what": row.what,
        "due_on": row.due_on,
        "first_due_on": row.first_due_on,
        "rule": row.rule,
        "rule_source": row.rule_source,
        "paused_because": row.paused_reason,
        "assigned_to": row.assigned_to or "",
    }


def _open(request: HttpRequest, reference: str, *, look: str) -> gate.OpenCase:
    case = gate.open_for(request, reference, verb=look)
    desk.insist(case, case.may("cases.open"), _("The case was not opened"))
    return case
