"""The record of one case: its timeline and its notes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from throughcare.commons.cases.models import (
    BeliefsNote,
    HealthNote,
    NetworkNote,
    Note,
    PoliceNote,
    SafetyNote,
)
from throughcare.kernel.answers import NotFound
from throughcare.kernel.paging import Page, limit, offset
from throughcare.kernel.sql import NamedSql

if TYPE_CHECKING:
    from throughcare.commons.cases.gate import OpenCase

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
LINES, THREADS = 50, 25
EVERY_KIND = ("events", "notes", "police")
TABLES: dict[str, Any] = {
    "core": Note,
    "health": HealthNote,
    "beliefs": BeliefsNote,
    "network": NetworkNote,
    "safety": SafetyNote,
    "police": PoliceNote,
}


@dataclass(frozen=True)
class Thread:
    """A note with its corrections, the one that holds first."""

    compartment: str
    thread: str
    versions: tuple[Any, ...]

    @property
    def latest(self) -> Any:
        """This will give the version that holds."""
        return self.versions[0]


def timeline(
    case: OpenCase,
    *,
    kinds: Collection[str] = EVERY_KIND,
    number: int = 1,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Page[Any]:
    """This will give one page of what happened, newest first, as far as whoever opened the case may read.

    With `until` only what was recorded by then, with `since` only what was recorded after it.
    """
    values = {"case": case.id, "kinds": list(kinds), "limit": limit(LINES), "offset": offset(number, size=LINES)}
    values |= {"since": since, "until": until}
    return Page.of(SQL.rows("timeline", values), number=number, size=LINES)


def notes(case: OpenCase, *, compartment: str = "", number: int = 1) -> Page[Thread]:
    """This will give one page of notes, newest first, each with its corrections."""
    page = {"limit": limit(THREADS), "offset": offset(number, size=THREADS)}
    rows = SQL.rows("notes", {"case": case.id, "compartment": compartment, **page})
    threads: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        threads.setdefault((row.compartment, str(row.thread)), []).append(row)
    found = [Thread(where, thread, tuple(versions)) for (where, thread), versions in threads.items()]
    return Page.of(found, number=number, size=THREADS)


def latest_note(case: OpenCase, *, compartment: str, thread: str) -> Any:
    """This will find the version of a note that holds; NotFound where there is none, or none for this reader."""
    if compartment not in TABLES or not case.may_read(compartment):
        raise NotFound
    table: Any = TABLES[compartment]
    rows = table.objects.filter(case_id=case.id, thread=thread).select_related("by")
    found = rows.order_by("-version").first()
    if found is None:
        raise NotFound
    return found
