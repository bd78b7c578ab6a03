"""Moving a case along its pathway, and recording what contradicts it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from throughcare.commons.cases import gate
from throughcare.commons.cases.actions.tasks import NewTask, ask
from throughcare.commons.cases.carried import carried
from throughcare.commons.cases.models import Case, RuleIncident, StageChange


def move(
    case: gate.OpenCase, *, verb: str, to: str, at: datetime, reason: str = "", happened_at: datetime | None = None
) -> gate.OpenCase:
    """This will move a case to another stage and append the step to its history; the caller has asked the pathway first."""
    if to == case.stage:
        return case
    stages = {stage.code: stage for stage in case.pathway.stages}
    StageChange.objects.create(
        **carried(case, at=at, happened_at=happened_at), from_stage=case.stage, to_stage=to, verb=verb, reason=reason
    )
    closed_at = None if stages[to].open else at
    Case.objects.filter(pk=case.id).update(stage=to, closed_at=closed_at)
    return gate.again(case)


def record_incidents(case: gate.OpenCase, *, verb: str, facts: Mapping[str, bool], at: datetime, words: str = "") -> int:
    """This will record each rule that a recorded fact contradicts, tell the owner by a task, and give how many there were."""
    found = case.pathway.incidents(verb, facts)
    for reason in found:
        RuleIncident.objects.create(**carried(case, at=at), verb=verb, rule=reason.text[:200], words=words[:300])
    if found:
        ask(case, NewTask(code="cases.look_at_incident", what=found[0].text[:200], due_on=at.date(), for_role="coordinator", to=case.owner_id), at=at)
    return len(found)
