"""What may be cited from a case: answers of partners, notes, and what happened. Only what the reader may open."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import BeliefsNote, Event, HealthNote, NetworkNote, Note
from throughcare.kernel.time import format_date_short, uk_today

NOTES: dict[str, Any] = {"core": Note, "health": HealthNote, "beliefs": BeliefsNote, "network": NetworkNote}
ANSWERED = "information.record_answer"
MOST = 100
WORDS = 60


@dataclass(frozen=True)
class Citable:
    """One thing that can be cited: its kind and key, and two names of it.

    `label` helps whoever chooses; `source` is what stays beside the evidence, and says nothing that a reader of the
    assessment could not open.
    """

    kind: str
    key: str
    day: date
    label: str
    source: str
    group: str
    is_answer: bool = False

    @property
    def code(self) -> str:
        """This will give the code that a form carries."""
        return f"{self.kind}:{self.key}"


def citable(case: OpenCase, *, also: Iterable[str] = ()) -> list[Citable]:
    """This will list what may be cited: answers of partners first, then notes, then the rest of the timeline.

    `also` are codes that were cited before; what they cite is listed although it is old, or was corrected since.
    """
    before = cited(case, also)
    rows = Event.objects.filter(case_id=case.id).order_by("-happened_at", "-id")[:MOST]
    found = {one.code: one for one in (*map(_event, rows), *_notes(case), *before.values())}
    answers, notes, timeline = (
        [one for one in found.values() if one.kind == kind and one.is_answer is is_answer]
        for kind, is_answer in (("event", True), ("note", False), ("event", False))
    )
    return [*answers, *sorted(notes, key=lambda one: (one.day, one.key), reverse=True), *timeline]


def cited(case: OpenCase, codes: Iterable[str]) -> dict[str, Citable]:
    """This will find what codes of a form cite, as far as it is on this case and may be opened. It reads nothing else."""
    wanted = set(codes)
    events, notes = _keys(wanted, "event"), _keys(wanted, "note")
    of_case = Event.objects.filter(case_id=case.id, key__in=events) if events else []
    found = [_event(row) for row in of_case]
    for table in _tables(case) if notes else []:
        found += [_note(row) for row in table.objects.filter(case_id=case.id, key__in=notes)]
    return {one.code: one for one in found}


def _keys(codes: Iterable[str], kind: str) -> set[UUID]:
    """The keys that codes of one kind carry; what is no key cites nothing."""
    found = set()
    for said, _colon, key in (code.partition(":") for code in codes):
        with suppress(ValueError):
            found |= {UUID(key)} if said == kind else set()
    return found


def _tables(case: OpenCase) -> list[Any]:
    return [table for compartment, table in NOTES.items() if case.may_read(compartment)]


def _event(row: Event) -> Citable:
    day, is_answer = uk_today(row.happened_at), row.verb == ANSWERED
    source = f"{row.words}, {format_date_short(day)}"
    label = f"{format_date_short(day)}: {_short(row.words)}"
    group = _("Answers of partners") if is_answer else _("Timeline")
    return Citable("event", str(row.key), day, label, source[:200], group, is_answer)


def _notes(case: OpenCase) -> list[Citable]:
    rows = (
        row
        for table in _tables(case)
        for row in table.objects.filter(case_id=case.id).order_by("thread", "-version").distinct("thread")[:MOST]
    )
    return [_note(row) for row in rows]


def _note(row: Any) -> Citable:
    day = uk_today(row.happened_at)
    label = f"{format_date_short(day)}: {_short(row.text)}"
    source = _("Note of %(day)s") % {"day": format_date_short(day)}
    return Citable("note", str(row.key), day, label, source, _("Notes"))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WORDS else f"{words[: WORDS - 1]}…"
