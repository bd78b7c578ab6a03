"""The ladder of an order: a talk, a warning, the report. The report is always open; what it lacks it says itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.orders import queries, rules
from throughcare.commons.orders.actions.asking import allowed, moved, to_the_team
from throughcare.commons.orders.definition import REPORT
from throughcare.commons.orders.models import Countersign, Decided, OnReport, Order, Polygraph, Step
from throughcare.kernel.time import uk_today

SIGN = "ladder.countersign"
STEP = "ladder.step"  # also what a report is told as: the whole team knows of a step, and not of which


def take_step(
    case: OpenCase, order_key: str, *, rung: str, events: Sequence[str], words: str, happened_at: datetime, at: datetime
) -> Step:
    """This will take one step of the order's ladder below the report. Refuses a step that the order does not know."""
    verb, order = STEP, queries.find(case, order_key)
    kind = queries.kind_of(order)
    answer = allowed(case, verb, known={"reasons_given": bool(words.strip())})
    answer &= rules.may_step(rung=rung, rungs={one.code for one in kind.ladder}, last_rung=REPORT)
    answer &= rules.may_report(events=len(events), polygraph=False)
    or_refuse(case, answer, _("The step was not taken"), pathway=kind.label)
    row = _keep(case, order, rung, events, words=words, sent_to="", happened_at=happened_at, at=at)
    cases.tell(case, verb=verb, words=_stepped(), at=at, happened_at=happened_at, address="orders/ladder")
    act(case, "ladder:step_taken", row, at=at)
    return row


def report(
    case: OpenCase,
    order_key: str,
    *,
    events: Sequence[str],
    words: str,
    sent_to: str = "",
    polygraph: str = "",
    happened_at: datetime,
    at: datetime,
) -> Step:
    """This will report to the authority what happened under a condition, from any step of the ladder.

    Nothing that is missing stops it: the report says so itself. A polygraph session alone is never its ground; one that
    does not exist for whoever reports is not found.
    """
    verb, order = "ladder.report", queries.find(case, order_key)
    kind = queries.kind_of(order)
    session = queries.find_session(case, order, polygraph) if polygraph else None
    answer = allowed(case, verb) & rules.may_report(events=len(events), polygraph=session is not None)
    or_refuse(case, answer, _("The report was not made"), pathway=kind.label)
    to = sent_to or order.authority
    row = _keep(case, order, REPORT, events, words=words, sent_to=to, happened_at=happened_at, at=at)
    if session is not None:
        _beside(case, row, session, at=at)
    cases.record_incidents(case, verb=verb, told_as=STEP, facts=queries.facts(case), at=at, words=_stepped())
    cases.tell(case, verb=STEP, words=_stepped(), at=at, happened_at=happened_at, address="orders/ladder")
    act(case, "ladder:reported", row, at=at)
    return row


def countersign(case: OpenCase, step_key: str, *, words: str = "", at: datetime) -> Countersign:
    """This will keep that a second person looked at a step and signed it."""
    step = queries.step(case, step_key)
    answer = allowed(case, SIGN) & rules.may_countersign(
        same_person=step.by_id == case.opened_by, needs=step.waits_for_signature
    )
    or_refuse(case, answer, _("The step was not countersigned"))
    row = Countersign.objects.create(**carried(case, at=at), step=queries.find_step(case, step_key), words=words)
    with to_the_team(case):
        cases.finish_all(case, SIGN, at=at, address=_address(step_key))
        cases.tell(case, verb=SIGN, words=_("A step under the order was signed"), at=at, address="orders/ladder")
    act(case, "ladder:countersigned", row, at=at)
    return row


def record_decision(
    case: OpenCase,
    order_key: str,
    *,
    outcome: str,
    decided_on: date,
    step_key: str = "",
    authority: str = "",
    reference: str = "",
    words: str = "",
    at: datetime,
) -> Decided:
    """This will write down what the authority decided: recall, charge, variation, nothing. It is theirs, never ours."""
    verb, order = "ladder.record_decision", queries.find(case, order_key)
    or_refuse(case, allowed(case, verb), _("The authority's decision was not recorded"))
    row = Decided.objects.create(
        **carried(case, at=at),
        order=order,
        step=queries.find_step(case, step_key) if step_key else None,
        outcome=outcome,
        decided_on=decided_on,
        authority=authority or order.authority,
        reference=reference,
        words=words,
    )
    said = _("What the authority decided was recorded")
    cases.record_incidents(case, verb=verb, facts=queries.facts(case, on=decided_on), at=at, words=said)
    cases.tell(case, verb=verb, words=said, at=at, address="orders/ladder")
    moved(case, verb, at=at, happened_at=at)
    act(case, "ladder:decision_recorded", row, at=at)
    return row


def _stepped() -> str:
    """The timeline is read by the whole team: which step it was, and whether it was a report, stands with the steps alone."""
    return _("A step under the order was recorded")


def _keep(
    case: OpenCase,
    order: Order,
    rung: str,
    events: Sequence[str],
    *,
    words: str,
    sent_to: str,
    happened_at: datetime,
    at: datetime,
) -> Step:
    needs = queries.kind_of(order).rung(rung).countersign
    values = carried(case, at=at, happened_at=happened_at)
    row = Step.objects.create(**values, order=order, rung=rung, words=words, sent_to=sent_to, needs_countersign=needs)
    for key in events:
        OnReport.objects.create(**values, step=row, event=queries.find_event(case, key))
    if needs:
        task = NewTask(
            code=SIGN, due_on=uk_today(at), for_role="manager", address=_address(str(row.key)), enforcement=True
        )
        cases.ask(case, task, at=at)
    return row


def _beside(case: OpenCase, step: Step, session: Polygraph, *, at: datetime) -> None:
    """That a session stands beside a report is known where the session is known, and nowhere else."""
    Polygraph.objects.create(
        **carried(case, at=at),
        order=session.order,
        step=step,
        holder=session.holder,
        reference=session.reference,
        held_on=session.held_on,
        next_on=session.next_on,
    )


def _address(step_key: str) -> str:
    return f"orders/ladder/{step_key}/countersign"
