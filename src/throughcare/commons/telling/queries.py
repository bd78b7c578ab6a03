"""What a person has been told and what not yet, the letters of a case, and what fills the blanks of a letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.cards import SideLink
from throughcare.commons.cases.clearing import contact_is_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.told import is_told
from throughcare.commons.people import queries as people
from throughcare.commons.people import rules as ages
from throughcare.commons.telling import letters, rules
from throughcare.commons.telling.letters import LetterText, Text
from throughcare.commons.telling.models import Letter, LetterGiven, NotToldYet, PoliceReason, ToldThing
from throughcare.kernel.answers import Answer, NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.pathways import ClockRule

PAGE, POLICE = "telling", "police"
TASK_LABELS = {"telling.look_again": gettext_lazy("Look again at what the person is not told yet")}


@dataclass(frozen=True)
class Waits:
    """A decision that the person is not told one thing yet, with its reason as far as the reader may read it."""

    thing: str
    decided_at: datetime
    look_again_on: date
    reason: str
    words: str


@dataclass(frozen=True)
class Thing:
    """One thing that a person is to be told, and how it stands."""

    code: str
    label: str
    told: Any = None
    waits: Waits | None = None


def things(case: OpenCase) -> list[Thing]:
    """This will say of each thing whether the person was told it, or until when not; reasons of police to police alone."""
    told = {row.thing: row for row in _told(case)}
    waits = {one.thing: one for one in reversed(decisions(case)) if one.thing not in told}
    listed = codelist("things_to_tell")
    return [Thing(one.code, listed.label(one.code), told.get(one.code), waits.get(one.code)) for one in listed.values]


def decisions(case: OpenCase) -> list[Waits]:
    """This will list every decision not to tell something yet, newest first; a reason of police is there for police alone."""
    of_police = {row.not_told_id: row for row in PoliceReason.objects.filter(case_id=case.id)}
    rows = NotToldYet.objects.filter(case_id=case.id).order_by("-id")
    return [_waits(row, of_police.get(row.pk, row)) for row in rows]


def _told(case: OpenCase) -> QuerySet[ToldThing]:
    return ToldThing.objects.filter(case_id=case.id).select_related("by", "given").order_by("id")


def _waits(row: NotToldYet, why: NotToldYet | PoliceReason) -> Waits:
    reason = codelist("told_reasons").label(why.reason) if why.reason else ""
    return Waits(row.thing, row.happened_at, row.look_again_on, reason, why.words)


def is_told_thing(case: OpenCase, code: str) -> bool:
    """This will say whether the person was told one thing."""
    return ToldThing.objects.filter(case_id=case.id, thing=code).exists()


def first_look_again(case: OpenCase) -> date | None:
    """This will give the first day on which something that is not told yet is looked at again, or none."""
    return min((thing.waits.look_again_on for thing in things(case) if thing.waits), default=None)


def clock(case: OpenCase) -> ClockRule:
    """This will give the rule that says how long something may stay untold before it is looked at again."""
    return case.pathway.clock("not_told_review")


def latest_look(case: OpenCase) -> date:
    """This will give the last day on which what is decided today is looked at again."""
    return clock(case).due(uk_today(case.at))


def is_child(case: OpenCase) -> bool:
    """This will say whether the person is treated as a child today; unknown is a child."""
    birth = people.birth(case.person_id)
    return ages.is_child(uk_today(case.at), birth.born_on, birth.precision, majority=cases.majority(case))


def may_be_prepared(case: OpenCase, letter: LetterText) -> Answer:
    """This will say whether a letter to the person may be prepared and printed now."""
    last = next(iter(cases.told_history(case)), None)
    return rules.may_be_prepared(
        clear=contact_is_clear(case),
        told=is_told(case),
        first=letter.first,
        not_told_because=last.reason if last else "",
    )


def values(case: OpenCase, typed: Mapping[str, str]) -> dict[str, str]:
    """This will fill the blanks of a letter: from the record what the record has, and from its writer the rest."""
    listed = letters.blanks()
    of_writer = {code: value for code, value in typed.items() if code in listed and listed[code].by_writer}
    known = {"person": people.called(case.person_id), "reference": case.reference}
    return {**of_writer, **known, **_whom_to_ask(case), "today": format_date(uk_today(case.at))}


def _whom_to_ask(case: OpenCase) -> dict[str, str]:
    """Who stands in a letter as the one to ask: the owner, but nobody of the police, whose name would say too much."""
    owner = agencies.staff(case.owner_id)
    if agencies.agency(owner.agency_id).kind == POLICE:
        return {}
    return {"coordinator": owner.name, "phone": owner.phone, "agency": owner.agency}


def missing(case: OpenCase, text: Text, typed: Mapping[str, str]) -> list[str]:
    """This will name the blanks of a letter that nothing fills yet."""
    known, listed = values(case, typed), letters.blanks()
    return [listed[code].label for code in text.blanks if not known.get(code, "").strip()]


def letters_of(case: OpenCase) -> list[Letter]:
    """This will list the letters of the case, newest first."""
    return list(Letter.objects.filter(case_id=case.id).select_related("by").order_by("-id"))


def letter_of(case: OpenCase, key: UUID) -> Letter:
    """This will find one letter of the case by its key."""
    found = Letter.objects.filter(case_id=case.id, key=key).select_related("by").first()
    if found is None:
        raise NotFound
    return found


def given(case: OpenCase) -> list[LetterGiven]:
    """This will list how letters reached the person, newest first."""
    rows = LetterGiven.objects.filter(case_id=case.id).select_related("by", "written")
    return list(rows.order_by("-happened_at", "-id"))


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list what the person has been told among the parts of the case."""
    return [SideLink("record", _("What they were told"), PAGE, 13)] if case.may("telling.open") else []
