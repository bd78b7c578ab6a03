"""Information for machines: what is asked of the token's agency, and the answer. The case it belongs to is never seen."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from pydantic import Field

from throughcare.commons.sharing import actions, queries, rules
from throughcare.commons.sharing.rules import Piece
from throughcare.frame.machine import (
    After,
    OneOf,
    Reference,
    Sent,
    described,
    moment_of,
    next_page,
    page_after,
    staff_of,
    words,
)
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.paging import Page, limit, offset
from throughcare.safeguards.audit.record import record

router = Router(tags=["information"])
Number = Annotated[str, Path(description="The request's number within its reference", pattern=r"^[0-9]{1,4}$")]
KINDS = OneOf(lambda: [code.code for code in codelist("statement_kinds").values])


class Asked(Schema):
    """One request to the agency: about whom, what, what for, on what basis, and by when."""

    reference: str = Field(description="The request's own reference, such as TC-4HX7RN/2")
    called: str
    text: str
    purpose: str
    legal_basis: str
    asked_on: date
    due_on: date
    state: str = Field(description="waiting, late, held, nothing_held, cannot_share or withdrawn")
    times_asked_again: int
    ring: str


class AskedPage(Schema):
    """One page of what is asked, open requests first, the soonest first."""

    requests: list[Asked]
    next: str | None


class Statement(Sent):
    """One piece of what the agency holds."""

    text: Annotated[str, words(5000, needed=True)]
    kind: Annotated[str, KINDS]
    source: Annotated[str, words(200)] = Field(
        "", description="Whose report or which record; needed for a third party's report"
    )


class NewAnswer(Sent):
    """What the agency answers. Nothing held is an answer."""

    answer: Literal["held", "nothing_held", "cannot_share"]
    reason: Annotated[str, words(5000)] = Field("", description="Why it cannot be shared")
    pieces: list[Statement] = Field([], max_length=30, description="What is held, piece by piece")


@router.get("/information-requests", **described("information.answer", AskedPage, name="list_requests"))
def list_requests(request: HttpRequest, after: After = None) -> dict[str, Any]:
    """List what is asked of the token's agency."""
    number = page_after(after, not_done=_("The requests were not shown"))
    every = queries.to_my_agency(staff_of(request), at=moment_of(request))
    record("information:listed", kind="staff", subject=staff_of(request), at=moment_of(request))
    page = Page.of(every[offset(number) : offset(number) + limit()], number=number)
    return {"requests": [_shown(line) for line in page.rows], "next": next_page(page)}


@router.get("/information-requests/{reference}/{number}", **described("information.answer", Asked, name="read_request"))
def read_request(request: HttpRequest, reference: Reference, number: Number) -> dict[str, Any]:
    """Read one request."""
    line = queries.request_to_my_agency(f"{reference}/{int(number)}", staff_id=staff_of(request), at=moment_of(request))
    if line is None:
        raise NotFound
    row, at = line.request, moment_of(request)
    record("information:looked", kind="sharing.informationrequest", subject=row.pk, at=at, case_id=row.case_id)
    return _shown(line)


@router.post(
    "/information-requests/{reference}/{number}/answers",
    **described("information.answer", Asked, status=201, name="answer_request"),
)
def answer_request(request: HttpRequest, reference: Reference, number: Number, answer: NewAnswer) -> dict[str, Any]:
    """Answer one request for the agency; a further answer stands beside the first."""
    asked, me, at = f"{reference}/{int(number)}", staff_of(request), moment_of(request)
    pieces = [Piece(piece.text, piece.kind, piece.source) for piece in answer.pieces]
    said = actions.Said(answer.answer, reason=answer.reason, pieces=pieces if answer.answer == rules.HELD else ())
    actions.answer_for_agency(asked, staff_id=me, said=said, at=at)
    line = queries.request_to_my_agency(asked, staff_id=me, at=at)
    assert line is not None, "it was answered just now"
    return _shown(line)


def _shown(line: queries.Line) -> dict[str, Any]:
    row = line.request
    return {
        "reference": row.reference,
        "called": row.called,
        "text": row.text,
        "purpose": row.purpose,
        "legal_basis": line.legal_basis.label,
        "asked_on": line.asked_on,
        "due_on": row.due_on,
        "state": line.state.code,
        "times_asked_again": len(line.chasers),
        "ring": ", ".join(part for part in (row.by.name, row.by.phone) if part) if row.by else "",
    }
