"""Advice that names nobody, and concerns considered and not referred. Neither opens a case, so none begins with one."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.carried import for_agency
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Answer, NotFound, no
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today, working_days
from throughcare.safeguards.audit.record import record
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.models import AdviceEnquiry, Considered


@dataclass(frozen=True)
class NewEnquiry:
    """A question that names nobody. `reply_to` is how to reach whoever asks, where they say so."""

    question: str
    area_id: int
    sector: str
    channel: str
    reply_to: str = ""


def ask_advice(new: NewEnquiry, *, by: int | None, at: datetime) -> UUID:
    """This will keep a question that names nobody, for the coordinator and the police of its area; it opens no case."""
    area, key = agencies.area(new.area_id), uuid4()
    _enough(new.question).or_refuse(_("The question was not sent"))
    days = int(queries.limits("advice")["answered_after_working_days"])
    values = {
        "key": key,
        "area_id": area.pk,
        "channel": new.channel,
        "sector": new.sector,
        "sectors_version": codelist("sectors").version,
        "question": new.question,
        "reply_to": new.reply_to,
        "answer_by": working_days(area.nation).add(uk_today(at), days),
        "happened_at": at,
        "by_id": by,
        "kind": "third_party",
        "source": "whoever asked",
        **for_agency(area.local_authority_id, at=at),
    }
    # Who takes a call about another area hands it on, and need not be able to read it there.
    with nullcontext() if by is None else reception(), connection.cursor() as cursor:
        cursor.execute(INSERT_UNREAD, values)
    record("advice:asked", kind=AdviceEnquiry._meta.label_lower, subject=key, at=at)
    return key


# Django reads back what it inserts, and whoever asks without an account may read nothing.
INSERT_UNREAD = """
INSERT INTO referrals_adviceenquiry (key, area_id, channel, sector, sectors_version, question, reply_to, advice,
  answer_by, happened_at, by_id, kind, source, controller_id, regime, basis, review_on)
VALUES (%(key)s, %(area_id)s, %(channel)s, %(sector)s, %(sectors_version)s, %(question)s, %(reply_to)s, '',
  %(answer_by)s, %(happened_at)s, %(by_id)s, %(kind)s, %(source)s, %(controller_id)s, %(regime)s, %(basis)s, %(review_on)s)
"""


def _enough(text: str) -> Answer:
    return Answer() if text.strip() else no(_("nothing is asked"), rule="referrals.ask_advice")


def answer_advice(*, key: str, advice: str, by: int, at: datetime) -> AdviceEnquiry:
    """This will record the advice that was given. Given once, it stays as it is."""
    row = AdviceEnquiry.objects.filter(key=key).first()
    if row is None:
        raise NotFound
    answer = queries.may_in_area("referrals.answer_advice", staff_id=by, area_id=row.area_id, on=uk_today(at))
    if row.answered_at:
        answer = answer & no(_("this question is answered already"), rule="referrals.answer_advice")
    answer.or_refuse(_("The advice was not recorded"))
    row.advice, row.answered_at, row.answered_by_id = advice, at, by
    row.save(update_fields=["advice", "answered_at", "answered_by"])
    record("advice:given", kind=AdviceEnquiry._meta.label_lower, subject=row.key, at=at)
    return row


def consider(
    *, what: str, why_not: str, asked: str, own_file: str, look_again_on: date | None, by: int, at: datetime
) -> Considered:
    """This will keep for the colleague's own agency that a concern was weighed and not referred, and why."""
    agency_id = agencies.staff(by).agency_id
    answer = queries.may_in_agency("referrals.consider", staff_id=by, agency_id=agency_id, on=uk_today(at))
    answer.or_refuse(_("It was not kept"))
    row = Considered.objects.create(
        agency_id=agency_id,
        what=what,
        why_not=why_not,
        asked=asked,
        own_file=own_file,
        look_again_on=look_again_on,
        by_id=by,
        happened_at=at,
        kind="opinion",
        **for_agency(agency_id, at=at),
    )
    record("referrals:considered", kind=Considered._meta.label_lower, subject=row.key, at=at)
    return row
