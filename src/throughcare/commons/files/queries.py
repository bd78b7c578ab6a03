"""Look-ups of documents: the list with its versions, one of them, what is in it, and what the case page shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.files import cabinet, sealing
from throughcare.commons.files.models import (
    BeliefsDocument,
    Document,
    HealthDocument,
    NetworkDocument,
    PoliceDocument,
    SafetyDocument,
)
from throughcare.commons.files.rules import FileRules
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.paging import Page, limit, offset
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date_short, uk_today

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_documents")
PAGE, ON_CARD = "documents", 3
TABLES: dict[str, Any] = {
    "core": Document,
    "health": HealthDocument,
    "beliefs": BeliefsDocument,
    "network": NetworkDocument,
    "safety": SafetyDocument,
    "police": PoliceDocument,
}


@dataclass(frozen=True)
class Thread:
    """A document with every version of it, the one that holds first."""

    compartment: str
    thread: str
    versions: tuple[Any, ...]

    @property
    def latest(self) -> Any:
        """This will give the version that holds."""
        return self.versions[0]

    @property
    def withdrawn(self) -> bool:
        """This will say whether the document was withdrawn."""
        return bool(self.latest.withdrawn)

    @property
    def files(self) -> tuple[Any, ...]:
        """This will give each version that brought a file of its own, newest first."""
        newest_of_each: dict[str, Any] = {row.stored: row for row in reversed(self.versions) if row.stored}
        return tuple(reversed(newest_of_each.values()))


@dataclass(frozen=True)
class One:
    """One version of a document, the compartment it lies in, and the version that holds."""

    compartment: str
    row: Any
    latest: Any


def file_rules() -> FileRules:
    """This will give what may be attached."""
    return FileRules.of(load("files", "rules").data)


def documents(case: OpenCase, *, compartment: str = "", number: int = 1) -> Page[Thread]:
    """This will give one page of documents, newest first, each with its versions."""
    page = {"limit": limit(), "offset": offset(number)}
    rows = SQL.rows("documents", {"case": case.id, "compartment": compartment, **page})
    threads: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        threads.setdefault((row.compartment, str(row.thread)), []).append(row)
    found = [Thread(where, thread, tuple(versions)) for (where, thread), versions in threads.items()]
    return Page.of(found, number=number)


def one(case: OpenCase, key: UUID | str) -> One:
    """This will find one version of a document; NotFound where there is none on this case, or none for this reader."""
    found = SQL.one("holds", {"case": case.id, "key": str(key)})
    if found is None or not case.may_read(found.compartment):
        raise NotFound
    rows = TABLES[found.compartment].objects.filter(case_id=case.id).select_related("by")
    row = rows.get(key=key)
    return One(found.compartment, row, rows.filter(thread=row.thread).latest("version"))


def content_of(row: Any) -> bytes:
    """This will give what a document holds; Missing or Unreadable where it is not there, or not as it was sealed."""
    return sealing.unseal(cabinet.read(row.stored), key=sealing.opened(row.sealed_key), name=row.stored)


def card(case: OpenCase) -> Card | None:
    """This will show the newest documents on the case page; nothing where there are none."""
    if not has(case, "has_documents"):
        return None
    kinds = codelist("document_kinds")
    rows = [
        (kinds.label(row.what), f"{row.title}, {format_date_short(uk_today(row.happened_at))}")
        for row in SQL.rows("card", {"case": case.id, "limit": ON_CARD})
    ]
    return Card(_("Documents"), rows, PAGE, empty=_("Every document was withdrawn."), order=60)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the documents among the parts of the case."""
    return [SideLink("record", _("Documents"), PAGE, 12)] if case.may("files.open") else []
