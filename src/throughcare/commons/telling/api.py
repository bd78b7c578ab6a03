"""Being told, for machines: what the person knows and not yet, the letters, that one reached them, and what they were told.

A machine records what happened. That something waits is decided by a person, so nothing here says so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Path, Router, Schema
from pydantic import Field

from throughcare.commons.cases import desk, gate
from throughcare.commons.cases.told import is_told
from throughcare.commons.telling import actions, letters, pdf, queries
from throughcare.commons.telling.models import Letter, LetterGiven
from throughcare.frame.machine import MOMENT, OneOf, Reference, Sent, described, moment_of, past_moment, words
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today

router = Router(tags=["being told"])
LOOKED = "telling:looked"
LongWords = Annotated[str, words(5000)]  # below, `words` is a field
Key = Annotated[UUID, Path(description="The letter, as the list of letters names it")]


def _codes(name: str) -> Callable[[], list[str]]:
    return lambda: [code for code, _label in codelist(name).choices(uk_today(timezone.now()))]


class ThingTold(Schema):
    """One thing that a person is to be told, and how it stands or stood."""

    thing: str = Field(description="A code of the list of things to tell, or record: that there is a record at all")
    what: str
    told: bool
    happened_at: datetime | None = Field(description="Empty where nothing is recorded yet")
    recorded_at: datetime | None
    by: str
    look_again_on: date | None = Field(description="The day on which somebody looks again, where it waits")
    how: str = Field(description="By which way and letter, or why not, as far as this token may read it")
    words: str


class BeingTold(Schema):
    """What the person knows and not yet, and everything that was recorded of it, newest first."""

    knows_of_record: bool
    standing: list[ThingTold]
    recorded: list[ThingTold]


class Given(Schema):
    """How a letter reached somebody."""

    way: str
    happened_at: datetime


class LetterLine(Schema):
    """One letter that was written here: which, for whom, and how it reached them."""

    key: UUID
    letter: str
    title: str
    audience: str
    language: str
    approved: bool
    written_at: datetime
    given: list[Given]


class Letters(Schema):
    """The letters of a case, newest first."""

    letters: list[LetterLine]


class LetterPart(Schema):
    """One part of a letter, under its heading."""

    heading: str
    lines: list[str]


class LetterShown(LetterLine):
    """One letter with its words, as it was kept."""

    heading: str
    parts: list[LetterPart]
    more: str


class NewGiven(Sent):
    """How a letter that was written here reached whom it was for, and when."""

    way: Annotated[str, OneOf(_codes("letter_ways"))]
    happened_at: Annotated[str, Field(pattern=MOMENT, description="When it reached them, such as 2026-03-14T16:00Z")]
    words: LongWords = Field("", description="What they said or asked. Nothing that others must not read")


class NewGivenElsewhere(NewGiven):
    """How a letter reached somebody that was not written here: which of the letters it was, and for whom."""

    letter: Annotated[str, OneOf(lambda: [one.code for one in letters.all_letters()])]
    audience: Annotated[str, OneOf(lambda: list(letters.audiences()))]


class NewTold(Sent):
    """What the person was told, how and when."""

    things: list[Annotated[str, OneOf(_codes("things_to_tell"))]] = Field(min_length=1, max_length=20)
    way: Annotated[str, OneOf(_codes("letter_ways"))]
    happened_at: Annotated[str, Field(pattern=MOMENT, description="When they were told, such as 2026-03-14T16:00Z")]
    words: LongWords = Field("", description="What was said. Nothing that others must not read")


@router.get("/cases/{reference}/told", **described("cases.read", BeingTold, name="read_told"))
def read_told(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """Read what the person knows and not yet."""
    return _told(_open(request, reference))


@router.post("/cases/{reference}/told", **described("telling.record", BeingTold, status=201, name="record_told"))
def record_told(request: HttpRequest, reference: Reference, told: NewTold) -> dict[str, Any]:
    """Record what the person was told. It is saved also where they should not have been told yet, and marked as such."""
    not_done = _("What the person was told was not recorded")
    happened_at = past_moment(told.happened_at, at=moment_of(request), not_done=not_done)
    case = _open(request, reference)
    giving = actions.Giving(told.way, happened_at, told.words)
    actions.record_told(case, things=list(dict.fromkeys(told.things)), giving=giving, at=moment_of(request))
    return _told(gate.again(case))


@router.get("/cases/{reference}/letters", **described("cases.read", Letters, name="list_letters"))
def list_letters(request: HttpRequest, reference: Reference) -> dict[str, Any]:
    """List the letters of a case."""
    case = _open(request, reference)
    given = queries.given(case)
    return {"letters": [_line(row, given) for row in queries.letters_of(case)]}


@router.get("/cases/{reference}/letters/{key}", **described("cases.read", LetterShown, name="read_letter"))
def read_letter(request: HttpRequest, reference: Reference, key: Key) -> dict[str, Any]:
    """Read one letter as it was kept."""
    case = _open(request, reference)
    row = queries.letter_of(case, key)
    words_of = {"heading": row.heading, "parts": pdf.parts_of(row.content), "more": row.more}
    return {**_line(row, queries.given(case)), **words_of}


@router.post(
    "/cases/{reference}/letters/{key}/given",
    **described("telling.record", LetterLine, status=201, name="record_letter_given"),
)
def record_letter_given(request: HttpRequest, reference: Reference, key: Key, given: NewGiven) -> dict[str, Any]:
    """Record how a letter reached whom it was for. With it they were told what it says, and it is saved also where it was too early."""
    giving = _giving(request, given)
    case = _open(request, reference)
    row = queries.letter_of(case, key)
    actions.record_letter_given(
        case, letter=row.letter, audience=row.audience, giving=giving, at=moment_of(request), written=row
    )
    return _line(row, queries.given(gate.again(case)))


@router.post(
    "/cases/{reference}/letters-given",
    **described("telling.record", BeingTold, status=201, name="record_letter_given_elsewhere"),
)
def record_letter_given_elsewhere(
    request: HttpRequest, reference: Reference, given: NewGivenElsewhere
) -> dict[str, Any]:
    """Record that a letter reached somebody that was not written here."""
    giving = _giving(request, given)
    case = _open(request, reference)
    actions.record_letter_given(
        case, letter=given.letter, audience=given.audience, giving=giving, at=moment_of(request)
    )
    return _told(gate.again(case))


def _giving(request: HttpRequest, given: NewGiven) -> actions.Giving:
    not_done = _("It was not recorded that the letter was given")
    happened_at = past_moment(given.happened_at, at=moment_of(request), not_done=not_done)
    return actions.Giving(given.way, happened_at, given.words)


def _open(request: HttpRequest, reference: str) -> gate.OpenCase:
    case = gate.open_for(request, reference, verb=LOOKED)
    desk.insist(case, case.may("telling.open"), _("The page was not opened"))
    return case


def _told(case: gate.OpenCase) -> dict[str, Any]:
    return {
        "knows_of_record": is_told(case),
        "standing": [_thing(one) for one in queries.standing(case)],
        "recorded": [_thing(one) for one in queries.history(case)],
    }


def _thing(one: queries.Said) -> dict[str, Any]:
    return {
        "thing": one.thing,
        "what": one.label,
        "told": one.told,
        "happened_at": one.happened_at,
        "recorded_at": one.recorded_at,
        "by": one.by,
        "look_again_on": one.look_again_on,
        "how": one.how,
        "words": one.words,
    }


def _line(row: Letter, given: list[LetterGiven]) -> dict[str, Any]:
    return {
        "key": row.key,
        "letter": row.letter,
        "title": letters.letter(row.letter).label,
        "audience": row.audience,
        "language": row.language,
        "approved": row.approved,
        "written_at": row.recorded_at,
        "given": [{"way": one.way, "happened_at": one.happened_at} for one in given if one.written_id == row.pk],
    }
