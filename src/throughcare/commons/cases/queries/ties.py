"""Whom a colleague has declared as close to themselves, their own rows alone; and which of those fitted a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from throughcare.commons.cases.models import DeclaredTie


@dataclass(frozen=True)
class Matched:
    """A declared tie that fitted a case: of which colleague, when its manager was asked, and what came of it."""

    reference: str
    staff: str
    agency: str
    matched_at: datetime
    done_at: datetime | None
    outcome: str
    kept_out_at: datetime | None
    closed_at: datetime | None

    @property
    def waits(self) -> bool:
        """This will say whether nobody has answered yet."""
        return self.kept_out_at is None and self.done_at is None and self.closed_at is None


def ties_of(staff_id: int) -> list[DeclaredTie]:
    """This will list the people whom a colleague has declared, the newest first."""
    return list(DeclaredTie.objects.filter(staff_id=staff_id).order_by("-declared_at", "-id"))


def ties_matched() -> list[Matched]:
    """This will list the declared ties that fitted cases of the own controller, newest first, under the oversight role.

    One's own are never among them: they would tell of a record.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reference, staff, agency, matched_at, done_at, outcome, kept_out_at, closed_at FROM tc.ties_matched()"
        )
        return [Matched(*row) for row in cursor.fetchall()]
