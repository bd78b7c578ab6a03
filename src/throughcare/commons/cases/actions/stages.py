"""Moving a case along its pathway, and recording what contradicts it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime

from throughcare.commons.cases import gate
from throughcare.commons.cases.actions.tasks import NewTask, ask
from throughcare.commons.cases.carried import carried
from throughcare.commons.cases.models import Case, PoliceStageChange, RuleIncident, StageChange
from throughcare.frame.transaction import reception
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway

TAKEN_BY_POLICE = "checks.return"


def move(
    case: gate.OpenCase, *, verb: str, to: str, at: datetime, reason: str = "", happened_at: datetime | None = None
) -> gate.OpenCase:
    """This will move a case to another stage and append the step to its history; the caller has asked the pathway first.

    While police hold a case, the case itself says one thing whatever the reason; where it truly stands, and why, lies in
    the police compartment. Whoever hands a case to police need not be able to read there.
    """
    if to == case.stage:
        return case
    pathway = case.pathway
    shown = _shown(pathway, to)
    with_police = pathway.stage(to).with_police
    with nullcontext() if case.may_read("police") or not with_police else reception(case_id=case.id):
        values = carried(case, at=at, happened_at=happened_at)
        if with_police or pathway.stage(case.stage).with_police:
            PoliceStageChange.objects.create(**values, from_stage=case.stage, to_stage=to, verb=verb, reason=reason)
        if shown != case.stage_shown:
            said = (
                (TAKEN_BY_POLICE, "")
                if with_police
                else (verb, "" if pathway.stage(case.stage).with_police else reason)
            )
            StageChange.objects.create(
                **values, from_stage=case.stage_shown, to_stage=shown, verb=said[0], reason=said[1]
            )
            closed_at = at if pathway.stage(to).is_end else None
            Case.objects.filter(pk=case.id).update(stage=shown, closed_at=closed_at)
    return gate.again(case)


def _shown(pathway: Pathway, to: str) -> str:
    return pathway.held if pathway.stage(to).with_police else to


def record_incidents(
    case: gate.OpenCase, *, verb: str, facts: Mapping[str, bool], at: datetime, words: str = "", told_as: str = ""
) -> int:
    """This will record each rule that a recorded fact contradicts, tell the owner by a task, and give how many there were.

    The whole team reads it: a verb that not everybody may know of is `told_as` another.
    """
    found = case.pathway.incidents(verb, facts)
    for incident in found:
        RuleIncident.objects.create(
            **carried(case, at=at), verb=told_as or verb, rule=incident.text[:200], words=words[:300]
        )
    if found:
        task = NewTask(
            code="cases.look_at_incident",
            what=found[0].text[:200],
            due_on=uk_today(at),
            for_role="coordinator",
            to=case.owner_id,
        )
        ask(case, task, at=at)
    return len(found)


def make_about(case: gate.OpenCase, *, person_id: int) -> None:
    """This will say that the case is about another record of the same person; part of the act in which somebody decided it."""
    Case.objects.filter(pk=case.id).update(person_id=person_id)


def follow_pathway(case: gate.OpenCase, pathway: Pathway) -> gate.OpenCase:
    """This will let a case follow another pathway from now on; part of the act in which somebody decided it."""
    Case.objects.filter(pk=case.id).update(pathway=pathway.name, pathway_version=pathway.version)
    return gate.again(case)


def again(case: gate.OpenCase) -> gate.OpenCase:
    """This will read an opened case anew after an act has changed it."""
    return gate.again(case)
