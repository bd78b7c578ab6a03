"""Whom to tell of a change, for machines: listed, and written down once somebody told them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from pydantic import Field

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing import actions as sharing
from throughcare.frame.machine import OneOf, Reference, Sent, SentKey, described, moment_of, words
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.oversight.rights import actions, queries
from throughcare.oversight.rights.queries import ToTell

router = Router(tags=["sharing"])
Number = Annotated[str, Path(description="The disclosure's number within its case", pattern=r"^[0-9]{1,4}$")]


class Recipient(Schema):
    """Somebody who received something of the case, and one change since of which they were not told yet."""

    number: int = Field(description="The disclosure's number within its case")
    recipient: str
    contact: str
    what: str = Field(description="rectified, corrected, outdated or taken_back")
    part: str = Field(
        description="The part of the record in which an entry was corrected or holds no longer, as a code"
    )
    change: UUID
    changed_at: datetime
    tell_by: date
    rule: str


class Recipients(Schema):
    """Everybody who is to be told, the oldest change first."""

    recipients: list[Recipient]


class NewRecipientTold(Sent):
    """By what way they were told of one change, or why they could not be."""

    change: SentKey
    way: Annotated[str, OneOf(lambda: [code.code for code in codelist("disclosure_tellings").values])]
    told_whom: Annotated[str, words(200)] = ""
    tried: Annotated[str, words(1000)] = Field("", description="What was tried, where they could not be told")


@router.get("/cases/{reference}/to-tell", **described("disclosures.read", Recipients, name="list_recipients_to_tell"))
def list_recipients(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """List who has something of a case and is to be told of a change since."""
    return {"recipients": [_shown(one) for one in queries.to_tell_in(_open(request, reference))]}


@router.post(
    "/cases/{reference}/disclosures/{number}/told",
    **described("disclosures.record", Recipients, status=201, name="record_recipient_told"),
)
def record_recipient_told(
    request: HttpRequest, reference: Reference, number: Number, told: NewRecipientTold
) -> dict[str, Any]:
    """Record that one who received something was told of one change, or why they could not be; the rest is listed."""
    case = _open(request, reference)
    wanted = (int(number), str(told.change))
    one = next((one for one in queries.to_tell_in(case) if (one.number, one.change) == wanted), None)
    if one is None:
        raise NotFound
    said = sharing.Told(told.way, told.told_whom, told.tried)
    actions.tell_recipient(case, one, told=said, at=moment_of(request))
    return {"recipients": [_shown(each) for each in queries.to_tell_in(case)]}


def _open(request: HttpRequest, reference: str) -> OpenCase:
    case = gate.open_for(request, reference, verb="disclosures:looked")
    case.may_see("disclosures").or_refuse(_("It was not shown"), ask=agencies.contact(case.owner_id))
    return case


def _shown(one: ToTell) -> dict[str, Any]:
    return {
        "number": one.number,
        "recipient": one.recipient,
        "contact": one.contact,
        "what": one.what,
        "part": one.part,
        "change": one.change,
        "changed_at": one.at,
        "tell_by": one.due_on,
        "rule": one.rule,
    }
