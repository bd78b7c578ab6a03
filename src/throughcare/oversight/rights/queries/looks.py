"""Who looked: audit lines as the data protection officer reads them, and what was asked about them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import load
from throughcare.kernel.sql import NamedSql, without_comments
from throughcare.kernel.time import uk_today, working_days
from throughcare.oversight.rights.models import ErasureRequest, ReasonAsked

PAGE_SIZE = 25
EPOCH, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
_PLACE = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


@dataclass(frozen=True)
class Look:
    """One line: when, who, in what role, what they did, the reason they gave; what they were asked and answered."""

    id: int
    happened_at: datetime
    staff: str
    agency: str
    acting_role: str
    verb: str
    reference: str
    reason: str
    request_id: str
    staff_id: int | None
    asked_at: datetime | None
    question: str
    answered_at: datetime | None
    answer: str


def overseen_case(reference: str) -> int | None:
    """This will find the id of a case of the own controller by its reference, under the oversight role, or none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE reference = %s", [reference])
        row = cursor.fetchone()
    return int(row[0]) if row else None


@dataclass(frozen=True)
class Place:
    """Where a page of looks begins: after the last line of the page before it."""

    moment: datetime = LATEST
    line: int = 0

    def __str__(self) -> str:
        return f"{round(self.moment.timestamp() * 1_000_000)}-{self.line}"


def place_in(typed: str) -> Place:
    """This will read where a page begins from an address; anything else than a place is the newest."""
    found = _PLACE.fullmatch(typed)
    moment = EPOCH + timedelta(microseconds=int(found[1])) if found else LATEST
    return Place(moment, int(found[2])) if found and moment < LATEST else Place()


def looks(
    *, reference: str, staff: str, since: datetime | None, until: datetime | None, place: Place
) -> tuple[list[Look], Place | None]:
    """This will give one page of looks and acts, newest first, and where the next page begins."""
    start = min(place, Place(until), key=lambda one: one.moment) if until else place
    asked = {"before": start.moment < LATEST, "since": since is not None, "of_staff": bool(staff)}
    held_to = "".join(f" AND {without_comments(SQL.statements[name])}" for name, is_asked in asked.items() if is_asked)
    parts = {
        "which": held_to,
        "of_case": "c.reference = %(reference)s" if reference else "true",
        "of_staff": "false" if reference else "true",
        "limit": str(PAGE_SIZE + 1),
    }
    values = {"before": start.moment, "before_line": start.line, "since": since, "staff": staff, "reference": reference}
    found = [Look(*row) for row in SQL.rows("looks", values, parts=parts)]
    last = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return found[:PAGE_SIZE], Place(last.happened_at, last.id) if last else None


@dataclass(frozen=True)
class Checked:
    """When the audit's chains were checked last, and the first line that was broken then, if any."""

    ended_at: datetime
    lines: int
    broken_line: int | None
    problem: str


def last_check() -> Checked | None:
    """This will say when the chains that the reader oversees were checked last, and with what result; none before that."""
    row = SQL.one("last_check")
    return Checked(row.ended_at, row.lines, row.line_id, row.problem or "") if row else None


def lines_until(case_id: int, *, until: datetime) -> list[Any]:
    """This will list the audit lines of a case of the own controller up to a moment, oldest first."""
    return SQL.rows("lines_until", {"case": case_id, "until": until})


def is_erased(case_id: int) -> bool:
    """This will say whether a record of the own controller was erased already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT erased_at IS NOT NULL FROM cases_case WHERE id = %s", [case_id])
        row = cursor.fetchone()
    return bool(row and row[0])


def waits_for_erasure(case_id: int) -> bool:
    """This will say whether an erasure of this case waits for its second person."""
    return ErasureRequest.objects.filter(case_id=case_id, decided_at__isnull=True).exists()


def carried_out(key: str) -> ErasureRequest | None:
    """This will find an erasure that was carried out in a case of the own controller, or none."""
    found = ErasureRequest.objects.filter(key=key, granted=True, rows_emptied__isnull=False)
    return found.select_related("case", "asked_by", "decided_by").first()


def open_request(case: OpenCase) -> ErasureRequest | None:
    """This will find the request to erase that waits for a decision on this case, or none."""
    return ErasureRequest.objects.filter(case_id=case.id, decided_at__isnull=True).select_related("asked_by").first()


@dataclass(frozen=True)
class Asked:
    """One request to erase, as the data protection officer reads it."""

    reference: str
    ground: str
    asked_at: datetime
    decided_at: datetime | None
    granted: bool | None
    key: str
    is_carried_out: bool


def erasures_asked() -> list[Asked]:
    """This will list the requests to erase in the own controller's cases, newest first."""
    found = ErasureRequest.objects.select_related("case").order_by("-asked_at", "-id")[:100]
    return [
        Asked(
            *(one.case.reference, one.ground, one.asked_at, one.decided_at, one.granted, str(one.key)),
            is_carried_out=bool(one.granted and one.rows_emptied is not None),
        )
        for one in found
    ]


@dataclass(frozen=True)
class Opening:
    """One request in which a colleague opened or acted on a case of the own controller."""

    request_id: str
    case_id: int
    reference: str
    area_id: int
    staff_id: int | None
    looked_at: datetime


def opening(*, request_id: str, reference: str) -> Opening | None:
    """This will find who opened a case in a request, under the oversight role, or none."""
    row = SQL.one("opening", {"request": request_id, "reference": reference})
    return Opening(*row) if row else None


def was_asked(look: Opening) -> bool:
    """This will say whether this look was asked about before."""
    return ReasonAsked.objects.filter(request_id=look.request_id, case_id=look.case_id).exists()


def answer_due(look: Opening, *, at: datetime) -> date:
    """This will give the day by which a colleague who is asked at this moment answers."""
    nation = agencies.area(look.area_id).nation
    return working_days(nation).add(uk_today(at), load("records", "questions").data["working_days"]["reason"])


def asked_of(staff_id: int) -> Sequence[Any]:
    """This will list the questions that wait for this colleague's answer, the first due first, each with who asks."""
    return SQL.rows("asked_of", {"staff": staff_id})


def question(key: str, *, staff_id: int) -> ReasonAsked | None:
    """This will find a question that was put to this colleague, or none."""
    return ReasonAsked.objects.filter(key=key, staff_id=staff_id).select_related("asked_by").first()


def cases_that_exist(ids: Collection[int]) -> set[int]:
    """This will give those of some cases that are there at all; for the owner, who lives from a copy again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE id = ANY (%s)", [list(ids)])
        return {row[0] for row in cursor.fetchall()}
