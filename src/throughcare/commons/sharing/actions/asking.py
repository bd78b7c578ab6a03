"""Asking agencies, and asking them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.clearing import contact_is_clear, told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.told import is_told
from throughcare.commons.sharing import queries, rules
from throughcare.commons.sharing.models import Chaser, InformationRequest, Withdrawal
from throughcare.kernel.answers import Answer, Contact, NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import ClockRule

if TYPE_CHECKING:
    from throughcare.commons.agencies.models import Agency


@dataclass(frozen=True)
class Question:
    """What is asked: about whom, what, what for, on what basis, and by when."""

    called: str
    text: str
    purpose: str
    legal_basis: str
    due_on: date


def ask(case: OpenCase, *, chosen: Sequence[str], question: Question, at: datetime) -> list[InformationRequest]:
    """This will ask one or more agencies the same; refused before police say that contact is clear and without a basis."""
    today = uk_today(at)
    known = {agency.code: agency for agency in agencies.agencies(on=today)}
    answer = _may(case, "information.request", basis_stated=_basis_stated(question))
    answer = answer & rules.may_be_due(question.due_on, today=today) & rules.may_be_asked(known, chosen=chosen)
    answer.or_refuse(_("Nobody was asked"), ask=whom_to_ask(case), pathway=case.pathway.label)
    batch, first = uuid4(), _next_number(case)
    asked = [
        _request(case, known[code], number, question, batch=str(batch), at=at)
        for number, code in enumerate(chosen, first)
    ]
    words = ngettext("%(agencies)s was asked for information", "%(agencies)s were asked for information", len(asked))
    names = ", ".join(request.agency.name for request in asked)
    for code in ("information.begin", "information.ask"):
        cases.finish_all(case, code, at=at, outcome=_("Asked"))
    cases.tell(case, verb="information.request", words=words % {"agencies": names}, at=at, address="information")
    record("information:requested", kind="sharing.batch", subject=batch, at=at, case_id=case.id)
    return asked


def chase(case: OpenCase, *, number: int, words: str, at: datetime) -> Chaser:
    """This will ask one agency again; refused once it has answered and while contact is not clear."""
    line = queries.line(case, number)
    if line is None:
        raise NotFound
    answer = _may(case, "information.chase") & rules.may_be_chased(line.state)
    answer.or_refuse(_("The answer was not chased"), ask=whom_to_ask(case), pathway=case.pathway.label)
    chaser = _chase(case, line, words=words, at=at)
    said = _("%(agency)s was asked again") % {"agency": line.request.agency.name}
    cases.tell(case, verb="information.chase", words=said, at=at, address=f"information/{number}")
    act(case, "information:chased", chaser, at=at)
    return chaser


def chase_late(case: OpenCase, *, at: datetime) -> list[Chaser]:
    """This will ask every agency again whose answer is late, as one act."""
    late = [line for line in queries.lines(case) if line.state == rules.LATE]
    answer = _may(case, "information.chase")
    answer.or_refuse(_("Nobody was chased"), ask=whom_to_ask(case), pathway=case.pathway.label)
    chasers = [_chase(case, line, words="", at=at) for line in late]
    if chasers:
        names = ", ".join(line.request.agency.name for line in late)
        words = ngettext("%(agencies)s was asked again", "%(agencies)s were asked again", len(chasers)) % {
            "agencies": names
        }
        cases.tell(case, verb="information.chase", words=words, at=at, address="information")
        record("information:chased", kind="sharing.batch", subject=uuid4(), at=at, case_id=case.id)
    return chasers


def withdraw(case: OpenCase, *, number: int, words: str, at: datetime) -> Withdrawal:
    """This will tell an agency that an answer is no longer needed; refused once it has answered and without a reason."""
    line = queries.line(case, number)
    if line is None:
        raise NotFound
    facts = {**told_clear(case), "reasons_given": bool(words.strip())}
    verb = "information.withdraw"
    answer = case.may_here(verb, facts) & rules.may_be_chased(line.state)
    answer.or_refuse(_("The request was not withdrawn"), ask=whom_to_ask(case), pathway=case.pathway.label)
    request = line.request
    row = Withdrawal.objects.create(**carried(case, at=at), request=request, agency_id=request.agency_id, words=words)
    cases.finish_all(case, "information.chase", at=at, outcome=_("Withdrawn"), address=address_of(request))
    said = _("The request to %(agency)s was withdrawn") % {"agency": request.agency.name}
    cases.tell(case, verb=verb, words=said, at=at, address=address_of(request))
    act(case, "information:withdrawn", row, at=at)
    return row


def whom_to_ask(case: OpenCase) -> Contact:
    """This will say whom to ask: police while the case stands with them, the owner otherwise."""
    return agencies.contact(case.owner_id if contact_is_clear(case) else case.police_owner_id)


def _may(case: OpenCase, verb: str, *, basis_stated: bool = True) -> Answer:
    facts = {**told_clear(case), "request_basis_stated": basis_stated}
    return case.may_here(verb, facts)


def _basis_stated(question: Question) -> bool:
    return rules.basis_is_stated(text=question.text, purpose=question.purpose, legal_basis=question.legal_basis)


def _next_number(case: OpenCase) -> int:
    with connection.cursor() as cursor:  # two people who ask at once wait for each other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('information'), %s)", [case.id])
    last = InformationRequest.objects.filter(case_id=case.id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _request(
    case: OpenCase, agency: Agency, number: int, question: Question, *, batch: str, at: datetime
) -> InformationRequest:
    clock = queries.answer_clock(case)
    proposed = clock.due(uk_today(at)) == question.due_on
    request = InformationRequest.objects.create(
        **carried(case, at=at),
        number=number,
        reference=f"{case.reference}/{number}",
        agency=agency,
        batch=batch,
        called=question.called,
        text=question.text,
        purpose=question.purpose,
        legal_basis=question.legal_basis,
        told=is_told(case),
        due_on=question.due_on,
        rule=clock.explanation if proposed else _("Chosen by whoever asked"),
        rule_source=clock.source[:200] if proposed else "",
        pathway_rule=clock.rule if proposed else "",
        verify=clock.verify and proposed,
    )
    _await(case, request, question.due_on, clock if proposed else None, at=at)
    return request


def _chase(case: OpenCase, line: queries.Line, *, words: str, at: datetime) -> Chaser:
    request, clock = line.request, case.pathway.clock(queries.CHASER_CLOCK)
    due_on = clock.due(uk_today(at))
    cases.finish_all(case, "information.chase", at=at, outcome=_("Asked again"), address=address_of(request))
    chaser = Chaser.objects.create(
        **carried(case, at=at), request=request, agency=request.agency, words=words, due_on=due_on
    )
    _await(case, request, due_on, clock, at=at)
    return chaser


def _await(case: OpenCase, request: InformationRequest, due_on: date, clock: ClockRule | None, *, at: datetime) -> None:
    task = cases.NewTask(
        code="information.chase",
        what=request.agency.name,
        due_on=due_on,
        for_role="coordinator",
        to=case.opened_by,
        clock=clock,
        rule=clock.explanation if clock else request.rule,
        address=address_of(request),
        stands_elsewhere=True,
    )
    cases.ask(case, task, at=at)


def address_of(request: InformationRequest) -> str:
    """This will give the address of a request below its case."""
    return f"information/{request.number}"
