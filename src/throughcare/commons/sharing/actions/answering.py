"""Writing down what an agency answered: by its own staff, or by whoever took it down for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing import queries, rules
from throughcare.commons.sharing.actions.asking import address_of, whom_to_ask
from throughcare.commons.sharing.models import AgencyAnswer, AnswerPiece, AnswerRead, InformationRequest
from throughcare.commons.sharing.rules import Piece
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today


@dataclass(frozen=True)
class Said:
    """What an agency said, by what way, who said it and when."""

    answer: str
    reason: str = ""
    pieces: Sequence[Piece] = ()
    way: str = rules.HERE
    said_by: str = ""
    happened_at: datetime | None = None


def record_answer(case: OpenCase, *, number: int, said: Said, at: datetime) -> AgencyAnswer:
    """This will write down what an agency answered by phone, by letter or at a meeting, at any stage and however late."""
    line = queries.line(case, number)
    if line is None:
        raise NotFound
    verb = "information.record_answer"
    answer = case.may_here(verb) & rules.is_whole(said.answer, reason=said.reason, pieces=said.pieces)
    answer.or_refuse(_("The answer was not recorded"), ask=whom_to_ask(case), pathway=case.pathway.label)
    row = _write(case, line.request, said, at=at)
    _mark_read(case, row, at=at)
    act(case, "information:answer_recorded", row, at=at)
    return row


def answer_for_agency(reference: str, *, staff_id: int, said: Said, at: datetime) -> AgencyAnswer:
    """This will give the answer of the agency whose staff sends it; they never see the case it goes into."""
    line = queries.request_to_my_agency(reference, staff_id=staff_id, at=at)
    if line is None:
        raise NotFound
    request = line.request
    contact = agencies.contact(request.by_id) if request.by_id else None
    answer = rules.may_be_sent(withdrawn=line.withdrawal is not None)
    answer &= rules.is_whole(said.answer, reason=said.reason, pieces=said.pieces)
    answer.or_refuse(_("The answer was not sent"), ask=contact)
    with gate.receiving(request.case_id, by=staff_id, agency_id=request.agency_id, at=at) as case:
        row = _write(case, request, said, at=at)
        _ask_to_read(case, request, at=at)
        act(case, "information:answered", row, at=at)
    return row


def mark_read(case: OpenCase, *, number: int, at: datetime) -> list[AnswerRead]:
    """This will say that somebody who works on the case has read what an agency answered."""
    line = queries.line(case, number)
    if line is None:
        raise NotFound
    case.may("information.mark_read").or_refuse(_("The answer was not marked as read"), ask=whom_to_ask(case))
    unread = [given.row for given in line.answers if not given.is_read]
    read = [_mark_read(case, row, at=at) for row in unread]
    cases.finish_all(case, "information.read_answer", at=at, address=address_of(line.request))
    if read:
        act(case, "information:answer_read", read[-1], at=at)
    return read


def _write(case: OpenCase, request: InformationRequest, said: Said, *, at: datetime) -> AgencyAnswer:
    when = {"at": at, "happened_at": said.happened_at}
    row = AgencyAnswer.objects.create(
        **carried(case, **when),  # type: ignore[arg-type]  # one spelling of two times for the answer and its pieces
        request=request,
        agency_id=request.agency_id,
        answer=said.answer,
        reason=said.reason if said.answer == rules.CANNOT_SHARE else "",
        way=said.way,
        said_by=said.said_by,
    )
    for position, piece in enumerate(said.pieces if said.answer == rules.HELD else (), 1):
        values = carried(case, at=at, happened_at=said.happened_at, kind=piece.kind, source=piece.source)
        AnswerPiece.objects.create(
            **values, answer=row, request=request, agency_id=request.agency_id, position=position, text=piece.text
        )
    cases.finish_all(case, "information.chase", at=at, outcome=_("Answered"), address=address_of(request))
    words = _("%(agency)s answered request %(reference)s") % {
        "agency": request.agency.name,
        "reference": request.reference,
    }
    cases.tell(
        case,
        verb="information.record_answer",
        words=words,
        at=at,
        happened_at=said.happened_at,
        address=address_of(request),
    )
    return row


def _ask_to_read(case: OpenCase, request: InformationRequest, *, at: datetime) -> None:
    task = cases.NewTask(
        code="information.read_answer",
        what=request.agency.name,
        due_on=uk_today(at),
        for_role="coordinator",
        to=case.owner_id,
        address=address_of(request),
    )
    cases.ask(case, task, at=at)


def _mark_read(case: OpenCase, row: AgencyAnswer, *, at: datetime) -> AnswerRead:
    return AnswerRead.objects.create(**carried(case, at=at), answer=row, request_id=row.request_id)
