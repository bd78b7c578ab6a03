"""Receiving what a person asks of their record, and going on with it step by step until they are answered.

The data protection officer acts under the oversight role and never opens the case. Each step is written once: of two
officers at once the second reads what the first decided beside the own words, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.kernel.answers import Conflict, NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import queries, rules
from throughcare.oversight.rights.actions.looks import ask_to_erase
from throughcare.oversight.rights.models import Answered, Asked, Decided, Extended, IdentityChecked, Statement
from throughcare.oversight.rights.queries import Of, Standing
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

PERSON_ASKED = "person_asked"  # the ground on which an erasure is asked for that a request was granted
OFFICER = frozenset({"data_protection"})


@dataclass(frozen=True)
class NewRequest:
    """What somebody asks, who they are, when it came, and how identity was checked, if it was yet."""

    asked: str
    asker: str
    words: str
    received_at: datetime
    identity: str = ""


def receive_request(of: Of, new: NewRequest, *, by: int, roles: Collection[str] = OFFICER, at: datetime) -> Asked:
    """This will keep what a person asks of their record; its clock runs from the day on which it came."""
    answer = matrix().may_do(roles, "rights.receive_request")
    answer = answer & rules.may_receive(received_at=new.received_at, at=at)
    answer.or_refuse(_("The request was not recorded"), ask=agencies.contact(by))
    asked = Asked.objects.create(
        case_id=of.case_id,
        reference=of.reference,
        asked=new.asked,
        asker=new.asker,
        words=new.words,
        regime=of.regime,
        article=queries.regime(of.regime)["kinds"][new.asked]["article"],
        is_child=queries.is_child(of, on=uk_today(new.received_at)),
        received_at=new.received_at,
        by_id=by,
        due_on=queries.due_on(of, received_at=new.received_at),
    )
    _written(asked, "rights:request_received", asked, at=at)
    if new.identity:
        _step(asked, IdentityChecked, by=by, at=at, way=new.identity)
    return asked


def check_identity(key: str, *, way: str, by: int, at: datetime) -> Asked:
    """This will record how it was seen that whoever asks is who they say."""
    found = _found(key)
    answer = matrix().may_do(OFFICER, "rights.check_identity")
    answer.or_refuse(_("Identity was not recorded"), ask=agencies.contact(found.asked.by_id))
    label = codelist("identity_checks").label
    checked = _once(found, IdentityChecked, by=by, at=at, in_words=lambda row: label(row.way), way=way)
    _written(found.asked, "rights:identity_checked", checked, at=at)
    return found.asked


def extend_request(key: str, *, reasons: str, by: int, at: datetime) -> Extended:
    """This will give an answer more time, as long as its regime allows, for a reason that the person is told."""
    found = _found(key)
    answer = matrix().may_do(OFFICER, "rights.extend_request") & rules.may_extend(found.known, on=uk_today(at))
    answer.or_refuse(_("The request was not given more time"), ask=agencies.contact(found.asked.by_id))
    of = queries.overseen(found.asked.reference)
    if of is None:
        raise NotFound
    until = queries.due_on(of, received_at=found.asked.received_at, more=True)
    extended: Extended = _once(
        found, Extended, by=by, at=at, in_words=lambda row: row.reasons, due_on=until, reasons=reasons
    )
    _written(found.asked, "rights:request_extended", extended, at=at)
    return extended


def decide_request(key: str, *, outcome: str, reasons: str, by: int, at: datetime) -> Decided:
    """This will decide a request, by name and with reasons; Conflict where another officer decided it meanwhile."""
    found = _found(key)
    works_on = queries.works_on(found.asked.case_id, staff_id=by, at=at)
    answer = matrix().may_do(OFFICER, "rights.decide_request") & rules.may_decide(found.known, works_on_case=works_on)
    answer.or_refuse(_("The request was not decided"), ask=agencies.contact(found.asked.by_id))
    decided: Decided = _once(found, Decided, by=by, at=at, in_words=_decision, outcome=outcome, reasons=reasons)
    _written(found.asked, "rights:request_decided", decided, at=at)
    case_id = found.asked.case_id
    to_erase = found.asked.asked == rules.ERASURE and outcome == rules.GRANTED
    if to_erase and not (queries.waits_for_erasure(case_id) or queries.is_erased(case_id)):
        ask_to_erase(reference=found.asked.reference, ground=PERSON_ASKED, by=by, at=at)
    return decided


def attach_statement(key: str, *, about: str, words: str, by: int, at: datetime) -> Statement:
    """This will put the person's own words beside the record; what was written stays as it is."""
    found = _found(key)
    answer = matrix().may_do(OFFICER, "rights.attach_statement") & rules.may_attach(found.known)
    answer.or_refuse(_("The statement was not put beside the record"), ask=agencies.contact(found.asked.by_id))
    attached: Statement = _once(
        found, Statement, by=by, at=at, in_words=lambda row: row.words, about=about, words=words
    )
    _written(found.asked, "rights:statement_attached", attached, at=at)
    return attached


def answer_request(key: str, *, way: str, by: int, at: datetime) -> Answered:
    """This will record that the person was told what was decided, and where they may complain."""
    found = _found(key)
    answer = matrix().may_do(OFFICER, "rights.answer_request") & rules.may_answer(found.known)
    answer.or_refuse(_("The answer was not recorded"), ask=agencies.contact(found.asked.by_id))
    label = codelist("request_answer_ways").label
    answered: Answered = _once(found, Answered, by=by, at=at, in_words=lambda row: label(row.way), way=way)
    _written(found.asked, "rights:request_answered", answered, at=at)
    return answered


def _found(key: str) -> Standing:
    found = queries.standing(key)
    if found is None:
        raise NotFound
    return found


def _decision(row: Decided) -> str:
    return f"{codelist('request_outcomes').label(row.outcome)}: {row.reasons}"


def _once(found: Standing, model: Any, *, by: int, at: datetime, in_words: Callable[[Any], str], **values: Any) -> Any:
    """A step is there once: whoever comes second is shown both texts."""
    try:
        with transaction.atomic():
            return _step(found.asked, model, by=by, at=at, **values)
    except IntegrityError:
        theirs = model.objects.select_related("by").get(request_id=found.asked.pk)
        mine = model(request=found.asked, **values)
        raise Conflict(
            theirs=in_words(theirs), yours=in_words(mine), by=theirs.by.name, at=theirs.recorded_at, field="reasons"
        ) from None


def _step(asked: Asked, model: Any, *, by: int, at: datetime, **values: Any) -> Any:
    return model.objects.create(request=asked, case_id=asked.case_id, by_id=by, happened_at=at, **values)


def _written(asked: Asked, verb: str, row: Any, *, at: datetime) -> None:
    record(verb, kind=row._meta.label_lower, subject=row.pk, at=at, case_id=asked.case_id)
