"""A security threat: passed on by anyone, acknowledged by a named officer, and rung on until somebody does."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.mail import actions as mail
from throughcare.commons.mail.rules import URGENT
from throughcare.frame.transaction import reception
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.checks import queries, rules
from throughcare.stages.checks.models import Threat


def raise_threat(case: OpenCase, *, words: str, happened_at: datetime, at: datetime) -> Threat:
    """This will pass a security threat to the named officer of the area, from any stage; nothing refuses it.

    Whoever passes it on need not be able to read the police steps, and learns nothing of them.
    """
    threat = pass_on(case, words=words, happened_at=happened_at, at=at)
    if not case.pathway.stage(case.stage_shown).with_police:
        cases.tell_with_police(case, at=at)
    cases.move(case, verb="threat.raise", to="security_threat", at=at, happened_at=happened_at)
    act(case, "threat:raised", threat, at=at)
    return threat


def pass_on(case: OpenCase, *, words: str, happened_at: datetime, at: datetime) -> Threat:
    """This will ring the named officer of the area about a threat, as part of the act that brings the case to it."""
    officers = queries.ladder(case, on=uk_today(at))
    due = case.pathway.clock("threat_acknowledgement").due_at(at)
    with reception(case_id=case.id):
        values = carried(case, at=at, happened_at=happened_at)
        threat = Threat.objects.create(**values, words=words, named_officer_id=officers[0].id, ring_next_at=due)
        cases.ask(case, _task(case, officers[0].id, at=at), at=at)
        cases.tell(
            case, verb="threat.raise", words=_("Security threat passed on"), at=at, happened_at=happened_at, police=True
        )
    _ring(threat, at=at)
    return threat


def acknowledge(case: OpenCase, *, at: datetime) -> Threat | None:
    """This will record that the named officer, or the next who was rung, has the threat. Refuses everybody else."""
    threat = queries.latest_threat(case)
    called = queries.rung(case, threat, on=uk_today(at))[0] if threat else []
    named = case.opened_by in {one.id for one in called}
    answer = case.may_here("threat.acknowledge", {"is_named_officer": named})
    asked = agencies.contact(threat.named_officer_id if threat else case.police_owner_id)
    answer.or_refuse(_("The threat was not acknowledged"), ask=asked, pathway=case.pathway.label)
    assert threat is not None
    threat.acknowledged_by_id, threat.acknowledged_at = case.opened_by, at
    threat.save(update_fields=["acknowledged_by", "acknowledged_at"])
    cases.finish_all(case, "threat.acknowledge", at=at)
    cases.tell(case, verb="threat.acknowledge", words=_("Security threat acknowledged"), at=at, police=True)
    act(case, "threat:acknowledged", threat, at=at)
    return threat


def stand_down(case: OpenCase, *, reason: str, at: datetime) -> OpenCase:
    """This will stand an acknowledged threat down, by somebody else than who acknowledged it; checks begin anew."""
    standing, threat = queries.standing(case), queries.latest_threat(case)
    facts = rules.facts(
        standing,
        by=case.opened_by,
        decided_by=threat.acknowledged_by_id if threat else None,
        is_supervisor="police_supervisor" in case.roles,
        reasons=reason,
    )
    answer = case.may_here("threat.stand_down", facts)
    answer.or_refuse(_("The threat was not stood down"), pathway=case.pathway.label)
    moved = cases.move(case, verb="threat.stand_down", to="checks", at=at, reason=reason)
    cases.ask(moved, cases.police_check(case, at=at), at=at)
    cases.tell(moved, verb="threat.stand_down", words=_("Security threat stood down"), at=at, police=True)
    act(moved, "threat:stood_down", threat, at=at, reason="")
    return moved


def ring_next(*, at: datetime) -> int:
    """This will hand every threat that nobody acknowledged in time to the next officer, and give how many there were.

    Runs under the clock's role; a threat is handed on once for each time it falls due, however often this is called.
    """
    late = list(Threat.objects.filter(acknowledged_at__isnull=True, ring_next_at__lte=at).order_by("id"))
    for threat in late:
        _hand_on(threat, at=at)
    return len(late)


def _hand_on(threat: Threat, *, at: datetime) -> None:
    case = gate.for_clock(threat.case_id, at=at)
    _called, chosen = queries.rung(case, threat, on=uk_today(at))
    threat.named_officer_id, threat.rung = chosen.id, threat.rung + 1
    threat.ring_next_at = (
        Pathway.load(case.pathway_name, case.pathway_version).clock("threat_acknowledgement").due_at(at)
    )
    threat.save(update_fields=["named_officer", "rung", "ring_next_at"])
    cases.ask(case, _task(case, chosen.id, at=at), at=at)
    _ring(threat, at=at)
    record("threat:handed_on", kind="checks.threat", subject=threat.pk, at=at, case_id=case.id)


def _ring(threat: Threat, *, at: datetime) -> None:
    """Tell the officer whose turn it is that something needs them now, in words that say no more."""
    mail.write([threat.named_officer_id], kind=URGENT, cause=f"checks.threat:{threat.pk}:{threat.rung}", at=at)


def _task(case: OpenCase, to: int, *, at: datetime) -> NewTask:
    clock = case.pathway.clock("threat_acknowledgement")
    return NewTask(
        code="threat.acknowledge",
        due_on=uk_today(at),
        for_role="named_officer",
        to=to,
        clock=clock,
        address="checks",
        police=True,
    )
