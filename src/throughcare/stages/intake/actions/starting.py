"""Authorising the start of an exit programme; and answering for a start without an assessment."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.time import uk_today
from throughcare.stages.intake import queries, rules
from throughcare.stages.intake.models import Authorised, Override

START, OVERRIDE = "intake.authorise_start", "intake.override_assessment"


def override_assessment(case: OpenCase, *, reasons: str, at: datetime) -> Override:
    """This will record that a manager answers for a start without an assessment, with reasons; it stays marked for good."""
    answer = case.may_here(OVERRIDE, {"reasons_given": bool(reasons.strip())})
    or_refuse(case, answer, _("The start without an assessment was not allowed"))
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
    facts = {**rules.of_start(known), **told_clear(case)}
    or_refuse(case, case.may_here(START, facts), _("The start was not authorised"))
    row = Authorised.objects.create(**carried(case, at=at), without_assessment=not known.assessed)
    cases.finish_all(case, queries.PREPARE, at=at)
    moved = cases.move(case, verb=START, to=case.pathway.destination(START, stage=case.stage), at=at)
    task = NewTask(code="plans.write", due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address="plan")
    cases.ask(moved, task, at=at)
    cases.tell(moved, verb=START, words=_("The start was authorised"), at=at, address="intake")
    act(moved, "intake:start_authorised", row, at=at)
    return row
