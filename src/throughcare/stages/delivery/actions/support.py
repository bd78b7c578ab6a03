"""Support starts under an approved plan with consent in force; the plan's providers may open the case from then on."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Mend, no
from throughcare.kernel.time import uk_today
from throughcare.stages.delivery import gates, plan, queries, rules
from throughcare.stages.delivery.actions.telling import owner
from throughcare.stages.delivery.models import Agreed, Start
from throughcare.stages.delivery.plan import ApprovedPlan, Promise

PROVIDER = ("provider",)


def start_support(case: OpenCase, *, happened_at: datetime, at: datetime) -> Start:
    """This will start support: a dated event of its own. Refuses without clear checks, assessment, adoption, plan, consent."""
    before, since = queries.started(case), gates.consent_since(case)
    answer = case.may_here("delivery.start_support", gates.now(case))
    answer &= rules.may_start(started_at=before.happened_at if before else None, consent_since=since)
    answer.or_refuse(_("Support was not started"), ask=owner(case), pathway=case.pathway.label)
    promised = plan.approved(case) or ApprovedPlan("")
    row = Start.objects.create(
        **carried(case, at=at, happened_at=happened_at), plan_version=promised.version, consent_since=since or at
    )
    _follow(case, promised, at=at)
    cases.finish_all(case, queries.START, at=at)
    _ask_for_review(case, happened_at, at=at)
    words = _("Support started")
    cases.tell(case, verb="delivery.start_support", words=words, at=at, happened_at=happened_at, address="sessions")
    act(case, "delivery:started", row, at=at)
    return row


def follow_plan(case: OpenCase, *, at: datetime) -> list[Agreed]:
    """This will follow the plan that was approved last: its support, and its providers in place of earlier ones."""
    promised = plan.approved(case)
    answer = case.may("delivery.follow_plan")
    if promised is None:
        answer &= no(
            _("%(the_panel)s has not approved a plan") % case.pathway.words,
            mends=[Mend(_("Approve the plan"), verb="plans.approve")],
        )
    elif queries.started(case) is None:
        answer &= no(_("support has not started"), mends=[Mend(_("Start support"), verb="delivery.start_support")])
    answer.or_refuse(_("The new plan was not taken over"), ask=owner(case), pathway=case.pathway.label)
    assert promised is not None
    rows = _follow(case, promised, at=at)
    cases.tell(case, verb="delivery.follow_plan", words=_("Support follows the new plan"), at=at, address="sessions")
    act(case, "delivery:plan_followed", queries.started(case), at=at)
    return rows


def end_providers(case: OpenCase, *, at: datetime) -> int:
    """This will end what lets providers open the case, as part of the act that ends support."""
    return cases.revoke(case, roles=PROVIDER, at=at)


def _follow(case: OpenCase, promised: ApprovedPlan, *, at: datetime) -> list[Agreed]:
    end_providers(case, at=at)
    for staff_id in promised.providers():
        cases.grant(
            case,
            staff_id=staff_id,
            role="provider",
            by_what=cases.TASK,
            from_at=at,
            until_at=None,
            reason=_("named in the approved plan"),
            at=at,
        )
    return [_keep(case, promised.version, promise, at=at) for promise in promised.promises]


def _keep(case: OpenCase, version: str, promise: Promise, *, at: datetime) -> Agreed:
    return Agreed.objects.create(
        **carried(case, at=at),
        plan_version=version,
        plan_support=promise.key,
        support_kind=promise.kind,
        goal=promise.goal,
        provider_id=promise.provider_id,
        provider_name=promise.provider_name[:120],
        how_often=promise.how_often[:200],
        sessions_planned=promise.sessions_planned,
        from_on=promise.from_on,
        until_on=promise.until_on,
    )


def _ask_for_review(case: OpenCase, started_at: datetime, *, at: datetime) -> None:
    """The first monthly look runs from the start of support; each review sets the next."""
    clock = case.pathway.clock("monthly_review")
    cases.finish_all(case, "reviews.review", at=at)
    task = NewTask(
        code="reviews.review",
        due_on=clock.due(uk_today(started_at)),
        from_day=uk_today(started_at),
        for_role="coordinator",
        to=case.owner_id,
        clock=clock,
        address="reviews/add",
    )
    cases.ask(case, task, at=at)
