"""The past of a case put together for a page or for paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.queries import record
from throughcare.commons.cases.said import event_of, when
from throughcare.commons.past import queries, words
from throughcare.commons.past.queries.readers import role_label
from throughcare.commons.past.rules import Reader
from throughcare.frame.pieces import Event
from throughcare.kernel.time import format_date, format_moment, uk_today
from throughcare.safeguards.pathways.parts import Stage


@dataclass(frozen=True)
class Then:
    """A case as it was known at a moment."""

    at: datetime
    moment: str
    first: str
    erased: str
    standing: list[tuple[str, str]]
    readers: list[tuple[str, str]]
    team: list[tuple[str, str, str, str]]
    parts: list[words.Part]

    @property
    def is_empty(self) -> bool:
        """This will say whether nothing was recorded by then that the reader may see."""
        return not self.standing


def then(case: OpenCase, *, at: datetime, whole_day: bool) -> Then:
    """This will put together what was known of a case at a moment, and who could see what."""
    found = queries.rows(case, at=at)
    erased = queries.erased_at(case)
    who = queries.readers_at(case.id, at=at)
    first = None if found else queries.first_recorded(case)
    return Then(
        at=at,
        moment=moment_in_words(at, whole_day=whole_day),
        first=format_date(uk_today(first)) if first else "",
        erased=format_date(uk_today(erased)) if erased else "",
        standing=_standing(case, queries.stood(case, found, at=at), queries.stages_of(case, found)) if found else [],
        readers=readers_in_words(queries.tables_then(who, at=at, case=case), case.pathway.words) if who else [],
        team=team_in_words(who, case.pathway.words),
        parts=words.parts(case, found, erased=erased is not None),
    )


def moment_in_words(at: datetime, *, whole_day: bool) -> str:
    """This will write the moment that is looked back to."""
    return format_date(uk_today(at)) if whole_day else format_moment(at)


def events(case: OpenCase, *, at: datetime, number: int) -> tuple[list[Event], Any]:
    """This will give one page of the timeline as it stood at a moment, and the page."""
    page = record.timeline(case, until=at, number=number)
    return [event_of(case, row) for row in page.rows], page


def _standing(case: OpenCase, stood: queries.Stood, stages: Mapping[str, Stage]) -> list[tuple[str, str]]:
    rows = [
        (_("Stage"), _stage(case, stood, stages.get(stood.stage))),
        (_("Owner"), _owner(stood)),
        (_("Area"), _area(stood)),
    ]
    rows += [(_("Told or not told"), _told(stood))] if case.may_read("core") else []
    warned = ((_("Take care"), stood.take_care), (_("Safe contact"), stood.safe_contact))
    rows += [pair for pair in (*warned, (_("Safety of staff"), stood.staff_safety)) if pair[1]]
    return rows


def _stage(case: OpenCase, stood: queries.Stood, stage: Stage | None) -> str:
    """How long police have had a case is for police."""
    if stage is None:
        return capfirst(stood.stage.replace("_", " ")) or _("Not recorded by then")
    label = stage.label_for(police=case.may_read("police"))
    hides_time = stage.with_police and not case.may_read("police")
    since = stood.stage_since
    return label if hides_time or since is None else f"{label}, {_('since %(day)s') % {'day': when(since)}}"


def _owner(stood: queries.Stood) -> str:
    return agencies.staff(stood.owner_id).name if stood.owner_id else _("Not recorded by then")


def _area(stood: queries.Stood) -> str:
    return agencies.area(stood.area_id).name if stood.area_id else ""


def _told(stood: queries.Stood) -> str:
    if stood.told is None:
        return _("Not recorded by then")
    if stood.told and stood.told_at:
        return _("Told on %(day)s") % {"day": format_date(uk_today(stood.told_at))}
    until = stood.told_review_on
    return _("Not told, looked at again by %(day)s") % {"day": format_date(until)} if until else _("Not told")


def readers_in_words(tables: list[queries.Table], words: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """This will say by compartment who could read it."""
    return [(table.label, "; ".join(_reader(one, words) for one in table.readers) or _("nobody")) for table in tables]


def _reader(one: Reader, words: Mapping[str, str] | None) -> str:
    label = role_label(one.role, words)
    return f"{one.name}, {label[:1].lower()}{label[1:]}"


def team_in_words(who: list[Reader], words: Mapping[str, str] | None = None) -> list[tuple[str, str, str, str]]:
    """This will list who could open the case, in which role, by what and since when."""
    by = {True: _("let in by name"), False: _("by a post in the area")}
    return [
        (f"{one.name}, {one.agency}", role_label(one.role, words), by[one.granted], format_date(one.since))
        for one in who
    ]
