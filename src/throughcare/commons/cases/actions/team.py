"""Who may open the case, who owns it, who is kept out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.actions.tasks import NewTask, ask, finish_all, pass_on
from throughcare.commons.cases.actions.timeline import tell
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Case, Grant, OwnerChange
from throughcare.kernel.answers import NotFound, no
from throughcare.kernel.time import uk_today


def grant(
    case: OpenCase,
    *,
    staff_id: int,
    role: str,
    by_what: str,
    from_at: datetime,
    until_at: datetime | None,
    reason: str,
    at: datetime,
    purpose: str = "",
) -> Grant:
    """This will let a colleague open the case in one role, from one moment until another; part of the act that calls it.

    `by_what` says what it comes of: the team, an agenda, a task, or a request, which has a purpose.
    """
    return Grant.objects.create(
        case_id=case.id,
        staff_id=staff_id,
        role=role,
        by_what=by_what,
        purpose=purpose,
        from_at=from_at,
        until_at=until_at,
        granted_by_id=case.opened_by,
        reason=reason[:200],
    )


def let_in(case: OpenCase, *, staff_ids: Collection[int], role: str, by_what: str, reason: str, at: datetime) -> int:
    """This will let several colleagues open the case in one role, as part of the act that calls it, and give how many.

    Whoever is kept out gets nothing; whoever has the role already gets it no second time.
    """
    have = Grant.objects.filter(case_id=case.id, role=role, from_at__lte=at).exclude(until_at__lte=at)
    new = set(staff_ids) - kept_out(case) - set(have.values_list("staff_id", flat=True))
    for staff_id in sorted(new):
        grant(case, staff_id=staff_id, role=role, by_what=by_what, from_at=at, until_at=None, reason=reason, at=at)
    return len(new)


def kept_out(case: OpenCase) -> set[int]:
    """This will give the colleagues who are kept out of the case, to whoever may let others in, and nobody to others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.kept_out(%s)", [case.id])
        row = cursor.fetchone()
    return set(row[0]) if row else set()


def revoke(case: OpenCase, *, roles: tuple[str, ...], at: datetime, staff_id: int | None = None) -> int:
    """This will end the running grants of some roles on the case, of everybody or of one colleague; part of its caller's act."""
    running = Grant.objects.filter(case_id=case.id, role__in=roles, until_at__isnull=True, from_at__lte=at)
    if staff_id is not None:
        running = running.filter(staff_id=staff_id)
    return running.update(until_at=at, ended_by_id=case.opened_by)


def step_out(case_id: int, *, roles: tuple[str, ...]) -> int:
    """This will end one's own running grants on a case, which needs no opened case; part of the act that calls it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.step_out(%s, %s)", [case_id, list(roles)])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def offer_owner(case: OpenCase, *, to: int, reason: str, note: str, at: datetime) -> OwnerChange:
    """This will offer the case to another owner, with reasons. Until they accept, the sender stays owner."""
    answer = case.may_here("cases.assign", {"reasons_given": bool(reason.strip())})
    if to == case.owner_id:
        answer = answer & no(_("this colleague owns the case already"))
    answer.or_refuse(_("The case was not handed on"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label)
    values = carried(case, at=at)
    row = OwnerChange.objects.create(
        **values, from_owner_id=case.owner_id, to_owner_id=to, offered_at=at, reason=reason, note=note
    )
    ask(case, NewTask(code="cases.accept", due_on=uk_today(at), for_role="coordinator", to=to, address="team"), at=at)
    act(case, "cases:owner_offered", row, at=at, reason=reason)
    return row


def accept_owner(case: OpenCase, *, key: str, at: datetime) -> OwnerChange:
    """This will make the colleague who was offered the case its owner."""
    row = OwnerChange.objects.filter(case_id=case.id, key=key, accepted_at__isnull=True).first()
    if row is None:
        raise NotFound
    answer = case.may("cases.accept")
    if row.to_owner_id != case.opened_by:
        answer = answer & no(_("only the colleague who was asked can accept"))
    if OwnerChange.objects.filter(case_id=case.id, accepted_at__gt=row.offered_at).exists():
        answer = answer & no(_("the case has another owner since"))
    answer.or_refuse(_("The case was not accepted"), ask=agencies.contact(row.to_owner_id))
    row.accepted_at = at
    row.save(update_fields=["accepted_at"])
    Case.objects.filter(pk=case.id).update(owner_id=row.to_owner_id)
    finish_all(case, "cases.accept", at=at)
    pass_on(case, of=row.from_owner_id, to=row.to_owner_id)
    tell(case, verb="cases.accept", words=_("The case has a new owner"), at=at, address="team")
    act(case, "cases:owner_accepted", row, at=at)
    return row
