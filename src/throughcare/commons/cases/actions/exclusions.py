"""Keeping a colleague out of a case, by their own word or a manager's; and letting them back in."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import rules
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Exclusion, Task, TieMatch


def exclude(case: OpenCase, *, staff_id: int, reason: str, at: datetime, kind: str = "other") -> int:
    """This will keep a named colleague out of the case, whatever posts and grants they hold."""
    answer = case.may("cases.exclude")
    answer &= rules.may_be_kept_out(answers_for_it=_answers(case, staff_id), is_out=False, reason=reason)
    answer.or_refuse(_("The colleague was not kept out"))
    row = keep_out(case.id, staff_id=staff_id, kind=kind, reason=reason)
    _once(row, reason)
    _settle_asking(case, at=at)
    act(case, "cases:excluded", Exclusion(pk=row), at=at)
    return row or 0


def declare_conflict(case: OpenCase, *, kind: str, reason: str, at: datetime) -> int:
    """This will keep whoever declares a conflict of interest out of the case from this moment on; a manager alone ends it."""
    assert case.opened_by is not None
    answer = case.may("cases.declare_conflict")
    answer &= rules.may_be_kept_out(answers_for_it=_answers(case, case.opened_by), is_out=False, reason=reason)
    answer.or_refuse(
        _("Your conflict of interest was not declared"),
        ask=agencies.contact(case.owner_id),
        pathway=case.pathway.label,
    )
    row = keep_out(case.id, staff_id=case.opened_by, kind=kind, reason=reason)
    _once(row, reason)
    act(case, "cases:conflict_declared", Exclusion(pk=row), at=at)
    return row or 0


def end_exclusion(case: OpenCase, *, staff_id: int, at: datetime, reason: str = "") -> None:
    """This will let a colleague back in by the posts and grants they hold."""
    case.may("cases.exclude").or_refuse(_("The exclusion was not ended"))
    for row in Exclusion.objects.filter(case_id=case.id, staff_id=staff_id, until_at__isnull=True):
        row.until_at, row.ended_by_id, row.end_reason = at, case.opened_by, reason
        row.save(update_fields=["until_at", "ended_by", "end_reason"])
        act(case, "cases:exclusion_ended", row, at=at)


def keep_out(case_id: int, *, staff_id: int, kind: str, reason: str) -> int | None:
    """This will write that a colleague is kept out, as part of the act that calls it; none where they are out already."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.keep_out(%s, %s, %s, %s)", [case_id, staff_id, kind, reason])
        row = cursor.fetchone()
    return row[0] if row else None


def let_back_in(case_id: int, *, staff_id: int, reason: str, by: int, at: datetime) -> list[int]:
    """This will end what keeps a colleague out, never by their own word, as part of the act that calls it."""
    running = Exclusion.objects.filter(case_id=case_id, staff_id=staff_id, until_at__isnull=True).exclude(staff_id=by)
    found = list(running.values_list("pk", flat=True))
    running.update(until_at=at, ended_by_id=by, end_reason=reason)
    return found


def _settle_asking(case: OpenCase, *, at: datetime) -> None:
    """The question is settled, but for a colleague whose own tie fitted and who is not out yet."""
    out = Exclusion.objects.filter(case_id=case.id, until_at__isnull=True).values("staff")
    waiting = TieMatch.objects.filter(case_id=case.id).exclude(staff__in=out).values("task")
    asked = Task.objects.filter(case_id=case.id, code="cases.keep_out", done_at__isnull=True).exclude(pk__in=waiting)
    asked.update(done_at=at, done_by_id=case.opened_by)


def _answers(case: OpenCase, staff_id: int) -> bool:
    return staff_id in (case.owner_id, case.police_owner_id)


def _once(row: int | None, reason: str) -> None:
    """Of two who keep the same colleague out at once, the second learns that it is done."""
    answer = rules.may_be_kept_out(answers_for_it=False, is_out=row is None, reason=reason)
    answer.or_refuse(_("The colleague was not kept out"))
