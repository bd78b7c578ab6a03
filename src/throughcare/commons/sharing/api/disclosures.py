"""What was given of a case, for machines: listed, read, and written down where another system gave it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from pydantic import Field

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing import actions, composing, handing
from throughcare.commons.sharing.forms.disclosures import ways
from throughcare.commons.sharing.queries import agreements_in_force
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.commons.sharing.queries.disclosures import DISCLOSURES, Shared
from throughcare.commons.sharing.rules.disclosures import Reasons
from throughcare.frame.machine import (
    MOMENT,
    Mistakes,
    OneOf,
    Reference,
    Sent,
    SentKey,
    described,
    moment_of,
    words,
)
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today

router = Router(tags=["sharing"])
Number = Annotated[str, Path(description="The disclosure's number within its case", pattern=r"^[0-9]{1,4}$")]
BASES = OneOf(
    lambda: [code.code for code in codelist("bases").values if code.extra.get("kind") in ("basis", "gateway")]
)


class ToldOf(Schema):
    """Whoever received it was told of a change since, or could not be."""

    what: str = Field(description="rectified, corrected, erased or taken_back")
    way: str
    told_whom: str
    told_at: datetime


class DisclosureLine(Schema):
    """One time that something of the case was given to somebody outside it."""

    number: int
    reference: str
    recipient: str
    contact: str
    way: str
    purpose: str
    legal_basis: str
    parts: list[str] = Field(description="The parts of the case, as codes; none where it was given in words alone")
    given_at: datetime
    person_was_told: bool
    taken_back_at: datetime | None
    told: list[ToldOf]


class Disclosures(Schema):
    """Everything that was given of a case, newest first."""

    disclosures: list[DisclosureLine]


class Said(Schema):
    """One line of an entry: what it is, and what it says."""

    label: str
    value: str


class Entry(Schema):
    """One entry of the record, as it was given then."""

    what: str
    when: str
    said: list[Said]


class PartGiven(Schema):
    """One part of the record, as it was given then."""

    title: str
    entries: list[Entry]


class DisclosureShown(DisclosureLine):
    """One disclosure with its reasons and the words that were given, as far as the token's post may read them."""

    necessity: str
    proportionality: str
    no_agreement: str
    seal: str = Field(description="SHA-256 of what was given; it outlives an erasure")
    given: list[PartGiven]
    said: str = Field(description="What was given in words of its own")


class NewDisclosure(Sent):
    """What was given, to whom, when and why. It has happened: no rule of who may be given what is asked."""

    agency: Annotated[str, words(60)] = Field("", description="The agency's code, where it is on the register")
    recipient: Annotated[str, words(200)] = Field(
        "", description="The organisation, where it is not; no private person"
    )
    sector: Annotated[str, OneOf(lambda: ["", *(code.code for code in codelist("sectors").values)])] = ""
    contact: Annotated[str, words(200, needed=True)] = Field(description="Whom of them, by name or job")
    way: Annotated[str, OneOf(lambda: [code for code, _label in ways(made=False)])]
    given_at: Annotated[str, Field(pattern=MOMENT, description="When it was given, such as 2026-03-14T16:00Z")]
    said: Annotated[str, words(5000, needed=True)] = Field(description="What was given, in the words that were used")
    parts: list[Annotated[str, OneOf(lambda: composing.views()["parts"])]] = Field(
        [], max_length=40, description="The parts of the case it is from, so that corrections can follow it"
    )
    purpose: Annotated[str, OneOf(lambda: [code.code for code in codelist("disclosure_purposes").values])]
    purpose_words: Annotated[str, words(400)] = ""
    legal_basis: Annotated[str, BASES]
    necessity: Annotated[str, words(2000, needed=True)]
    proportionality: Annotated[str, words(2000, needed=True)]
    agreement: SentKey | None = Field(None, description="The agreement under which it was given")
    no_agreement: Annotated[str, words(400)] = Field("", description="Why it was given under none")


