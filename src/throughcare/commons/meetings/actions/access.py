"""Who of those invited may open a case: by name before publication, its papers after, nothing once it has left."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import queries
from throughcare.commons.meetings.models import PUBLISHED, Conflict, Item
from throughcare.commons.meetings.queries import MeetingLine, SeatLine
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.access.matrix import matrix

LISTED, CHAIR, MEMBER = "panel_listed", "chair", "panel_member"
BY_PAPERS = (CHAIR, MEMBER)
ALL = (LISTED, *BY_PAPERS)


def let_in(case: OpenCase, item: Item, *, meeting: MeetingLine, seats: Collection[SeatLine], at: datetime) -> None:
    """This will let those invited to an item see what they may see of its case now; part of the act that calls it.

    Nothing is given to those who reach the case by their post, who stepped out, or whom somebody else replaces.
    """
    replaced = {seat.instead_of_id for seat in seats if seat.instead_of_id}
    out = set(Conflict.objects.filter(case_id=case.id).values_list("staff_id", flat=True)) | by_post(
        case.area_id, at=at
    )
    invited = [s for s in seats if s.has_voice and s.is_for(item.pk) and s.id not in replaced and s.staff_id not in out]
    reason = _("on the agenda of %(day)s") % {"day": format_date(uk_today(meeting.starts_at))}
    if not meeting.is_published:
        cases.let_in(
            case, staff_ids=[seat.staff_id for seat in invited], role=LISTED, by_what=cases.AGENDA, reason=reason, at=at
        )
        return
    for role in BY_PAPERS:
        ids = [s.staff_id for s in invited if s.role == role]
        cases.let_in(case, staff_ids=ids, role=role, by_what=cases.AGENDA, reason=reason, at=at)


def open_papers(case: OpenCase, item: Item, *, meeting: MeetingLine, seats: Collection[SeatLine], at: datetime) -> None:
    """This will turn knowing a case's name into reading its papers, from this moment on."""
    cases.revoke(case, roles=(LISTED,), at=at)
    let_in(case, item, meeting=meeting, seats=seats, at=at)


def let_out(case: OpenCase, item_id: int, *, at: datetime) -> None:
    """This will end what the members of an item may see, unless the case stands on another agenda. Call it last.

    Whoever signs in the chair ends their own access with it, so whatever lets others in comes first.
    """
    others = Item.objects.filter(case_id=case.id, taken_off_at__isnull=True, ended_at__isnull=True).exclude(pk=item_id)
    others = others.select_related("meeting")
    if any(other.meeting.state == PUBLISHED for other in others):
        return
    for other in others:
        let_in(
            case, other, meeting=queries.meeting(str(other.meeting.key)), seats=queries.seats(other.meeting_id), at=at
        )
    cases.revoke(case, roles=BY_PAPERS if others else ALL, at=at)


def by_post(area_id: int, *, at: datetime) -> set[int]:
    """This will give the colleagues who reach every case of an area by a post there and need no grant."""
    reaching = [code for code, role in matrix().roles.items() if role.reach == "area"]
    return {one.id for code in reaching for one in agencies.holders(code, area_id=area_id, on=uk_today(at))}
