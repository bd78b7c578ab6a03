"""Deciding whether a record is still needed, holding it from being erased, and the run that erases what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.carried import months_later
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import erasing, ledger, queries, rules
from throughcare.oversight.rights.models import ErasureRequest, Hold, KeptOn
from throughcare.oversight.rights.queries import Kept
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

OFFICER = frozenset({"data_protection"})
CASES_A_BATCH = 250


@dataclass(frozen=True)
class Ran:
    """What a run did: review dates that it worked out anew, records that it erased, and those that a hold keeps."""

    dates: int
    erased: int
    held: int


def keep_on(reference: str, *, until: date, reason: str, by: int, at: datetime) -> KeptOn:
    """This will keep a record on until a new day, for a reason of its own."""
    kept, today = _found(reference), uk_today(at)
    answer = matrix().may_do(OFFICER, "rights.keep_on")
    answer = answer & rules.may_keep_on(until=until, today=today, furthest=months_later(today, kept.months))
    answer.or_refuse(_("The record was not kept on"), ask=agencies.contact(by))
    row = KeptOn.objects.create(case_id=kept.case_id, until=until, reason=reason, by_id=by, happened_at=at)
    record("rights:kept_on", kind="rights.kepton", subject=row.pk, at=at, case_id=kept.case_id)
    return row


def end_keeping(reference: str, *, by: int, at: datetime) -> ErasureRequest:
    """This will say that a record is no longer needed since its time is over; a second person agrees, then a run erases it."""
    kept = _found(reference)
    answer = matrix().may_do(OFFICER, "rights.end_keeping") & rules.may_end_keeping(kept.due, today=uk_today(at))
    answer.or_refuse(_("The erasure was not asked for"), ask=agencies.contact(by))
    request = ErasureRequest.objects.create(case_id=kept.case_id, ground=rules.PERIOD_OVER, asked_by_id=by, asked_at=at)
    record("rights:erasure_asked", kind="rights.erasurerequest", subject=request.pk, at=at, case_id=kept.case_id)
    return request


def hold(reference: str, *, ground: str, reason: str, review_on: date, by: int, at: datetime) -> Hold:
    """This will keep a record from being erased, by anybody, until somebody lifts the hold."""
    erasing.settle_cases([_found(reference).case_id])
    kept = _found(reference)  # anew: an erasure that came first is over by now
    answer = matrix().may_do(OFFICER, "rights.hold") & rules.may_hold(review_on=review_on, today=uk_today(at))
    answer.or_refuse(_("The record was not held"), ask=agencies.contact(by))
    row = Hold.objects.create(
        case_id=kept.case_id, ground=ground, reason=reason, review_on=review_on, by_id=by, happened_at=at
    )
    record("rights:held", kind="rights.hold", subject=row.pk, at=at, case_id=kept.case_id)
    return row


def lift_hold(key: str, *, reason: str, by: int, at: datetime) -> Hold:
    """This will lift a hold, with a reason; a record whose erasure was decided meanwhile goes with the next run."""
    row = Hold.objects.filter(key=key).first()
    if row is None:
        raise NotFound
    answer = matrix().may_do(OFFICER, "rights.lift_hold")
    lifted = answer and Hold.objects.filter(pk=row.pk, lifted_at__isnull=True).update(
        lifted_at=at, lifted_by_id=by, lifted_reason=reason
    )
    answer = answer & rules.may_lift(is_lifted=not lifted)
    answer.or_refuse(_("The hold was not lifted"), ask=agencies.contact(row.by_id))
    record("rights:hold_lifted", kind="rights.hold", subject=row.pk, at=at, case_id=row.case_id)
    return row


def _found(reference: str) -> Kept:
    of = queries.overseen(reference)
    kept = queries.kept(of.case_id) if of else None
    if kept is None:
        raise NotFound
    return kept


def run_retention(*, at: datetime, batch: int = CASES_A_BATCH) -> Ran:
    """This will work out all review dates anew and erase what two persons decided, a batch a transaction.

    A run that is broken off is taken up by the next; what is done is not done twice, and two at once share the work.
    """
    with acting("clock", staff=None, at=at):
        dates = queries.work_out_dates()
    erased = done = _erase_decided(at=at, most=batch)
    while done:
        done = _erase_decided(at=at, most=batch)
        erased += done
    with acting("clock", staff=None, at=at):
        return Ran(dates, erased, queries.number_held())


def _erase_decided(*, at: datetime, most: int) -> int:
    with acting("clock", staff=None, at=at):
        waiting = queries.decided_and_not_erased(most)
        erasing.settle_cases([one.case_id for one in waiting])
        waiting = queries.not_held(waiting)  # a hold that was laid meanwhile comes first
        if not waiting:
            return 0
        emptied = erasing.erase_cases([one.case_id for one in waiting])
        for one in waiting:
            one.rows_emptied = emptied.get(one.case_id, 0)
            record("rights:erased", kind="rights.erasurerequest", subject=one.pk, at=at, case_id=one.case_id)
        ErasureRequest.objects.bulk_update(waiting, ["rows_emptied"])
        lines = [ledger.of(one) for one in waiting]
        transaction.on_commit(lambda: ledger.append_all(settings.ERASURES, lines), robust=True)
    return len(waiting)
