"""What a person has been told and what not yet, the letters of a case, and what fills the blanks of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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

PAGE, POLICE = "told", "police"
RECORD = "record"
TASK_LABELS = {"telling.look_again": gettext_lazy("Look again at what the person is not told yet")}


@dataclass(frozen=True)
class Said:
    """What was recorded of telling the person one thing; without a moment, nothing was. A reason of police is for police alone.

    Where the reason is not the reader's to read, whoever decided is not named either.
    """

    thing: str
    told: bool = False
    happened_at: datetime | None = None
    recorded_at: datetime | None = None
    by: str = ""
    look_again_on: date | None = None
    how: str = ""
    words: str = ""

    @property
    def label(self) -> str:
        """This will name the thing."""
        return _("That there is a record") if self.thing == RECORD else codelist("things_to_tell").label(self.thing)


def standing(case: OpenCase) -> list[Said]:
    """This will say of each thing, the record first, whether the person was told it, or why not and until when."""
    every = history(case)
    record = next((one for one in every if one.thing == RECORD), Said(RECORD))
    return [record, *(_stands(every, one.code) for one in codelist("things_to_tell").values)]


def _stands(every: Sequence[Said], thing: str) -> Said:
    """Told once is told; until then the last decision to wait holds."""
    of_it = [one for one in every if one.thing == thing]
    return next((one for one in of_it if one.told), next(iter(of_it), Said(thing)))


def history(case: OpenCase) -> list[Said]:
    """This will list everything that was recorded of telling the person, or of not telling them yet, newest first."""
    found = [*map(_of_record, cases.told_history(case)), *map(_was_told, _told(case)), *_waiting(case)]
    return sorted(found, key=lambda one: one.recorded_at or case.at, reverse=True)


def _of_record(row: Any) -> Said:
    return Said(
        RECORD, row.told, row.happened_at, row.recorded_at, row.by or "", row.told_review_on, _why(row), row.words
    )


def _told(case: OpenCase) -> QuerySet[ToldThing]:
    return ToldThing.objects.filter(case_id=case.id).select_related("by", "given").order_by("-id")


def _was_told(row: ToldThing) -> Said:
    way = codelist("letter_ways").label(row.way)
    how = f"{way}, {letters.letter(row.given.letter).label}" if row.given else way
    return Said(row.thing, True, row.happened_at, row.recorded_at, row.by.name if row.by else "", None, how, row.words)


def _waiting(case: OpenCase) -> Iterator[Said]:
    of_police = {row.not_told_id: row for row in PoliceReason.objects.filter(case_id=case.id)}
    for row in NotToldYet.objects.filter(case_id=case.id).select_related("by").order_by("-id"):
        why = of_police.get(row.pk, row)
        by = row.by.name if row.by and why.reason else ""
        yield Said(row.thing, False, row.happened_at, row.recorded_at, by, row.look_again_on, _why(why), why.words)


def _why(row: Any) -> str:
    return codelist("told_reasons").label(row.reason) if row.reason else ""


def is_told_thing(case: OpenCase, code: str) -> bool:
    """This will say whether the person was told one thing."""
    return ToldThing.objects.filter(case_id=case.id, thing=code).exists()


def first_look_again(case: OpenCase) -> date | None:
    """This will give the first day on which something that is not told yet is looked at again, or none."""
    of_things = (one for one in standing(case) if one.thing != RECORD and not one.told)
    return min((one.look_again_on for one in of_things if one.look_again_on), default=None)


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
    return [SideLink("case", _("Told or not told"), PAGE, 12)] if case.may("telling.open") else []
