"""Who looked: audit lines as the data protection officer reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from throughcare.commons.cases.gate import OpenCase
from throughcare.oversight.rights.models import ErasureRequest

PAGE_SIZE = 25


@dataclass(frozen=True)
class Look:
    """One line: when, who, in what role, what they did, the reason they gave."""

    happened_at: datetime
    staff: str
    agency: str
    acting_role: str
    verb: str
    reference: str
    reason: str
    request_id: str


def overseen_case(reference: str) -> int | None:
    """This will find the id of a case of the own controller by its reference, under the oversight role, or none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case WHERE reference = %s", [reference])
        row = cursor.fetchone()
    return int(row[0]) if row else None


LINES = """
-- Audit lines of the own controller's cases and staff, newest first; the row policies choose which.
SELECT l.happened_at, coalesce(s.name, ''), coalesce(a.name, ''), l.acting_role, l.verb, coalesce(c.reference, ''),
  coalesce(r.text, ''), l.request_id
FROM audit_line l
LEFT JOIN agencies_staff s ON s.id = l.staff_id
LEFT JOIN agencies_agency a ON a.id = s.agency_id
LEFT JOIN cases_case c ON c.id = l.case_id
LEFT JOIN audit_reason r ON r.line_id = l.id
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
