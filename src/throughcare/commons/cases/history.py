"""Where a case has been, and the person's earlier cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import PoliceStageChange, StageChange
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import end_of_day, start_of_day

GIVEN_BACK = "checks.resume"
SQL = NamedSql(Path(__file__).with_suffix(".sql"))


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
    last = StageChange.objects.filter(case_id=case.id, to_stage=case.pathway.held).order_by("-id").first()
    return last.recorded_at if last else case.opened_at


def checks_began_at(case: OpenCase) -> datetime:
    """This will give the moment from which checks count today: as it came to police, at a threat, or after one.

    What police said before a threat holds no more from the moment it is raised. For police alone, who know of it.
    """
    promises = case.pathway.parts.promises
    begin = (promises.checks, promises.threat)
    last = PoliceStageChange.objects.filter(case_id=case.id, to_stage__in=begin).order_by("-id").first()
    came = came_to_police_at(case)
    return max(came, last.recorded_at) if last else came


def was_taken_on(case: OpenCase) -> bool:
    """This will say whether a panel ever had the case in hand, or closed it: from then on closing is the panel's to decide."""
    promises = case.pathway.parts.promises
    after = (promises.aftercare.stage,) if promises.aftercare else ()
    return not {*entered(case), case.stage_shown}.isdisjoint({*promises.taken_on, *after})


def stage_before_police(case: OpenCase) -> str | None:
    """This will give the stage from which police took the case back, or none where it came to them new."""
    last = StageChange.objects.filter(case_id=case.id, to_stage=case.pathway.held).order_by("-id").first()
    return (last.from_stage or None) if last else None


def entered_at(case: OpenCase, stage: str) -> datetime | None:
    """This will give the moment at which the case last came to a stage, or none.

    Given back after checks, it goes on where it stood: that is no coming anew.
    """
    came = StageChange.objects.filter(case_id=case.id, to_stage=stage).exclude(verb=GIVEN_BACK)
    last = came.order_by("-id").first()
    return last.happened_at if last else None


def entered(case: OpenCase) -> dict[str, datetime]:
    """This will give the moment at which the case last came to each stage that it was ever at, asking once a request."""
    return case.once(
        "entered", lambda: {row.to_stage: row.happened_at for row in SQL.rows("entered", {"case": case.id})}
    )


def stages_on(case: OpenCase, day: date) -> frozenset[str]:
    """This will give every stage at which the case stood on a day: where it began the day, and where it came to."""
    until = StageChange.objects.filter(case_id=case.id, happened_at__lte=end_of_day(day)).order_by("id")
    before = until.filter(happened_at__lt=start_of_day(day)).last()
    came_to = until.filter(happened_at__gte=start_of_day(day)).values_list("to_stage", flat=True)
    return frozenset(came_to) | ({before.to_stage} if before else set())


def earlier(case: OpenCase) -> list[Earlier]:
    """This will list the same person's earlier cases, newest first; one out of sight has no reference."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference, opened_at, closed_at, stage, owner_id FROM tc.earlier_cases(%s)", [case.id])
        return [Earlier(*row) for row in cursor.fetchall()]
