"""Correcting what was told, and answering whoever told it. The first telling always stays."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.answers import Conflict, NotFound
from throughcare.stages.referrals import queries, rules
from throughcare.stages.referrals.models import Acknowledgement, Amendment


def amend(
    case: OpenCase, *, field: str, version: int, text: str, reason: str, kind: str, source: str, at: datetime
) -> Amendment:
    """This will write a correction beside one thing that was told; Conflict when somebody corrected it meanwhile."""
    told = queries.told(case, field)
    if told is None:
        raise NotFound
    _refuse_if_read_before(told, version=version, text=text, field=field)
    answer = case.may("referrals.amend") & rules.may_be_amended(text=text, as_it_stands=told.text, reason=reason)
    answer.or_refuse(_("The correction was not saved"), ask=agencies.contact(case.owner_id))
    values = carried(case, at=at, kind=kind, source=source)
    try:
        with transaction.atomic():
            row = Amendment.objects.create(**values, field=field, version=version + 1, text=text, reason=reason)
    except IntegrityError:
        now = queries.told(case, field) or told
        raise Conflict(theirs=now.text, yours=text, by=now.by, at=now.at or at, field="text") from None
    cases.tell(case, verb="referrals.amend", words=_("What was told was corrected"), at=at, address="concern")
    act(case, "referrals:amended", row, at=at, reason=reason)
    return row


def _refuse_if_read_before(told: queries.Told, *, version: int, text: str, field: str) -> None:
    if told.version != version:
        raise Conflict(theirs=told.text, yours=text, by=told.by, at=told.at, field="text")


def record_answered(case: OpenCase, *, way: str, words: str, happened_at: datetime, at: datetime) -> Acknowledgement:
    """This will record that whoever referred was answered, and what they were told."""
    facts = dict.fromkeys(case.pathway.gate_facts("referrals.record_answered"), True)
    or_refuse(case, case.may_here("referrals.record_answered", facts), _("The answer was not recorded"))
    row = Acknowledgement.objects.create(**carried(case, at=at, happened_at=happened_at), way=way, words=words)
    cases.finish_all(case, rules.ANSWER, at=at)
    cases.tell(
        case,
        verb="referrals.record_answered",
        words=_("Whoever referred was answered"),
        at=at,
        happened_at=happened_at,
        address="concern",
    )
    act(case, "referrals:answered", row, at=at)
    return row
