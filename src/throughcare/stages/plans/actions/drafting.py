"""Writing the plan piece by piece. Two people who write the same piece at once lose no word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.answers import Answer, Conflict, NotFound
from throughcare.stages.plans import queries, rules
from throughcare.stages.plans.models import Piece
from throughcare.stages.plans.queries.drafts import thread_of_statements

PARENTS = {rules.GOAL: rules.NEED, rules.SUPPORT: rules.GOAL}


@dataclass(frozen=True)
class Written:
    """What somebody wrote into one piece: `thread` and `read` say which version of which piece they had before them."""

    part: str
    body: Mapping[str, object]
    thread: str = ""
    read: int = 0
    parent: str = ""
    settled: Collection[str] = ()


def write(case: OpenCase, written: Written, *, at: datetime) -> Piece:
    """This will keep what somebody wrote into one piece of the plan; Conflict where two people changed the same words."""
    or_refuse(case, _may_write(case), _("The plan was not saved"))
    thread = _thread(case, written)
    newest = queries.piece(case, thread)
    if newest is None and written.read:
        raise NotFound
    body = _merged(case, written, thread, newest)
    number = newest.version + 1 if newest else 1
    parent = newest.parent if newest else _parent(case, written)
    row = _append(case, thread, number, written.part, parent, body, is_out=False, at=at, yours=written)
    act(case, "plans:written", row, at=at)
    return row


def take_out(case: OpenCase, *, thread: str, read: int, at: datetime) -> Piece:
    """This will take a piece out of the plan that is being written; what it said is kept. Conflict where it changed since."""
    or_refuse(case, _may_write(case), _("Nothing was taken out of the plan"))
    newest = queries.piece(case, thread)
    if newest is None or newest.is_out:
        raise NotFound
    if newest.version != read:
        raise Conflict(theirs=_in_lines(newest.body), yours="", by=newest.by, at=newest.recorded_at)
    row = _append(
        case, newest.thread, read + 1, newest.part, newest.parent, newest.body, is_out=True, at=at, yours=None
    )
    act(case, "plans:taken_out", row, at=at)
    return row


def _may_write(case: OpenCase) -> Answer:
    return case.may_here("plans.write")


def _thread(case: OpenCase, written: Written) -> UUID:
    if written.part == rules.STATEMENTS:
        return thread_of_statements(case)
    return UUID(str(written.thread)) if written.thread else uuid4()


def _parent(case: OpenCase, written: Written) -> UUID | None:
    above = PARENTS.get(written.part)
    if above is None:
        return None
    found = queries.piece(case, written.parent)
    if found is None or found.part != above or found.is_out:
        raise NotFound
    return found.thread


def _merged(case: OpenCase, written: Written, thread: UUID, newest: queries.PieceRow | None) -> Mapping[str, object]:
    if newest is None or newest.version == written.read:
        return written.body
    read = queries.piece(case, thread, written.read)
    merged = rules.merge(base=read.body if read else {}, theirs=newest.body, mine=written.body, settled=written.settled)
    if merged.clash:
        raise _clash(newest, written, merged.clash)
    return merged.body


def _clash(newest: queries.PieceRow, written: Written, name: str) -> Conflict:
    theirs, yours = (str(body.get(name) or "") for body in (newest.body, written.body))
    return Conflict(theirs=theirs, yours=yours, by=newest.by, at=newest.recorded_at, field=name)


def _append(
    case: OpenCase,
    thread: UUID,
    number: int,
    part: str,
    parent: UUID | None,
    body: Mapping[str, object],
    *,
    is_out: bool,
    at: datetime,
    yours: Written | None,
) -> Piece:
    try:
        with transaction.atomic():
            return Piece.objects.create(
                **carried(case, at=at),
                thread=thread,
                version=number,
                part=part,
                parent=parent,
                body=dict(body),
                is_out=is_out,
            )
    except IntegrityError:
        theirs = queries.piece(case, thread)
        assert theirs is not None
        mine = _in_lines(yours.body) if yours else ""
        raise Conflict(theirs=_in_lines(theirs.body), yours=mine, by=theirs.by, at=theirs.recorded_at) from None


def _in_lines(body: Mapping[str, object]) -> str:
    return "\n".join(str(words) for words in body.values() if words not in (None, ""))
