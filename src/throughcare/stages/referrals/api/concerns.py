"""Referrals for machines: sent by the same questions as the form asks, and asked after in words that tell no more than a letter would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from throughcare.commons.agencies import queries as agencies
from throughcare.frame.machine import (
    Mistakes,
    OneOf,
    Reference,
    Sent,
    Whole,
    described,
    moment_of,
    staff_of,
    words,
)
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.forms.base import Asking, cleaned
from throughcare.stages.referrals.forms.sections import judged
from throughcare.stages.referrals.forms.whole import as_referral
from throughcare.stages.referrals.queries.intake import ELSEWHERE, NOT_KNOWN
from throughcare.stages.referrals.telling import MACHINE, NewReferral

router = Router(tags=["referrals"])
PARTIAL_DAY = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
PHONE = r"^(\+?[0-9 ().-]{5,30})?$"


def _codes(name: str) -> OneOf:
    return OneOf(lambda: [code for code, _label in codelist(name).choices(uk_today(timezone.now()))])


PartialDay = Annotated[
    str, Field(pattern=PARTIAL_DAY, description="A day, a month or a year: 2009-03-14, 2009-03, 2009")
]
Phone = Annotated[str, Field(pattern=PHONE)]
Email = Annotated[
    str, Field(max_length=254, pattern=r"^([a-z0-9_.+-]{1,60}@[a-z0-9-]{1,60}(\.[a-z0-9-]{1,30})*\.[a-z]{2,20})?$")
]
YesNo = Annotated[str, _codes("yes_no_not_known")]


EXAMPLE: Any = {
    "what_worries": "Wrote in a lesson that nobody would miss the people there",
    "noticed": "2026-05",
    "person": {"name": "Sam Tarrow", "born": "2009-03-14", "phone": "01632 960 181"},
    "worried": {"name": "Kit Lowe", "organisation": "Northmere School", "phone": "01632 960 151"},
}


class ThePerson(Sent):
    """Who somebody is worried about, as far as it is known."""

    name: Annotated[str, words(200)] = ""
    name_used: Annotated[str, words(100)] = ""
    other_names: list[Annotated[str, words(100)]] = Field([], max_length=3)
    born: PartialDay | None = None
    about_age: Annotated[int, Whole(0, 120)] | None = Field(None, description="In years, where no birth is known")
    gender: Annotated[str, _codes("genders")] | None = None
    address: Annotated[str, words(500)] = ""
    phone: Phone = ""
    email: Email = ""
    safe_contact: Annotated[str, words(500)] = Field("", description="How they can be reached safely, and how not")
    interpreter: Annotated[str, words(80)] = ""
    communication_needs: Annotated[str, words(1000)] = ""


class WhoeverIsWorried(Sent):
    """Who first was worried. A wish to stay anonymous that nobody asked for counts as a yes."""

    name: Annotated[str, words(200)] = ""
    role: Annotated[str, words(200)] = ""
    organisation: Annotated[str, words(200)] = ""
    phone: Phone = ""
    email: Email = ""
    hide_from_person: bool | None = None
    hide_from_panel: bool | None = None


class NewConcern(Sent):
    """What worries somebody. Only `what_worries` must be told."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    what_worries: Annotated[str, words(8000, needed=True)]
    area: Annotated[str, OneOf(lambda: [*dict(queries.areas()), ELSEWHERE, NOT_KNOWN])] = Field(
        NOT_KNOWN, description="Where the person lives: its local authority and police receive the referral"
    )
    noticed: PartialDay | None = None
    where_and_when: Annotated[str, words(1000)] = ""
    how_known: Annotated[str, _codes("how_known")] | None = None
    how_known_words: Annotated[str, words(2000)] = ""
    concern_type: Annotated[str, _codes("concern_types")] | None = None
    person: ThePerson = Field(default_factory=lambda: ThePerson.model_validate({}))
    others_know: Annotated[str, words(2000)] = ""
    child_worry: YesNo | None = None
    child_words: Annotated[str, words(2000)] = ""
    person_knows: YesNo | None = None
    person_knows_words: Annotated[str, words(1000)] = ""
    sector: Annotated[str, _codes("sectors")] | None = None
    worried: WhoeverIsWorried = Field(default_factory=lambda: WhoeverIsWorried.model_validate({}))


class Stands(Schema):
    """How a referral stands: received, or answered. What becomes of it is told by a person."""

    reference: str
    state: str = Field(description="received, or answered once somebody has answered whoever was worried")
    words: str
    received_at: datetime
    answered_at: datetime | None = None
    answered_by: date | None = Field(None, description="The day by which whoever was worried is answered")


@router.post("/referrals", **described("referrals.send", Stands, status=201, name="send_referral"))
def send(request: HttpRequest, concern: NewConcern, response: HttpResponse) -> dict[str, Any]:
    """Send a referral. It opens a case at receipt, as every other does; earlier records of the person are looked for by people."""
    at = moment_of(request)
    received = actions.receive(_judged(request, concern), by=staff_of(request), at=at)
    response["Location"] = f"/api/referrals/{received.reference}"
    found = queries.Stands(
        received.reference, received.area_id, at, bool(concern.worried.phone or concern.worried.email), None
    )
    return _stands(found)


