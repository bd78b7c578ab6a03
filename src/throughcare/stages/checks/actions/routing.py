"""Deconfliction, gateway and route: police verbs, each weighty one with a second approver."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import history
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import actions as consents
from throughcare.commons.orders import actions as orders
from throughcare.kernel.answers import Answer, Contact, Mend, no
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.stages.checks import queries, rules
from throughcare.stages.checks.actions import threats
from throughcare.stages.checks.models import Deconfliction, GatewayAssessment, RouteProposal

CLOSE = "police_led.close"
FIRST = ("information.begin", "assessments.begin", "panel.first")


def _may(
    case: OpenCase, verb: str, *, decided_by: int | None = None, reasons: str = "", route: str | None = None
) -> Answer:
    standing = queries.standing(case)
    facts = rules.facts(
        standing,
        by=case.opened_by,
        decided_by=decided_by,
        is_supervisor="police_supervisor" in case.roles,
        reasons=reasons,
    )
    return case.may_here(verb, facts, route=route)


def _ask_supervisor(case: OpenCase, code: str, *, at: datetime) -> None:
    clock = case.pathway.clock("gateway")
    due = clock.due(uk_today(history.came_to_police_at(case)))
    task = NewTask(
        code=code,
        due_on=max(due, uk_today(at)),
        for_role="police_supervisor",
        clock=clock,
        address="checks",
        police=True,
    )
    cases.ask(case, task, at=at)


def deconflict(case: OpenCase, *, answer: str, words: str, happened_at: datetime, at: datetime) -> Deconfliction:
    """This will record whether contact would cut across anything that police do; a supervisor confirms it."""
    _may(case, "checks.deconflict").or_refuse(
        _("The deconfliction answer was not recorded"), pathway=case.pathway.label
    )
    row = Deconfliction.objects.create(**carried(case, at=at, happened_at=happened_at), answer=answer, words=words)
    cases.finish_all(case, "checks.deconflict", at=at)
    _ask_supervisor(case, "checks.confirm_deconfliction", at=at)
    cases.tell(
        case,
        verb="checks.deconflict",
        words=_("Deconfliction answer recorded"),
        at=at,
        happened_at=happened_at,
        police=True,
    )
    act(case, "checks:deconflicted", row, at=at)
    return row


def confirm_deconfliction(case: OpenCase, *, at: datetime) -> Deconfliction:
    """This will confirm the last deconfliction answer as its second approver. Refuses whoever recorded it."""
    standing = queries.standing(case)
    answer = _may(case, "checks.confirm_deconfliction", decided_by=standing.deconfliction_by)
    answer.or_refuse(_("The deconfliction answer was not confirmed"), ask=_officer(case), pathway=case.pathway.label)
    row = queries.latest_deconfliction(case)
    assert row is not None
    row.confirmed_by_id, row.confirmed_at = case.opened_by, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    cases.finish_all(case, "checks.confirm_deconfliction", at=at)
    _after_confirming(case, row, at=at)
    cases.tell(case, verb="checks.confirm_deconfliction", words=_("Deconfliction answer confirmed"), at=at, police=True)
    act(case, "checks:deconfliction_confirmed", row, at=at)
    return row


def _after_confirming(case: OpenCase, row: Deconfliction, *, at: datetime) -> None:
    clear = row.answer == rules.CLEAR
    clock = case.pathway.clock("gateway" if clear else "deconfliction")
    started = uk_today(history.came_to_police_at(case)) if clear else uk_today(at)
    task = NewTask(
        code="checks.assess_gateway" if clear else "checks.deconflict",
        due_on=max(clock.due(started), uk_today(at)),
        for_role="police_officer",
        to=case.police_owner_id,
        clock=clock,
        address="checks",
        police=True,
    )
    cases.ask(case, task, at=at)


def assess_gateway(
    case: OpenCase,
    *,
    grounds_for: str,
    grounds_against: str,
    grounds_to_believe: bool,
    happened_at: datetime,
    at: datetime,
) -> GatewayAssessment:
    """This will record whether there are reasonable grounds to believe, with what speaks for it and what against."""
    _may(case, "checks.assess_gateway").or_refuse(
        _("The %(gateway)s was not recorded") % case.pathway.words, ask=_officer(case), pathway=case.pathway.label
    )
    row = GatewayAssessment.objects.create(
        **carried(case, at=at, happened_at=happened_at, kind="opinion"),
        grounds_for=grounds_for,
        grounds_against=grounds_against,
        grounds_to_believe=grounds_to_believe,
    )
    cases.tell(
        case, verb="checks.assess_gateway", words=_("Gateway assessed"), at=at, happened_at=happened_at, police=True
    )
    act(case, "checks:gateway_assessed", row, at=at)
    return row


def propose_route(case: OpenCase, *, route: str, grounds: str, signposted_to: str, at: datetime) -> RouteProposal:
    """This will propose where the referral goes, with grounds, for a second approver to decide."""
    answer = case.may("checks.propose_route")
    if not case.pathway.stage(case.stage).with_police:
        answer = answer & no(_("the case is not with police for checks"), rule="2.4")
    if queries.waiting_route(case):
        answer = answer & no(_("a route waits for its second approver already"), rule="2.4")
    if not grounds.strip():
        answer = answer & no(_("the grounds are not written down"), rule="2.4")
    answer.or_refuse(_("The route was not proposed"), ask=_officer(case), pathway=case.pathway.label)
    row = RouteProposal.objects.create(
        **carried(case, at=at, kind="opinion"), route=route, grounds=grounds, signposted_to=signposted_to
    )
    cases.finish_all(case, "checks.assess_gateway", at=at)
    _ask_supervisor(case, "checks.approve_route", at=at)
    cases.tell(case, verb="checks.propose_route", words=_("Route proposed"), at=at, police=True)
    act(case, "checks:route_proposed", row, at=at)
    return row


def propose_close(case: OpenCase, *, reasons: str, at: datetime) -> RouteProposal:
    """This will propose to close a case that police lead, with reasons, for a second person to decide."""
    answer, closing = case.may("checks.propose_route"), case.pathway.verb(CLOSE)
    if case.stage not in closing.stages:
        answer = answer & no(_("police do not lead this case"), rule=closing.section, source=closing.basis.cite)
    if queries.waiting_route(case):
        answer = answer & no(_("a proposal waits for its second approver already"))
    if not reasons.strip():
        answer = answer & Answer((case.pathway.gate("reasons_given").as_reason(),))
    answer.or_refuse(_("Closing was not proposed"), ask=_officer(case), pathway=case.pathway.label)
    row = RouteProposal.objects.create(
        **carried(case, at=at, kind="opinion"), route=rules.POLICE_LED_CLOSED, grounds=reasons
    )
    _ask_supervisor(case, "checks.approve_route", at=at)
    cases.tell(case, verb=CLOSE, words=_("Closing proposed"), at=at, police=True)
    act(case, "police_led:closing_proposed", row, at=at)
    return row


def approve_route(case: OpenCase, *, approved: bool, words: str, at: datetime) -> RouteProposal:
    """This will decide the proposed route as its second approver, and move the case where it leads.

    Refuses the person who proposed it, a way to the panel without grounds or a clear answer, and the closing of a
    repeat referral without a statement of its whole history.
    """
    row = queries.waiting_route(case)
    if row is None:
        _no_route_waits(case).or_refuse(_("The route was not approved"), ask=_officer(case), pathway=case.pathway.label)
    assert row is not None
    verb, route = (CLOSE, None) if row.route == rules.POLICE_LED_CLOSED else ("checks.approve_route", row.route)
    if approved:
        answer = _may(case, verb, decided_by=row.by_id, reasons=row.grounds, route=route)
    else:
        answer = case.may("checks.approve_route")
    answer.or_refuse(_("The route was not approved"), ask=_officer(case), pathway=case.pathway.label)
    row.decided_by_id, row.decided_at, row.approved, row.decision_words = case.opened_by, at, approved, words
    row.save(update_fields=["decided_by", "decided_at", "approved", "decision_words"])
    cases.finish_all(case, "checks.approve_route", at=at)
    if approved:
        _go(case, row, verb=verb, route=route, at=at)
    elif verb != CLOSE:
        _after_confirming_again(case, at=at)
    act(case, "checks:route_approved" if approved else "checks:route_sent_back", row, at=at)
    return row


def _no_route_waits(case: OpenCase) -> Answer:
    act = case.pathway.verb("checks.approve_route")
    mend = Mend(_("Ask the police case officer to propose a route"))
    return no(_("no route waits for a decision"), rule=act.section, source=act.basis.cite, mends=[mend])


def _after_confirming_again(case: OpenCase, *, at: datetime) -> None:
    task = NewTask(
        code="checks.assess_gateway",
        due_on=uk_today(at),
        for_role="police_officer",
        to=case.police_owner_id,
        address="checks",
        police=True,
    )
    cases.ask(case, task, at=at)


def _go(case: OpenCase, row: RouteProposal, *, verb: str, route: str | None, at: datetime) -> None:
    to = case.pathway.destination(verb, stage=case.stage, route=route)
    cases.tell(case, verb=verb, words=_("Route approved"), at=at, police=True)
    if to == case.pathway.parts.promises.threat:
        threats.pass_on(case, words=row.grounds, happened_at=at, at=at)
    moved = cases.move(case, verb=verb, to=to, at=at, reason=row.grounds)
    if to == "gathering":
        _ask_for_gathering(moved, at=at)
    elif to == "intake":
        _ask_for_intake(moved, at=at)
    elif case.pathway.stage(to).is_end:
        cases.finish_open(moved, at=at, outcome=_("The case was closed"))
        cases.tell(moved, verb="checks.approve_route", words=_("The referral was closed after checks"), at=at)


def _ask_for_gathering(case: OpenCase, *, at: datetime) -> None:
    """Information, an assessment and the panel are due together: all three before its first meeting."""
    for code in FIRST:
        cases.finish_all(case, code, at=at, outcome=_("Asked anew after checks"))
    clock = case.pathway.clock("first_panel")
    task = NewTask(
        code="information.begin",
        due_on=clock.due(uk_today(at)),
        for_role="coordinator",
        to=case.owner_id,
        clock=clock,
        address="information",
    )
    cases.ask(case, task, at=at)
    cases.ask(case, replace(task, code="assessments.begin", address="assessment"), at=at)
    cases.ask(case, replace(task, code="panel.first", for_role="panel", to=None, address="panel"), at=at)
    cases.tell(
        case,
        verb="checks.approve_route",
        words=_("Checks are done. The case goes to %(the_panel)s") % case.pathway.words,
        at=at,
    )


def _ask_for_intake(case: OpenCase, *, at: datetime) -> None:
    clock = case.pathway.clock("intake_decision")
    task = NewTask(
        code="intake.decide",
        due_on=clock.due(uk_today(at)),
        for_role="coordinator",
        to=case.owner_id,
        clock=clock,
        address="intake",
    )
    cases.ask(case, task, at=at)
    cases.tell(case, verb="checks.approve_route", words=_("Checks are done. The case goes to intake"), at=at)


def return_to_checks(case: OpenCase, *, reason: str, at: datetime) -> OpenCase:
    """This will take a case back for checks from any stage, because police have new information. Nothing refuses it."""
    _may(case, "checks.return").or_refuse(_("The case was not taken back for checks"), pathway=case.pathway.label)
    moved = cases.move(case, verb="checks.return", to="checks", at=at, reason=reason)
    cases.ask(moved, cases.police_check(case, at=at), at=at)
    cases.tell_with_police(moved, at=at)
    record("checks:returned", kind="checks.deconfliction", subject=case.id, at=at, case_id=case.id)
    return moved


def resume(case: OpenCase, *, reason: str, at: datetime) -> OpenCase:
    """This will give a case back to where it stood when police took it; nothing decided then is decided anew.

    What was said about consent meanwhile takes effect now: after a no the case goes on to the decision after it. So it
    does where an order ended meanwhile and nothing else carries support.
    """
    standing = queries.standing(case)
    answer = _may(case, "checks.resume", decided_by=standing.deconfliction_by, reasons=reason, route="resume")
    answer.or_refuse(_("The case was not given back"), ask=_officer(case), pathway=case.pathway.label)
    before = history.stage_before_police(case)
    assert before is not None
    row = queries.latest_deconfliction(case)
    moved = cases.move(case, verb="checks.resume", to=before, at=at, reason=reason)
    cases.finish_all(moved, "checks.assess_gateway", at=at)
    cases.tell(moved, verb="checks.resume", words=_("Checks are done. The case goes on where it stood"), at=at)
    moved = orders.given_back(consents.given_back(moved, at=at), at=at)
    act(moved, "checks:resumed", row, at=at)
    return moved


def _officer(case: OpenCase) -> Contact:
    return agencies.contact(case.police_owner_id)
