"""A case is offered to another area, accepted or declined there, or the offer is withdrawn. Nobody is without an owner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.actions import NewTask, NewTeam
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as panels
from throughcare.commons.transfers import queries, rules
from throughcare.commons.transfers.models import Transfer
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Answer
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import ClockRule

RECEIVING = {"coordinator": "receiving_coordinator", "manager": "receiving_manager"}
OF_AN_OFFER = (queries.ANSWER, queries.SETTLE, queries.UNANSWERED)


@dataclass(frozen=True)
class NewOffer:
    """What an offer says: to which area by its code, why, what moves with the case, and by when it should move."""

    to_area: str
    reasons: str
    moves: str
    by_on: date | None


def offer(case: OpenCase, *, new: NewOffer, at: datetime) -> Transfer:
    """This will offer a case to another area; its coordinators see name, reference and the offer. The sender stays owner.

    Refuses before police say that contact is clear, while an offer waits, and to an area that has nobody to receive it.
    """
    area, today = agencies.area_by_code(new.to_area), uk_today(at)
    receiving = queries.coordinators(case, area.pk) if area else []
    receives = bool(area and receiving and queries.officers(case, area.pk))
    or_refuse(
        case,
        _may_offer(case, new, area_id=area.pk if area else None, receives=receives, today=today),
        _("The case was not offered"),
    )
    assert area is not None
    assert new.by_on is not None
    clock = case.pathway.clock("transfer_answer")
    row = Transfer.objects.create(
        **carried(case, at=at, kind="opinion"),
        from_area_id=case.area_id,
        to_area_id=area.pk,
        from_owner_id=case.owner_id,
        reasons=new.reasons,
        moves=new.moves,
        by_on=new.by_on,
        due_on=rules.answer_due(by_clock=clock.due(today), by_on=new.by_on),
    )
    _let_in(case, area.pk, at=at)
    task = _task(queries.ANSWER, row.due_on, clock, for_role="coordinator", area_id=area.pk, to=receiving[0].id)
    cases.ask(case, task, at=at)
    cases.finish_all(case, queries.DECLINED, at=at)
    words = _("The case was offered to %(area)s") % {"area": area.name}
    cases.tell(case, verb="cases.transfer_offer", words=words, at=at, address=queries.PAGE)
    act(case, "transfers:offered", row, at=at)
    return row


def withdraw(case: OpenCase, *, words: str, at: datetime) -> Transfer:
    """This will take an offer back before it is answered; the other area then knows no more of the case."""
    row = _may_answer(case, "cases.transfer_withdraw", words=words, not_done=_("The offer was not withdrawn"))
    _answer(case, row, rules.WITHDRAWN, words=words, at=at)
    cases.revoke(case, roles=tuple(RECEIVING.values()), at=at)
    _rest(case, _("The offer was withdrawn"), at=at)
    said = _("The offer to %(area)s was withdrawn") % {"area": row.to_area.name}
    cases.tell(case, verb="cases.transfer_withdraw", words=said, at=at, address=queries.PAGE)
    act(case, "transfers:withdrawn", row, at=at)
    return row


def decline(case: OpenCase, *, words: str, at: datetime) -> Transfer:
    """This will decline an offered case with reasons; it stays where it is, and its owner is asked to read them."""
    row = _may_answer(case, "cases.transfer_decline", words=words, not_done=_("The case was not declined"))
    with _into_the_case(case):
        _answer(case, row, rules.DECLINED, words=words, at=at)
        cases.revoke(case, roles=tuple(RECEIVING.values()), at=at)
        _rest(case, _("Declined"), at=at)
        task = NewTask(
            code=queries.DECLINED,
            due_on=uk_today(at),
            for_role="coordinator",
            to=case.owner_id,
            address=queries.PAGE,
        )
        cases.ask(case, task, at=at)
        said = _("%(area)s declined the case") % {"area": row.to_area.name}
        cases.tell(case, verb="cases.transfer_decline", words=said, at=at, address=queries.PAGE)
    act(case, "transfers:declined", row, at=at)
    return row


def accept(case: OpenCase, *, owner_id: int | None, police_owner_id: int | None, at: datetime) -> Transfer:
    """This will take over an offered case: a new owner, a new police risk owner, and the case with all that is due moves.

    The old team's access ends in the same act. Refuses without both owners, while police hold the case, and while a
    published agenda of the sending area's panel holds it.
    """
    row = queries.to_answer(case)
    or_refuse(case, _may_accept(case, row, owner_id, police_owner_id), _("The case was not accepted"))
    assert row is not None
    assert owner_id is not None
    assert police_owner_id is not None
    with _into_the_case(case):
        _answer(case, row, rules.ACCEPTED, owners=(owner_id, police_owner_id), at=at)
        meetings.leave_agendas(case, at=at)
        _rest(case, _("Accepted"), at=at)
        words = _("The case moved from %(from)s to %(to)s") % {"from": row.from_area.name, "to": row.to_area.name}
        cases.tell(case, verb="cases.transfer_accept", words=words, at=at, address="team")
        team = NewTeam(area_id=row.to_area_id, owner_id=owner_id, police_owner_id=police_owner_id)
        cases.move_area(case, to=team, offered_at=row.happened_at, reason=row.reasons, at=at)
        cases.ask_to_move(cases.again(case), at=at)
    act(case, "transfers:accepted", row, at=at)
    return row


def escalate(*, at: datetime) -> int:
    """This will bring every offer whose answer is overdue before a manager of the receiving area, and tell its sender.

    Runs under the clock's role; whoever came to the receiving area since is let in to the offers that wait there.
    """
    waiting = list(Transfer.objects.filter(answered_at__isnull=True).select_related("to_area").order_by("id"))
    return sum(_escalate(row, at=at) for row in waiting)


def _escalate(row: Transfer, *, at: datetime) -> int:
    case, today = gate.for_clock(row.case_id, at=at), uk_today(at)
    late = rules.is_overdue(row.due_on, today=today, answered=False, escalated=row.escalated_at is not None)
    with reception(case_id=case.id):
        _let_in(case, row.to_area_id, at=at)
        if late:
            _before_a_manager(case, row, at=at)
    if late:
        record("transfers:escalated", kind="transfers.transfer", subject=row.pk, at=at, case_id=case.id)
    return int(late)


def _before_a_manager(case: OpenCase, row: Transfer, *, at: datetime) -> None:
    today, clock = uk_today(at), case.pathway.clock("transfer_escalated")
    Transfer.objects.filter(pk=row.pk).update(escalated_at=at)
    managers = agencies.holders("manager", area_id=row.to_area_id, on=today)
    to = managers[0].id if managers else None
    task = _task(queries.SETTLE, clock.due(today), clock, for_role="manager", area_id=row.to_area_id, to=to)
    cases.ask(case, task, at=at)
    task = NewTask(
        code=queries.UNANSWERED, due_on=today, for_role="coordinator", to=case.owner_id, address=queries.PAGE
    )
    cases.ask(case, task, at=at)
    words = _("%(area)s has not answered the offer of the case") % {"area": row.to_area.name}
    cases.tell(case, verb="cases.transfer_offer", words=words, at=at, address=queries.PAGE)


def _may_offer(case: OpenCase, new: NewOffer, *, area_id: int | None, receives: bool, today: date) -> Answer:
    facts = {
        **told_clear(case),
        "reasons_given": bool(new.reasons.strip()),
    }
    return case.may_here("cases.transfer_offer", facts) & rules.may_offer(
        waits=queries.waiting(case) is not None,
        to_is_another=area_id not in (None, case.area_id),
        is_alike=new.to_area in dict(queries.areas_to_offer(case)),
        receives=receives,
        moves=new.moves,
        by_on=new.by_on,
        today=today,
    )


def _may_answer(case: OpenCase, verb: str, *, words: str, not_done: str) -> Transfer:
    row = queries.to_answer(case) if case.may(verb) else queries.waiting(case)
    facts = {"hand_over_offered": row is not None, "reasons_given": bool(words.strip())}
    answer = case.may_here(verb, facts)
    or_refuse(case, answer, not_done)
    assert row is not None
    return row


def _may_accept(case: OpenCase, row: Transfer | None, owner_id: int | None, police_owner_id: int | None) -> Answer:
    verb = "cases.transfer_accept"
    coordinators = [line.id for line in queries.coordinators(case, row.to_area_id)] if row else []
    officers = [line.id for line in queries.officers(case, row.to_area_id)] if row else []
    named = rules.are_of_the_area(owner_id, police_owner_id, coordinators=coordinators, officers=officers)
    facts = {
        "hand_over_offered": row is not None,
        "new_owners_named": named,
        "panel_has_finished": not panels.is_before_a_panel(case),
    }
    return case.may_here(verb, facts)


def _answer(
    case: OpenCase,
    row: Transfer,
    answer: str,
    *,
    words: str = "",
    owners: tuple[int | None, int | None] = (None, None),
    at: datetime,
) -> None:
    Transfer.objects.filter(pk=row.pk).update(
        answer=answer,
        answer_words=words,
        answered_at=at,
        answered_by_id=case.opened_by,
        to_owner_id=owners[0],
        to_police_owner_id=owners[1],
    )


def _let_in(case: OpenCase, area_id: int, *, at: datetime) -> None:
    for post, role in RECEIVING.items():
        staff = [line.id for line in agencies.holders(post, area_id=area_id, on=uk_today(at))]
        cases.let_in(
            case, staff_ids=staff, role=role, by_what=cases.TASK, reason=_("the case is offered to their area"), at=at
        )


def _rest(case: OpenCase, outcome: str, *, at: datetime) -> None:
    for code in OF_AN_OFFER:
        cases.finish_all(case, code, at=at, outcome=outcome)


def _task(code: str, due_on: date, clock: ClockRule, *, for_role: str, area_id: int, to: int | None = None) -> NewTask:
    return NewTask(
        code=code,
        due_on=due_on,
        for_role=for_role,
        to=to,
        clock=clock,
        address=queries.ANSWER_PAGE,
        offered_to=area_id,
        stands_elsewhere=True,
    )


@contextmanager
def _into_the_case(case: OpenCase) -> Iterator[None]:
    """Whoever is offered a case may read and write none of it: what their answer does to it, the reception writes."""
    with reception(case_id=case.id):
        yield
