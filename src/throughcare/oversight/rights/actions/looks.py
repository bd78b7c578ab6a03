"""Asking for an erasure, and deciding it; asking a colleague why they looked, and answering; checking the audit."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import YES, Answer, NotFound
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import erasing, ledger, queries, rules
from throughcare.oversight.rights.models import ErasureRequest, ReasonAsked
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

CASES_A_PART, PARTS_A_RUN = 1000, 20  # some 15,000 lines in a statement, a few seconds in a run of the clock


def ask_to_erase(*, reference: str, ground: str, by: int, at: datetime) -> ErasureRequest:
    """This will record that a person's record is to be erased, on a ground in law; a second person decides.

    The data protection officer asks under the oversight role, which never opens the case itself. Refused to whoever else
    reaches it, of a record that is erased, and while another request for it waits.
    """
    case_id = queries.overseen_case(reference)
    if case_id is None:
        raise NotFound
    erasing.settle_cases([case_id])
    held = {post.role for post in agencies.posts_of(by, on=uk_today(at))}
    answer = matrix().may_do(held, "rights.ask_erasure") & rules.may_ask_to_erase(
        is_erased=queries.is_erased(case_id), is_asked=queries.waits_for_erasure(case_id)
    )
    answer.or_refuse(_("The erasure was not asked for"), ask=agencies.contact(by))
    request = ErasureRequest.objects.create(case_id=case_id, ground=ground, asked_by_id=by, asked_at=at)
    record("rights:erasure_asked", kind="rights.erasurerequest", subject=request.pk, at=at, case_id=case_id)
    return request


def _may_be_erased(case: OpenCase, *, at_once: bool) -> Answer:
    """Whoever lays a hold at the same moment comes first, or finds that the record was erased. A run, which erases one record
    alone, asks anew.
    """
    if not at_once:
        return rules.may_be_erased(is_held=queries.is_held(case.id))
    erasing.settle_cases([case.id])
    return rules.may_be_erased(is_held=queries.is_kept_from_erasure(case.id))


def decide_erasure(case: OpenCase, *, key: str, granted: bool, reason: str, at: datetime) -> ErasureRequest:
    """This will grant or decline a request; granted, everything personal is emptied and cannot be brought back.

    It is emptied at once, but where the time of the record is over: then the next run does it. A hold stops either. Of two
    who decide at once the second waits, and finds it decided.
    """
    request = ErasureRequest.objects.select_for_update().filter(case_id=case.id, key=key).first()
    if request is None:
        raise NotFound
    answer = case.may("rights.decide_erasure") & rules.may_be_decided(
        asked_by=request.asked_by_id, decided_by=case.opened_by, is_open=request.decided_at is None
    )
    at_once = granted and request.ground != rules.PERIOD_OVER
    answer = answer & (_may_be_erased(case, at_once=at_once) if granted else YES)
    answer.or_refuse(_("The record was not erased"), ask=agencies.contact(request.asked_by_id))
    request.decided_by_id, request.decided_at, request.granted = case.opened_by, at, granted
    request.rows_emptied = erasing.erase(case.id) if at_once else None if granted else 0
    request.save(update_fields=["decided_by", "decided_at", "granted", "rows_emptied"])
    verb = "rights:erased" if at_once else "rights:erasure_granted" if granted else "rights:erasure_declined"
    act(case, verb, request, at=at, reason="" if granted else reason)
    if at_once:
        entry = ledger.of(request)
        transaction.on_commit(lambda: ledger.append(settings.ERASURES, entry), robust=True)
    return request


def complete_ledger(*, at: datetime) -> int:
    """This will add to the ledger of erasures what could not be written when it was carried out, and give their number."""
    return ledger.complete(settings.ERASURES)


def ask_reason(*, request_id: str, reference: str, question: str, by: int, at: datetime) -> ReasonAsked:
    """This will ask a colleague why they opened a case; the question waits on their work list, and nowhere on the case.

    The data protection officer asks under the oversight role, which never opens the case itself.
    """
    look = queries.opening(request_id=request_id, reference=reference)
    if look is None or look.staff_id is None:  # nobody signed in looked: nobody to ask
        raise NotFound
    answer = matrix().may_do({"data_protection"}, "rights.ask_reason") & rules.may_be_asked(
        looked=look.staff_id, asks=by, is_asked=queries.was_asked(look)
    )
    answer.or_refuse(_("No reason was asked for"), ask=agencies.contact(by))
    assert look.staff_id is not None
    asked = ReasonAsked.objects.create(
        case_id=look.case_id,
        reference=look.reference,
        request_id=look.request_id,
        staff_id=look.staff_id,
        looked_at=look.looked_at,
        asked_by_id=by,
        asked_at=at,
        due_on=queries.answer_due(look, at=at),
        question=question,
    )
    record("rights:reason_asked", kind="rights.reasonasked", subject=asked.pk, at=at, case_id=look.case_id)
    return asked


def answer_reason(*, key: str, words: str, by: int, at: datetime) -> ReasonAsked:
    """This will answer the data protection officer, once, as the colleague who was asked and nobody else."""
    asked = queries.question(key, staff_id=by)
    if asked is None:
        raise NotFound
    told = ReasonAsked.objects.filter(pk=asked.pk, answered_at__isnull=True).update(answer=words, answered_at=at)
    rules.may_be_answered(is_answered=not told).or_refuse(
        _("Your answer was not sent"), ask=agencies.contact(asked.asked_by_id)
    )
    record("rights:reason_answered", kind="rights.reasonasked", subject=asked.pk, at=at, case_id=asked.case_id)
    return asked


def check_chains(*, at: datetime) -> int:
    """This will go on with the daily check of all audit chains, a part of them at each run, and give the lines it checked."""
    check = _called("SELECT tc.begin_chain_check()")
    if check is None:
        return 0
    lines = 0
    for _part in range(PARTS_A_RUN):
        checked = _called("SELECT tc.check_next_chains(%s, %s)", check, CASES_A_PART)
        if checked is None:
            break
        lines += checked
    return lines


def check_own_chains(*, at: datetime) -> None:
    """This will check, now, the audit chains that the data protection officer oversees; one line tells that it was done."""
    check = _called("SELECT tc.check_chains_overseen()")
    record("rights:chains_checked", kind="rights.chaincheck", subject=check, at=at)


def _called(statement: str, *values: int | None) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None
