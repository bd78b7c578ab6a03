"""The plan goes to the panel, the panel approves it or withdraws support. Approving lets no provider in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.kernel.answers import Answer, Mend, no
from throughcare.kernel.time import uk_today
from throughcare.stages.plans import models, queries, rules

TO_APPROVE = "panel.plan"


def send_to_panel(case: OpenCase, *, at: datetime) -> models.Sending:
    """This will put the plan as it is written now before the panel. Refuses while a statement of the Act is missing."""
    plan = queries.draft(case)
    answer = case.pathway.may("plans.write", stage=case.stage, facts={}, roles=case.roles) & case.may("plans.send")
    or_refuse(
        case,
        answer & _all_stated(case, plan) & _is_new(case),
        _("The plan was not sent to %(the_panel)s") % case.pathway.words,
    )
    before = queries.sending(case)
    up_to = max(row.id for row in queries.newest(case))
    number = before.number + 1 if before else 1
    row = models.Sending.objects.create(**carried(case, at=at), number=number, up_to=up_to)
    for code in ("plans.write", "plans.change", TO_APPROVE):
        cases.finish_all(case, code, at=at)
    task = NewTask(
        code=TO_APPROVE,
        due_on=uk_today(at),
        for_role="panel",
        rule=_("the plan waits for %(the_panel)s") % case.pathway.words,
        address="plan",
    )
    cases.ask(case, task, at=at)
    cases.tell(
        case,
        verb="plans.send",
        words=_("The plan was sent to %(the_panel)s") % case.pathway.words,
        at=at,
        address="plan",
    )
    act(case, "plans:sent", row, at=at)
    return row


def approve(case: OpenCase, *, item: OnAgenda, decided: Decided, at: datetime) -> models.Version:
    """This will approve the plan that went to the panel, with the panel's decision, and lay it down for good.

    Refuses without quorum, without a decision, and while a statement of the Act is missing. No provider is let in by it.
    """
    verb, plan, sending = "plans.approve", queries.sent(case), queries.sending(case)
    answer = _by_panel(case, verb, item=item, decided=decided, more=queries.statement_facts(case))
    if sending is None or models.Version.objects.filter(sending=sending).exists():
        mend = Mend(_("Ask the coordinator to send it"))
        answer &= no(_("no plan waits for %(the_panel)s") % case.pathway.words, rule="7.2", mends=[mend])
    or_refuse(case, answer, _("The plan was not approved"))
    assert plan is not None and sending is not None
    decision = meetings.keep(case, item=item, decided=decided, verb=verb, at=at)
    row = models.Version.objects.create(
        **carried(case, at=at), number=sending.number, decision=UUID(str(decision.key)), sending=sending
    )
    _lay_down(case, row, plan, at=at)
    cases.finish_all(case, TO_APPROVE, at=at)
    _after_approving(case, verb, at=at)
    act(case, "plans:approved", row, at=at)
    return row


def withdraw_support(case: OpenCase, *, item: OnAgenda, decided: Decided, at: datetime) -> models.SupportWithdrawn:
    """This will withdraw support by the panel's decision, and ask a person to decide what happens now."""
    verb = "plans.withdraw_support"
    answer = _by_panel(case, verb, item=item, decided=decided)
    or_refuse(case, answer, _("Support was not withdrawn"))
    decision = meetings.keep(case, item=item, decided=decided, verb=verb, at=at)
    row = models.SupportWithdrawn.objects.create(**carried(case, at=at), decision=UUID(str(decision.key)))
    moved = cases.move(case, verb=verb, to=case.pathway.destination(verb, stage=case.stage), at=at)
    cases.ask_what_comes_now(moved, from_day=uk_today(at), at=at)
    cases.tell(moved, verb=verb, words=_("%(The_panel)s withdrew support") % case.pathway.words, at=at, address="plan")
    act(moved, "plans:support_withdrawn", row, at=at)
    return row


def _by_panel(
    case: OpenCase, verb: str, *, item: OnAgenda, decided: Decided, more: dict[str, bool] | None = None
) -> Answer:
    known, reached = meetings.gate_facts(case, item=item, decided=decided)
    return case.may_here(verb, {**known, **(more or {})}) & reached


def _all_stated(case: OpenCase, plan: rules.Plan) -> Answer:
    missing = (code for code, is_stated in rules.stated(plan.statements).items() if not is_stated)
    return Answer(tuple(case.pathway.gate(code).as_reason() for code in missing))


def _is_new(case: OpenCase) -> Answer:
    if queries.has_changed(case):
        return Answer()
    mend = Mend(_("Change the plan, or wait for %(the_panel)s") % case.pathway.words)
    return no(
        _("nothing was written since the plan last went to %(the_panel)s") % case.pathway.words,
        rule="7.1",
        mends=[mend],
    )


def _after_approving(case: OpenCase, verb: str, *, at: datetime) -> None:
    to = case.pathway.destination(verb, stage=case.stage)
    moved = cases.move(case, verb=verb, to=to, at=at)
    cases.tell(moved, verb=verb, words=_("%(The_panel)s approved the plan") % case.pathway.words, at=at, address="plan")
    if to == case.stage:
        return
    clock = case.pathway.clock("consent_asked")
    task = NewTask(
        code="consents.ask",
        due_on=clock.due(uk_today(at)),
        for_role="coordinator",
        to=case.owner_id,
        clock=clock,
        address="consent",
    )
    cases.ask(moved, task, at=at)


def _lay_down(case: OpenCase, version: models.Version, plan: rules.Plan, *, at: datetime) -> None:
    values = carried(case, at=at)
    models.Statements.objects.create(**values, version=version, **vars(plan.statements))
    for place, need in enumerate(plan.needs):
        row = models.Need.objects.create(
            **values,
            version=version,
            place=place,
            need=need.need,
            why=need.why,
            assessment=UUID(need.assessment) if need.assessment else None,
            factor=need.factor,
        )
        for number, goal in enumerate(need.goals):
            _lay_down_goal(values, version, row, number, goal)


def _lay_down_goal(
    values: dict[str, object], version: models.Version, need: models.Need, place: int, goal: rules.Goal
) -> None:
    words = {"own_words": goal.own_words, "our_words": goal.our_words, "how_known": goal.how_known}
    row = models.Goal.objects.create(**values, version=version, of_need=need, place=place, **words)
    for number, support in enumerate(goal.supports):
        models.Support.objects.create(
            **values,
            goal=row,
            place=number,
            support_kind=support.kind,
            what=support.what,
            provider_staff_id=support.provider_staff_id,
            provider_name=support.provider_name,
            how_often=support.how_often,
            sessions_planned=support.sessions_planned,
            from_on=support.from_on,
            until_on=support.until_on,
        )