@router.get("/referrals/{reference}", **described("referrals.send", Stands, name="ask_after_referral"))
def ask_after(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """Ask how a referral stands that this token sent."""
    return _stands(queries.sent_by_me(reference))


def _stands(found: queries.Stands) -> dict[str, Any]:
    is_answered = found.answered_at is not None
    by = queries.answered_by(
        area_id=found.area_id, received_on=uk_today(found.received_at), can_be_answered=found.can_be_answered
    )
    return {
        "reference": found.reference,
        "state": "answered" if is_answered else "received",
        "words": _("Somebody has answered whoever was worried.")
        if is_answered
        else _("It came, and people look at it."),
        "received_at": found.received_at,
        "answered_at": found.answered_at,
        "answered_by": None if is_answered else by,
    }


def _judged(request: HttpRequest, concern: NewConcern) -> NewReferral:
    """The questions of the form judge what a machine sends, so that no rule is written twice."""
    at = moment_of(request)
    asking = Asking(at=at, areas=queries.areas(), by_staff=True)
    forms = dict(judged(_answers(concern), asking))
    wrong = [
        (PLACES.get((slug, box), PLACES.get((slug, ""), "/")), str(text))
        for slug, form in forms.items()
        for box, texts in form.errors.items()
        for text in texts
    ]
    if wrong:
        raise Mistakes(_("The concern was not received"), at_places=wrong)
    told = {slug: cleaned(form) for slug, form in forms.items()}
    area_id = queries.area_of(told["home"]["area"])
    assert area_id is not None, "a site has at least one area; `throughcare demo` or the set-up makes it"
    sector = agencies.agency(agencies.staff(staff_of(request)).agency_id).sector
    return as_referral(told, area_id=area_id, channel=MACHINE, at=at, key=uuid4(), sector=sector)


def _answers(concern: NewConcern) -> dict[str, Mapping[str, list[str]]]:
    person, worried = concern.person, concern.worried
    about = "" if person.about_age is None or person.born else str(person.about_age)
    return {
        "worry": {"words": [concern.what_worries]},
        "when": {"where": [concern.where_and_when], **_parts("noticed", concern.noticed)},
        "known": {"how": _one(concern.how_known), "words": [concern.how_known_words]},
        "type": {"concern_type": _one(concern.concern_type)},
        "name": {
            "name": [person.name],
            "name_used": [person.name_used],
            "other_names": [", ".join(name.replace(",", " ") for name in person.other_names)],
        },
        "age": {"about": [about], **_parts("born", person.born)},
        "gender": {"gender": _one(person.gender)},
        "home": {"area": [concern.area], "address": [person.address]},
        "reach": {"phone": [person.phone], "email": [person.email], "safe": [person.safe_contact]},
        "needs": {"interpreter": [person.interpreter], "needs": [person.communication_needs]},
        "others": {"words": [concern.others_know]},
        "children": {"answer": _one(concern.child_worry), "words": [concern.child_words]},
        "person-knows": {"answer": _one(concern.person_knows), "words": [concern.person_knows_words]},
        "sector": {"sector": _one(concern.sector)},
        "you": {name: [getattr(worried, name)] for name in ("name", "role", "organisation", "phone", "email")},
        "anonymous": {"hide_from": list(_hidden(worried))},
    }


def _one(code: str | None) -> list[str]:
    return [code] if code else []


def _parts(name: str, day: str | None) -> dict[str, list[str]]:
    return {
        f"{name}-{part}": [typed] for part, typed in zip(("year", "month", "day"), (day or "").split("-"), strict=False)
    }


def _hidden(worried: WhoeverIsWorried) -> Iterator[str]:
    """Who is not told; where nothing was asked, the form leaves the answer open, which counts as a yes."""
    if worried.hide_from_person is None and worried.hide_from_panel is None:
        return
    if worried.hide_from_person is False and worried.hide_from_panel is False:
        yield "nobody"
    if worried.hide_from_person is not False:
        yield "person"
    if worried.hide_from_panel is not False:
        yield "panel"


PLACES = {
    ("worry", ""): "/what_worries",
    ("when", "noticed"): "/noticed",
    ("when", ""): "/where_and_when",
    ("known", "how"): "/how_known",
    ("known", "words"): "/how_known_words",
    ("type", ""): "/concern_type",
    ("name", "name"): "/person/name",
    ("name", "name_used"): "/person/name_used",
    ("name", "other_names"): "/person/other_names",
    ("age", "born"): "/person/born",
    ("age", "about"): "/person/about_age",
    ("gender", ""): "/person/gender",
    ("home", "area"): "/area",
    ("home", "address"): "/person/address",
    ("reach", "phone"): "/person/phone",
    ("reach", "email"): "/person/email",
    ("reach", "safe"): "/person/safe_contact",
    ("needs", "interpreter"): "/person/interpreter",
    ("needs", "needs"): "/person/communication_needs",
    ("others", ""): "/others_know",
    ("children", "answer"): "/child_worry",
    ("children", "words"): "/child_words",
    ("person-knows", "answer"): "/person_knows",
    ("person-knows", "words"): "/person_knows_words",
    ("sector", ""): "/sector",
    ("you", ""): "/worried",
    ("anonymous", ""): "/worried",
}
