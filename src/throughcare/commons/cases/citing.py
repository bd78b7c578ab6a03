"""What may be cited from a case: answers of partners, notes, and what happened. Only what the reader may open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

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

    @property
    def code(self) -> str:
        """This will give the code that a form carries."""
        return f"{self.kind}:{self.key}"


def citable(case: OpenCase, *, also: Iterable[str] = ()) -> list[Citable]:
    """This will list what may be cited: answers of partners first, then notes, then the rest of the timeline.

    `also` are codes that were cited before; what they cite is listed although it is old, or was corrected since.
    """
    keys = {key for kind, _colon, key in (code.partition(":") for code in also) if kind in ("event", "note")}
    rows = _events(case, keys)
    answers = [_event(row, _("Answers of partners")) for row in rows if row.verb == ANSWERED]
    others = [_event(row, _("Timeline")) for row in rows if row.verb != ANSWERED]
    return [*answers, *_notes(case, keys), *others]


def cited(case: OpenCase, codes: Iterable[str]) -> dict[str, Citable]:
    """This will find what codes of a form cite, as far as it is on this case and may be opened."""
    wanted = set(codes)
    return {one.code: one for one in citable(case, also=wanted) if one.code in wanted}


def _events(case: OpenCase, keys: set[str]) -> list[Event]:
    of_case = Event.objects.filter(case_id=case.id).order_by("-happened_at", "-id")
    newest = list(of_case[:MOST])
    have = {str(row.key) for row in newest}
    return [*newest, *of_case.filter(key__in=keys - have)]


def _event(row: Event, group: str) -> Citable:
    day = uk_today(row.happened_at)
    source = f"{row.words}, {format_date_short(day)}"
    return Citable("event", str(row.key), day, f"{format_date_short(day)}: {_short(row.words)}", source[:200], group)


def _notes(case: OpenCase, keys: set[str]) -> list[Citable]:
    found: dict[str, Citable] = {}
    for compartment, table in NOTES.items():
        if case.may_read(compartment):
            of_case = table.objects.filter(case_id=case.id)
            newest = of_case.order_by("thread", "-version").distinct("thread")[:MOST]
            for row in (*newest, *of_case.filter(key__in=keys)):
                found[str(row.key)] = _note(row.key, row.happened_at, row.text)
    return sorted(found.values(), key=lambda one: (one.day, one.key), reverse=True)


def _note(key: object, happened_at: datetime, text: str) -> Citable:
    day = uk_today(happened_at)
    label = f"{format_date_short(day)}: {_short(text)}"
    return Citable("note", str(key), day, label, _("Note of %(day)s") % {"day": format_date_short(day)}, _("Notes"))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WORDS else f"{words[: WORDS - 1]}…"
