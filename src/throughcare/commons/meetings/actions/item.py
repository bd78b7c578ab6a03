"""Acts on one item before and during the meeting: who is there, conflicts, each agency's view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import act, carried, for_agency
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import models, queries, rules
from throughcare.commons.meetings.actions import access
from throughcare.commons.meetings.models import Attendance, Item, View
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.kernel.answers import YES, Answer, Conflict, no
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record

SEATED = "panel_member"  # a view that somebody takes down is that of whoever has the seat


def record_attendance(case: OpenCase, *, item: OnAgenda, came: Mapping[int, str], at: datetime) -> list[Attendance]:
    """This will record who is there for an item, by colleague and a code of `meeting_attendance`; the last word holds."""
    answer = case.may("meetings.record_attendance")
    answer &= rules.may_take_part(is_published=item.meeting.is_published, is_over=item.is_over, has_conflict=False)
    answer.or_refuse(_("Who is there was not recorded"), ask=agencies.contact(case.owner_id))
    invited = {one.staff_id: one for one in queries.expected(item)}
    new = [
        (invited[staff], code) for staff, code in came.items() if staff in invited and not _is_known(item, staff, code)
    ]
    rows = [
        Attendance.objects.create(
            **carried(case, at=at),
            item_id=item.id,
            staff_id=one.staff_id,
            agency_id=one.agency_id,
            role=one.role,
            came=code,
        )
        for one, code in new
    ]
    act(case, "meetings:attendance", Item(pk=item.id), at=at)
    return rows


def _is_known(item: OnAgenda, staff_id: int, code: str) -> bool:
    rows = Attendance.objects.filter(item_id=item.id, staff_id=staff_id)
    return rows.order_by("-id").values_list("came", flat=True).first() == code


def declare_conflict(item: OnAgenda, *, why: str, words: str, by: int, at: datetime) -> None:
    """This will record one's own conflict of interest: from now on the case is closed to oneself.

    It opens no case, because a member may have to step out who knows a name and nothing more. Whoever reaches the case by
    their post stays in until a manager keeps them out: the manager gets a task.
    """
    _may_step_out(item).or_refuse(
        _("The conflict of interest was not recorded"), ask=agencies.contact(item.meeting.chair_id)
    )
    if models.Conflict.objects.filter(case_id=item.case_id, staff_id=by).exists():
        return
    me = agencies.staff(by)
    values = {"case_id": item.case_id, "by_id": by, "happened_at": at, **for_agency(me.agency_id, at=at)}
    row = models.Conflict.objects.create(
        **values, item_id=item.id, meeting_id=item.meeting.id, staff_id=by, why=why, words=words
    )
    record("meetings:conflict_declared", kind="meetings.conflict", subject=row.pk, at=at, case_id=item.case_id)
    if by in access.by_post(item.meeting.area_id, at=at):
        _ask_to_keep_out(gate.open(item.reference, by=by, at=at, verb="meetings:looked"), at=at)
        gate.close()
    cases.step_out(item.case_id, roles=access.ALL)


def record_conflict(case: OpenCase, *, item: OnAgenda, staff_id: int, why: str, words: str, at: datetime) -> None:
    """This will record a colleague's conflict of interest and end what they may see of the case.

    Whoever reaches the case by their post stays in until a manager keeps them out: the manager gets a task.
    """
    answer = case.may("meetings.record_conflict") & _may_step_out(item)
    if staff_id == case.opened_by and "chair" in case.roles:
        answer &= no(_("whoever takes the chair declares a conflict on the agenda, and another takes the chair"))
    answer.or_refuse(_("The conflict of interest was not recorded"), ask=agencies.contact(case.owner_id))
    if models.Conflict.objects.filter(case_id=case.id, staff_id=staff_id).exists():
        return
    values = {"item_id": item.id, "meeting_id": item.meeting.id, "staff_id": staff_id, "why": why, "words": words}
    row = models.Conflict.objects.create(**carried(case, at=at), **values)
    cases.revoke(case, roles=access.ALL, at=at, staff_id=staff_id)
    if staff_id in access.by_post(case.area_id, at=at):
        _ask_to_keep_out(case, at=at)
    act(case, "meetings:conflict_recorded", row, at=at)


def _ask_to_keep_out(case: OpenCase, *, at: datetime) -> None:
    task = cases.NewTask(code="cases.keep_out", due_on=uk_today(at), for_role="manager", address="team")
    cases.ask(case, task, at=at)


def _may_step_out(item: OnAgenda) -> Answer:
    return no(_("the minutes are signed")) if item.is_over else YES


def give_view(
    case: OpenCase,
    *,
    item: OnAgenda,
    position: str,
    words: str,
    offers: str,
    kind: str,
    source: str,
    at: datetime,
    version: int = 0,
    agency_id: int | None = None,
) -> View:
    """This will record an agency's view on an item: one's own, or another's taken down for it at the meeting.

    `version` is the last one its writer saw; Conflict when somebody of the agency wrote another meanwhile.
    """
    agency = agency_id or case.agency_id or case.controller_id
    speaks = speaks_for(case, agency)
    roles = case.roles if speaks else [SEATED]
    answer = case.pathway.may("meetings.give_view", stage=case.stage, facts={}, roles=roles)
    answer &= case.may("meetings.give_view" if speaks else "meetings.take_view_down") & _may_give_view(case, item)
    or_refuse(case, answer, _("The view was not recorded"))
    values = {"position": position, "words": words, "offers": offers, "taken_down": not speaks}
    try:
        with transaction.atomic():
            row = View.objects.create(
                **carried(case, at=at, kind=kind, source=source),
                item_id=item.id,
                agency_id=agency,
                version=version + 1,
                **values,
            )
    except IntegrityError:
        raise _two_views(item, agency, words) from None
    act(case, "meetings:view_given", row, at=at)
    return row


def speaks_for(case: OpenCase, agency_id: int) -> bool:
    """This will say whether somebody gives an agency's view as its member; whoever runs the meeting takes it down."""
    runs = bool(case.may("meetings.take_view_down"))
    return agency_id == case.agency_id and (bool(case.may("meetings.give_view")) or not runs)


def _may_give_view(case: OpenCase, item: OnAgenda) -> Answer:
    stepped_out = any(one.staff_id == case.opened_by for one in queries.conflicts(item))
    return rules.may_take_part(is_published=item.meeting.is_published, is_over=item.is_over, has_conflict=stepped_out)


def _two_views(item: OnAgenda, agency_id: int, words: str) -> Conflict:
    theirs = View.objects.filter(item_id=item.id, agency_id=agency_id).select_related("by").order_by("-version").first()
    assert theirs is not None
    by = theirs.by.name if theirs.by else ""
    return Conflict(theirs=theirs.words, yours=words, by=by, at=theirs.recorded_at, field="words")
