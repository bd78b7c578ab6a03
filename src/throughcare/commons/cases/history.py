"""Where a case has been, and the person's earlier cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import StageChange


@dataclass(frozen=True)
class Earlier:
    """An earlier case of the same person; out of sight it tells only whom to ask."""

    reference: str
    opened_at: datetime | None
    closed_at: datetime | None
    stage: str
    owner_id: int


def came_to_police_at(case: OpenCase) -> datetime:
    """This will give the moment at which the case last came to police for checks."""
    last = StageChange.objects.filter(case_id=case.id, to_stage=case.pathway.parts.start.stage).order_by("-id").first()
    return last.recorded_at if last else case.opened_at


def stage_before_police(case: OpenCase) -> str | None:
    """This will give the stage from which police took the case back, or none where it came to them new."""
    last = StageChange.objects.filter(case_id=case.id, to_stage=case.pathway.parts.start.stage).order_by("-id").first()
    return (last.from_stage or None) if last else None


def entered_at(case: OpenCase, stage: str) -> datetime | None:
    """This will give the moment at which the case last came to a stage, or none."""
    last = StageChange.objects.filter(case_id=case.id, to_stage=stage).order_by("-id").first()
    return last.happened_at if last else None


def earlier(case: OpenCase) -> list[Earlier]:
    """This will list the same person's earlier cases, newest first; one out of sight has no reference."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference, opened_at, closed_at, stage, owner_id FROM tc.earlier_cases(%s)", [case.id])
        return [Earlier(*row) for row in cursor.fetchall()]
