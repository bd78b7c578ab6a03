"""Access on request: one colleague reads the case for one purpose, until a day; and ending anybody's access at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import rules
from throughcare.commons.cases.actions.team import grant
from throughcare.commons.cases.actions.timeline import tell
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Grant
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import load

READER = "reader"


def give_access(case: OpenCase, *, staff_id: int, purpose: str, until: datetime, reason: str, at: datetime) -> Grant:
    """This will let a colleague read the case for a purpose, until a moment; nobody is told whether somebody is kept out."""
    answer = case.may("cases.give_access") & rules.may_be_given(
        until=until,
        at=at,
        longest_days=load("records", "grants").data["longest"]["days"],
        purpose=purpose,
        reason=reason,
        has_it=_running(case, at).filter(staff_id=staff_id, by_what=rules.REQUEST).exists(),
        is_own=staff_id == case.opened_by,
    )
    answer.or_refuse(_("The colleague was not let in"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label)
    row = grant(
        case,
        staff_id=staff_id,
        role=READER,
        by_what=rules.REQUEST,
        purpose=purpose,
        from_at=at,
        until_at=until,
        reason=reason,
        at=at,
    )
    tell(case, verb="cases.give_access", words=_("A colleague was let in to read"), at=at, address="team")
    act(case, "cases:access_given", row, at=at, reason=reason)
    return row


def take_back(case: OpenCase, *, key: str, reason: str, at: datetime) -> Grant:
    """This will end somebody's access to the case at once, whatever it came of, with a reason.

    Refuses where it has ended already, and says by whose word: of two who end it, the second reads that.
    """
    row = Grant.objects.select_related("ended_by").filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    answers_for_it = row.staff_id in (case.owner_id, case.police_owner_id)
    ends = bool(reason.strip()) and not answers_for_it and bool(case.may("cases.take_back"))
    ended = ends and _running(case, at).filter(pk=row.pk).update(
        until_at=at, ended_by_id=case.opened_by, end_reason=reason[:200]
    )
    row.refresh_from_db()
    answer = case.may("cases.take_back") & rules.may_be_taken_back(
        runs=bool(ended) or row.until_at is None or row.until_at > at,
        ended_by=row.ended_by.name if row.ended_by else "",
        answers_for_it=answers_for_it,
        reason=reason,
    )
    answer.or_refuse(_("The access was not ended"), ask=agencies.contact(case.owner_id))
    tell(case, verb="cases.take_back", words=_("A colleague's access was ended"), at=at, address="team")
    act(case, "cases:access_ended", row, at=at, reason=reason)
    return row


def end_of(day: date) -> datetime:
    """This will give the moment at which access until a day ends: with the end of that day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _running(case: OpenCase, at: datetime) -> QuerySet[Grant]:
    lasting = Q(until_at__isnull=True) | Q(until_at__gt=at)
    return Grant.objects.filter(lasting, case_id=case.id, from_at__lte=at)
