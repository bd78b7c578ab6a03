"""Authorising the start of an exit programme; and answering for a start without an assessment."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Answer
from throughcare.kernel.time import uk_today
from throughcare.stages.checks import queries as checks
from throughcare.stages.intake import queries, rules
from throughcare.stages.intake.models import Authorised, Override

START, OVERRIDE = "intake.authorise_start", "intake.override_assessment"


def override_assessment(case: OpenCase, *, reasons: str, at: datetime) -> Override:
    """This will record that a manager answers for a start without an assessment, with reasons; it stays marked for good."""
    answer = _may(case, OVERRIDE, {"reasons_given": bool(reasons.strip())})
    answer.or_refuse(
        _("The start without an assessment was not allowed"),
        ask=agencies.contact(case.owner_id),
        pathway=case.pathway.label,
    )
    row = Override.objects.create(**carried(case, at=at, kind="opinion"), reasons=reasons)
    words = _("A start without an assessment was allowed, with reasons")
    cases.tell(case, verb=OVERRIDE, words=words, at=at, address="intake")
    act(case, "intake:assessment_overridden", row, at=at, reason=reasons)
    return row


def authorise_start(case: OpenCase, *, at: datetime) -> Authorised:
    """This will authorise the start, and send the case on to its plan.

    Refuses without an assessment, unless somebody answers for it; without classification, level and, in custody, housing.
    """
    known = queries.known(case)
    facts = {**rules.of_start(known), "deconfliction_clear": checks.deconfliction_clear(case)}
    answer = _may(case, START, facts)
    answer.or_refuse(_("The start was not authorised"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label)
    row = Authorised.objects.create(**carried(case, at=at), without_assessment=not known.assessed)
    cases.finish_all(case, queries.PREPARE, at=at)
    moved = cases.move(case, verb=START, to=case.pathway.destination(START, stage=case.stage), at=at)
    task = NewTask(code="plans.write", due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address="plan")
    cases.ask(moved, task, at=at)
    cases.tell(moved, verb=START, words=_("The start was authorised"), at=at, address="intake")
    act(moved, "intake:start_authorised", row, at=at)
    return row


def _may(case: OpenCase, verb: str, facts: dict[str, bool]) -> Answer:
    asked = {code: facts[code] for code in case.pathway.gate_facts(verb)}
    return case.pathway.may(verb, stage=case.stage, facts=asked, roles=case.roles) & case.may(verb)
