"""Who is invited: guests to one item, apologies, and who comes in somebody's place."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import queries
from throughcare.commons.meetings.actions import access
from throughcare.commons.meetings.actions.agenda import LOOKED
from throughcare.commons.meetings.models import CHAIR, HELD, MEMBER, Item, PoliceOfResidence, Seat
from throughcare.commons.meetings.queries import MeetingLine, OnAgenda, SeatLine
from throughcare.kernel.answers import YES, Answer, Mend, NotFound, no
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record


def send_apologies(meeting: MeetingLine, *, seat_key: str, sends: int | None, by: int, at: datetime) -> None:
    """This will record that somebody cannot come, and whom they would send; the coordinator lets a substitute in."""
    seat = _seat(meeting, seat_key)
    answer = YES if seat.staff_id == by else queries.may_in_area("meetings.invite", meeting.area_id)
    answer &= _is_to_come(meeting)
    answer.or_refuse(_("The apologies were not recorded"))
    Seat.objects.filter(pk=seat.id).update(apologies_at=at, sends_id=sends)
    record("meetings:apologies", kind="meetings.seat", subject=seat.id, at=at)


def let_in_substitute(meeting: MeetingLine, *, seat_key: str, staff_id: int, by: int, at: datetime) -> None:
    """This will invite somebody in the place of a colleague who cannot come, and end what that colleague may see."""
    seat = _seat(meeting, seat_key)
    answer = (
        queries.may_in_area("meetings.invite", meeting.area_id)
        & _is_to_come(meeting)
        & _may_stand_in(meeting, seat, staff_id)
    )
    answer.or_refuse(_("The substitute was not let in"))
    if seat.apologies_at is None:
        Seat.objects.filter(pk=seat.id).update(apologies_at=at, sends_id=staff_id)
    _invite(meeting, staff_id=staff_id, role=seat.role, item_id=seat.item_id, instead_of=seat.id, by=by, at=at)
    for line in queries.agenda(meeting.id):
        if seat.is_for(line.id) and not line.ended_at:
            case = gate.open(line.reference, by=by, at=at, verb=LOOKED)
            item = Item.objects.get(pk=line.id)
            access.let_in(case, item, meeting=meeting, seats=queries.seats(meeting.id), at=at)
            cases.revoke(case, roles=access.ALL, at=at, staff_id=seat.staff_id)
            act(case, "meetings:substitute_let_in", item, at=at)
    gate.close()
    record("meetings:substitute_let_in", kind="meetings.seat", subject=seat.id, at=at)


def _may_stand_in(meeting: MeetingLine, seat: SeatLine, staff_id: int) -> Answer:
    seats = queries.seats(meeting.id)
    answer = YES
    if any(one.staff_id == staff_id and one.item_id == seat.item_id for one in seats):
        answer &= no(_("this colleague is invited already"))
    if any(one.instead_of_id == seat.id for one in seats):
        answer &= no(_("somebody comes in this place already"))
    if agencies.staff(staff_id).agency_id != seat.agency_id:
        answer &= no(
            _("a substitute comes from the same agency"),
            mends=[Mend(_("Invite the other agency to the item as a guest"))],
        )
    return answer


def invite_guest(case: OpenCase, *, item: OnAgenda, staff_id: int, at: datetime) -> None:
    """This will invite somebody to one item alone, for an agency that the local authority thinks appropriate (s.37(4))."""
    answer = case.may("meetings.list_case") & _is_to_come(item.meeting)
    if any(one.staff_id == staff_id and one.is_for(item.id) for one in queries.seats(item.meeting.id)):
        answer &= no(_("this colleague is invited already"))
    answer.or_refuse(_("The guest was not invited"), ask=agencies.contact(case.owner_id))
    _invite(item.meeting, staff_id=staff_id, role=MEMBER, item_id=item.id, instead_of=None, by=case.opened_by, at=at)
    row = Item.objects.get(pk=item.id)
    access.let_in(case, row, meeting=item.meeting, seats=queries.seats(item.meeting.id), at=at)
    act(case, "meetings:guest_invited", row, at=at)


def take_chair(case: OpenCase, *, item: OnAgenda, staff_id: int, at: datetime) -> None:
    """This will put another holder of the area's chair in the chair of one item, where the chair stepped out."""
    answer = case.may("meetings.list_case") & _is_to_come(item.meeting)
    if staff_id not in {one.id for one in agencies.holders("chair", area_id=case.area_id, on=uk_today(at))}:
        answer &= no(_("this colleague holds no post in the chair of this area"))
    answer.or_refuse(_("The chair was not taken"), ask=agencies.contact(case.owner_id))
    _invite(item.meeting, staff_id=staff_id, role=CHAIR, item_id=item.id, instead_of=None, by=case.opened_by, at=at)
    row = Item.objects.get(pk=item.id)
    access.let_in(case, row, meeting=item.meeting, seats=queries.seats(item.meeting.id), at=at)
    act(case, "meetings:chair_taken", row, at=at)


def record_police_of_residence(case: OpenCase, *, agency_id: int, at: datetime) -> PoliceOfResidence:
    """This will record which police force is responsible where the person lives; the last record holds."""
    answer = case.may("meetings.record_police_of_residence")
    if agencies.agency(agency_id).kind != "police":
        answer &= no(_("this agency is no police force"))
    answer.or_refuse(_("The police of the place of residence were not recorded"), ask=agencies.contact(case.owner_id))
    row = PoliceOfResidence.objects.create(**carried(case, at=at), police_id=agency_id)
    act(case, "meetings:police_of_residence", row, at=at)
    return row


def _invite(
    meeting: MeetingLine,
    *,
    staff_id: int,
    role: str,
    item_id: int | None,
    instead_of: int | None,
    by: int | None,
    at: datetime,
) -> None:
    Seat.objects.create(
        meeting_id=meeting.id,
        area_id=meeting.area_id,
        staff_id=staff_id,
        agency_id=agencies.staff(staff_id).agency_id,
        role=role,
        item_id=item_id,
        instead_of_id=instead_of,
        invited_by_id=by,
        invited_at=at,
    )


def _is_to_come(meeting: MeetingLine) -> Answer:
    return no(_("the meeting is over")) if meeting.state == HELD else YES


def _seat(meeting: MeetingLine, key: str) -> SeatLine:
    found = next((seat for seat in queries.seats(meeting.id) if seat.key == str(key)), None)
    if found is None:
        raise NotFound
    return found
