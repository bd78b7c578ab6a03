"""The plan as the panel approved it. A provider gets its goals and support, and empty words for all else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import end_of_day
from throughcare.stages.plans import models, rules


@dataclass(frozen=True)
class ApprovedPlan:
    """One approved version of the plan: its number, when and by which decision it was approved, what it says."""

    key: str
    version: int
    approved_at: datetime
    decision: str
    by: str
    statements: rules.Statements
    needs: tuple[rules.Need, ...]
    id: int = 0

    @property
    def supports(self) -> tuple[rules.Support, ...]:
        """This will list every support of the plan."""
        return rules.Plan(self.statements, self.needs).supports


def is_approved(case: OpenCase) -> bool:
    """This will say whether the panel has ever approved a plan of this case."""
    return models.Version.objects.filter(case_id=case.id).exists()


def was_approved(case: OpenCase, *, on: date) -> bool:
    """This will say whether the panel had approved a plan of this case on a day or before it."""
    return models.Version.objects.filter(case_id=case.id, happened_at__lte=end_of_day(on)).exists()


def approved(case: OpenCase) -> ApprovedPlan | None:
    """This will give the plan that was approved last, or none."""
    row = models.Version.objects.filter(case_id=case.id).select_related("by").order_by("-number").first()
    return _plan(row) if row else None


def version(case: OpenCase, number: int) -> ApprovedPlan | None:
    """This will give one approved version of the plan, or none."""
    row = models.Version.objects.filter(case_id=case.id, number=number).select_related("by").first()
    return _plan(row) if row else None


def versions(case: OpenCase) -> list[tuple[int, datetime]]:
    """This will list the approved versions, newest first: number and moment."""
    rows = models.Version.objects.filter(case_id=case.id).order_by("-number")
    return list(rows.values_list("number", "happened_at"))


def agreements(case: OpenCase) -> list[models.Agreement]:
    """This will list what the person said to the plan, newest first."""
    rows = models.Agreement.objects.filter(case_id=case.id).select_related("by", "version")
    return list(rows.order_by("-happened_at", "-id"))


def agreed(case: OpenCase) -> models.Agreement | None:
    """This will give what the person last said to the plan, or none."""
    return next(iter(agreements(case)), None)


def _plan(row: models.Version) -> ApprovedPlan:
    said = models.Statements.objects.filter(version_id=row.pk).first()
    names = ("consent_how", "consent_when", "consent_by", "nature", "providers", "how_and_when")
    statements = rules.Statements(**{name: getattr(said, name) for name in names}) if said else rules.Statements()
    by = row.by.name if row.by else ""
    return ApprovedPlan(
        str(row.key), row.number, row.happened_at, str(row.decision), by, statements, _needs(row), row.pk
    )


def _needs(row: models.Version) -> tuple[rules.Need, ...]:
    known = {need.pk: need for need in models.Need.objects.filter(version_id=row.pk)}
    goals = list(models.Goal.objects.filter(version_id=row.pk).order_by("of_need_id", "place"))
    by_need = {number: tuple(found) for number, found in groupby(goals, key=lambda goal: goal.of_need_id)}
    supports = _supports(goal.pk for goal in goals)
    return tuple(_need(known.get(number), by_need.get(number, ()), supports) for number in sorted({*known, *by_need}))


def _need(
    row: models.Need | None, goals: Iterable[models.Goal], supports: dict[int, tuple[rules.Support, ...]]
) -> rules.Need:
    made = tuple(
        rules.Goal(str(goal.key), goal.own_words, goal.our_words, goal.how_known, supports.get(goal.pk, ()))
        for goal in goals
    )
    if row is None:
        return rules.Need(key="", goals=made)
    return rules.Need(str(row.key), row.need, row.why, str(row.assessment or ""), row.factor, made)


def _supports(goals: Iterable[int]) -> dict[int, tuple[rules.Support, ...]]:
    rows = models.Support.objects.filter(goal_id__in=list(goals)).order_by("goal_id", "place")
    return {goal: tuple(_support(row) for row in found) for goal, found in groupby(rows, key=lambda row: row.goal_id)}


def _support(row: models.Support) -> rules.Support:
    return rules.Support(
        key=str(row.key),
        kind=row.support_kind,
        kind_label=str(codelist("support_kinds").label(row.support_kind)) if row.support_kind else "",
        what=row.what,
        provider_staff_id=row.provider_staff_id,
        provider_name=row.provider_name,
        how_often=row.how_often,
        sessions_planned=row.sessions_planned,
        from_on=row.from_on,
        until_on=row.until_on,
    )