@router.get("/cases/{reference}/disclosures", **described("disclosures.read", Disclosures, name="list_disclosures"))
def list_disclosures(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """List what was given of a case."""
    return {"disclosures": [_line(one) for one in queries.disclosures(_open(request, reference))]}


@router.get(
    "/cases/{reference}/disclosures/{number}",
    **described("disclosures.read", DisclosureShown, name="read_disclosure"),
)
def read_disclosure(request: HttpRequest, reference: Reference, number: Number) -> dict[str, Any]:
    """Read one disclosure: why, and word for word what was given then."""
    shared = queries.disclosure(_open(request, reference), int(number))
    if shared is None:
        raise NotFound
    return _shown(shared)


@router.post(
    "/cases/{reference}/disclosures",
    **described("disclosures.record", DisclosureShown, status=201, name="record_disclosure"),
)
def record_disclosure(request: HttpRequest, reference: Reference, disclosure: NewDisclosure) -> dict[str, Any]:
    """Record that something of a case was given to somebody outside it."""
    case = _open(request, reference)
    _insist(case, disclosure)
    names = ("purpose", "legal_basis", "necessity", "proportionality", "purpose_words", "no_agreement")
    new = actions.NewDisclosure(
        actions.To(disclosure.agency, disclosure.recipient, disclosure.sector, disclosure.contact),
        disclosure.way,
        Reasons(has_agreement=bool(disclosure.agreement), **{name: getattr(disclosure, name) for name in names}),
        tuple(dict.fromkeys(disclosure.parts)),
        str(disclosure.agreement or ""),
        datetime.fromisoformat(disclosure.given_at),
    )
    row = actions.record_given(case, new, words=disclosure.said, at=moment_of(request))
    shared = queries.disclosure(gate.again(case), row.number)
    assert shared is not None, "it was recorded just now"
    return _shown(shared)


def _insist(case: OpenCase, sent: NewDisclosure) -> None:
    """What no shape can say: an agreement in force, and a basis that there is under the case's pathway."""
    found = []
    in_force = {str(one.row.key) for one in agreements_in_force(today=uk_today(case.at))} if sent.agreement else set()
    if sent.agreement and str(sent.agreement) not in in_force:
        found.append(("/agreement", _("no agreement that you can read is in force under this key")))
    if sent.legal_basis not in dict(queries.bases_of_disclosure(case)):
        found.append(("/legal_basis", _("there is no such basis under the pathway of this case")))
    if found:
        raise Mistakes(_("It was not recorded"), at_places=found)


def _open(request: HttpRequest, reference: str) -> OpenCase:
    case = gate.open_for(request, reference, verb="disclosures:looked")
    case.may_see(DISCLOSURES).or_refuse(_("What was shared was not shown"), ask=agencies.contact(case.owner_id))
    return case


def _line(one: Shared) -> dict[str, Any]:
    row = one.row
    return {
        "number": row.number,
        "reference": row.reference,
        "recipient": one.recipient,
        "contact": row.contact,
        "way": row.way,
        "purpose": row.purpose,
        "legal_basis": row.legal_basis,
        "parts": row.parts,
        "given_at": row.happened_at,
        "person_was_told": row.told,
        "taken_back_at": one.taken_back.happened_at if one.taken_back else None,
        "told": [
            {"what": each.what, "way": each.way, "told_whom": each.told_whom, "told_at": each.happened_at}
            for each in one.told
        ],
    }


def _shown(one: Shared) -> dict[str, Any]:
    why, text = queries.weighed(one.row.pk), handing.read(queries.text_given(one.row.pk))
    return {
        **_line(one),
        "necessity": why.necessity if why else "",
        "proportionality": why.proportionality if why else "",
        "no_agreement": why.no_agreement if why else "",
        "seal": one.row.digest,
        "given": [_part(part) for part in text["parts"]],
        "said": text["added"],
    }


def _part(part: dict[str, Any]) -> dict[str, Any]:
    entries = [
        {**entry, "said": [{"label": label, "value": value} for label, value in entry["said"]]}
        for entry in part["entries"]
    ]
    return {"title": part["title"], "entries": entries}
