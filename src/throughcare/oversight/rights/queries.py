"""Who looked: audit lines as the data protection officer reads them, and what was asked about them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import load
from throughcare.kernel.time import uk_today, working_days
from throughcare.oversight.rights.models import ErasureRequest, ReasonAsked

PAGE_SIZE = 25


@dataclass(frozen=True)
class Look:
    """One line: when, who, in what role, what they did, the reason they gave; what they were asked and answered."""

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


LINES = """
-- Audit lines of the own controller's cases and staff, newest first; the row policies choose which.
SELECT l.happened_at, coalesce(s.name, ''), coalesce(a.name, ''), l.acting_role, l.verb, coalesce(c.reference, ''),
  coalesce(r.text, ''), l.request_id, l.staff_id, q.asked_at, coalesce(q.question, ''), q.answered_at, coalesce(q.answer, '')
FROM audit_line l
LEFT JOIN agencies_staff s ON s.id = l.staff_id
LEFT JOIN agencies_agency a ON a.id = s.agency_id
LEFT JOIN cases_case c ON c.id = l.case_id
LEFT JOIN audit_reason r ON r.line_id = l.id
LEFT JOIN rights_reasonasked q ON q.request_id = l.request_id AND q.case_id = l.case_id
WHERE (%(reference)s = '' OR c.reference = %(reference)s)
  AND (%(staff)s = '' OR strpos(lower(s.name), lower(%(staff)s)) > 0)
  AND (%(since)s::timestamptz IS NULL OR l.happened_at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR l.happened_at < %(until)s)
ORDER BY l.happened_at DESC, l.id DESC
LIMIT %(limit)s OFFSET %(offset)s
"""


def looks(
    *, reference: str, staff: str, since: datetime | None, until: datetime | None, page: int
) -> tuple[list[Look], bool]:
    """This will give one page of looks and acts, newest first, and whether there are more."""
    values = {
        "reference": reference,
        "staff": staff,
        "since": since,
        "until": until,
        "limit": PAGE_SIZE + 1,
        "offset": (page - 1) * PAGE_SIZE,
    }
    with connection.cursor() as cursor:
        cursor.execute(LINES, values)
        found = [Look(*row) for row in cursor.fetchall()]
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


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


def requests() -> list[Asked]:
    """This will list the requests to erase in the own controller's cases, newest first."""
    found = ErasureRequest.objects.select_related("case").order_by("-asked_at", "-id")[:100]
    return [Asked(one.case.reference, one.ground, one.asked_at, one.decided_at, one.granted) for one in found]


@dataclass(frozen=True)
class Opening:
    """One request in which a colleague opened or acted on a case of the own controller."""

    request_id: str
    case_id: int
    reference: str
    area_id: int
    staff_id: int | None
    looked_at: datetime


OPENING = """
-- Who opened one case in one request, and when; the row policies choose which lines may be seen.
SELECT l.request_id, c.id, c.reference, c.area_id, l.staff_id, l.happened_at
FROM audit_line l JOIN cases_case c ON c.id = l.case_id
WHERE l.request_id = %s AND c.reference = %s
ORDER BY l.id LIMIT 1
"""


def opening(*, request_id: str, reference: str) -> Opening | None:
    """This will find who opened a case in a request, under the oversight role, or none."""
    with connection.cursor() as cursor:
        cursor.execute(OPENING, [request_id, reference])
        row = cursor.fetchone()
    return Opening(*row) if row else None


def was_asked(look: Opening) -> bool:
    """This will say whether this look was asked about before."""
    return ReasonAsked.objects.filter(request_id=look.request_id, case_id=look.case_id).exists()


def answer_due(look: Opening, *, at: datetime) -> date:
    """This will give the day by which a colleague who is asked at this moment answers."""
    nation = agencies.area(look.area_id).nation
    return working_days(nation).add(uk_today(at), load("records", "questions").data["working_days"]["reason"])


def asked_of(staff_id: int) -> list[ReasonAsked]:
    """This will list the questions that wait for this colleague's answer, the first due first."""
    waiting = ReasonAsked.objects.filter(staff_id=staff_id, answered_at__isnull=True)
    return list(waiting.select_related("asked_by").order_by("due_on", "id"))


def question(key: str, *, staff_id: int) -> ReasonAsked | None:
    """This will find a question that was put to this colleague, or none."""
    return ReasonAsked.objects.filter(key=key, staff_id=staff_id).select_related("asked_by").first()


def cases_that_exist(ids: Collection[int]) -> set[int]:
    """This will give those of some cases that are there at all; for the owner, who lives from a copy again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE id = ANY (%s)", [list(ids)])
        return {row[0] for row in cursor.fetchall()}
