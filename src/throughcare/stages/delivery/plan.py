"""What the approved plan promises, in the shape in which delivery keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughcare.commons.cases.gate import OpenCase
from throughcare.stages.plans import queries as plans
from throughcare.stages.plans.rules import Goal, Support


@dataclass(frozen=True)
class Promise:
    """One kind of support of the plan: what for, by whom, how often, from when until when."""

    key: str
    kind: str
    goal: str = ""
    provider_id: int | None = None
    provider_name: str = ""
    how_often: str = ""
    sessions_planned: int | None = None
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class ApprovedPlan:
    """The plan that the panel approved last, by its version, with every kind of support it promises."""

    version: str
    promises: tuple[Promise, ...] = ()

    def providers(self) -> tuple[int, ...]:
        """This will name each provider with an account once."""
        found = (promise.provider_id for promise in self.promises)
        return tuple(dict.fromkeys(staff_id for staff_id in found if staff_id is not None))


def approved(case: OpenCase) -> ApprovedPlan | None:
    """This will give the plan that is approved now, or none."""
    found = plans.approved(case)
    if found is None:
        return None
    goals = [goal for need in found.needs for goal in need.goals]
    promises = tuple(_promise(goal, support) for goal in goals for support in goal.supports)
    return ApprovedPlan(str(found.version), promises)


def _promise(goal: Goal, support: Support) -> Promise:
    return Promise(
        key=support.key,
        kind=support.kind,
        goal=goal.own_words or goal.our_words,
        provider_id=support.provider_staff_id,
        provider_name=support.provider_name,
        how_often=support.how_often,
        sessions_planned=support.sessions_planned,
        from_on=support.from_on,
        until_on=support.until_on,
    )
