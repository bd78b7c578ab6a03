"""The agenda: planned for an area, built from what is due, changed with a reason, published, held.

A meeting belongs to no case, so these acts take none: they open each case on the agenda through the gate, one after
another, as whoever acts. What they do to a case has a line on that case's chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.mail import actions as mail
from throughcare.commons.mail.rules import PAPERS
from throughcare.commons.meetings import queries, rules
from throughcare.commons.meetings.actions import access
from throughcare.commons.meetings.models import (
    ATTENDING,
    CHAIR,
    DRAFT,
    HELD,
    MEMBER,
    PUBLISHED,
    AgendaLook,
    Item,
    ListedFor,
    Meeting,
    Seat,
)
from throughcare.commons.meetings.queries import MeetingLine, OnAgenda
from throughcare.kernel.answers import YES, Answer, Mend, NotFound, Reason, Refusal, no
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.audit.record import record

LOOKED = "meetings:looked"
STANDING = ("panel_member", "police_officer")


@dataclass(frozen=True)
class Listed:
    """What came of listing every case that is due: the references that were listed, and those that could not be."""

    listed: tuple[str, ...]
    left_out: tuple[str, ...]


def plan_meeting(
    *, area_id: int, starts_at: datetime, place: str, chair_id: int, by: int, at: datetime, called_because: str = ""
) -> MeetingLine:
    """This will plan a meeting of an area's panel and invite its standing members: the holders of the posts there.

    One that is called outside the rhythm says why, and its agenda goes out at shorter notice.
    """
    queries.may_in_area("meetings.plan", area_id).or_refuse(_("The meeting was not planned"))
    chairs = {one.id: one for one in agencies.holders("chair", area_id=area_id, on=uk_today(at))}
    if chair_id not in chairs:
        no(_("this colleague holds no post in the chair of this area")).or_refuse(_("The meeting was not planned"))
    meeting = Meeting.objects.create(
        area_id=area_id,
        starts_at=starts_at,
        place=place,
        chair_id=chair_id,
        called_because=called_because.strip(),
        planned_by_id=by,
        recorded_at=at,
    )
    _invite_standing(meeting, chair=chairs[chair_id], by=by, at=at)
    record("meetings:planned", kind="meetings.meeting", subject=meeting.pk, at=at)
    return queries.meeting(str(meeting.key))


def record_appointment(meeting: MeetingLine, *, by_whom: str, on: date, by: int, at: datetime) -> MeetingLine:
    """This will record who appointed the chair of a meeting, and on which day; part of no case."""
    answer = queries.may_in_area("meetings.record_chair_appointed", meeting.area_id)
    answer &= rules.may_be_appointed(by_whom=by_whom, on=on, today=uk_today(at))
    answer.or_refuse(_("The appointment was not recorded"), ask=agencies.contact(by))
    Meeting.objects.filter(pk=meeting.id).update(
        appointed_id=meeting.chair_id, appointed_by=by_whom.strip(), appointed_on=on
    )
    record("meetings:chair_appointed", kind="meetings.meeting", subject=meeting.id, at=at)
    return queries.meeting(meeting.key)


def _invite_standing(meeting: Meeting, *, chair: agencies.StaffLine, by: int, at: datetime) -> None:
    found = {chair.id: (chair, CHAIR)}
    for role in STANDING:
        for one in agencies.holders(role, area_id=meeting.area_id, on=uk_today(meeting.starts_at)):
            found.setdefault(one.id, (one, MEMBER))
    found.setdefault(by, (agencies.staff(by), ATTENDING))
    for one, role in found.values():
        Seat.objects.create(
            meeting=meeting,
            area_id=meeting.area_id,
            staff_id=one.id,
            agency_id=one.agency_id,
            role=role,
            invited_by_id=by,
            invited_at=at,
        )


def list_case(case: OpenCase, *, meeting: MeetingLine, why: str, words: str, address: str = "", at: datetime) -> Item:
    """This will put a case on an agenda. Those invited then know its name and reference, or its papers once published."""
    facts = told_clear(case)
    answer = case.may_here("meetings.list_case", facts) & _may_be_listed(case, meeting)
    or_refuse(case, answer, _("The case was not listed"))
    item = Item.objects.create(**carried(case, at=at), meeting_id=meeting.id, number=_next_number(meeting.id))
    ListedFor.objects.create(**carried(case, at=at), item=item, why=why, words=words, address=address)
    to = case.pathway.destination("meetings.list_case", stage=case.stage)
    case = cases.move(case, verb="meetings.list_case", to=to, at=at)
    access.let_in(case, item, meeting=meeting, seats=queries.seats(meeting.id), at=at)
    day = format_date(uk_today(meeting.starts_at))
    cases.tell(
        case,
        verb="meetings.list_case",
        words=_("Listed for %(the_panel)s on %(day)s") % {**case.pathway.words, "day": day},
        at=at,
        address="panel",
    )
    act(case, "meetings:listed", item, at=at, reason=words)
    return item


def _may_be_listed(case: OpenCase, meeting: MeetingLine) -> Answer:
    open_items = Item.objects.filter(case_id=case.id, taken_off_at__isnull=True, ended_at__isnull=True)
    return rules.may_be_listed(
        is_listed=open_items.exists(), same_area=meeting.area_id == case.area_id, is_held=meeting.state == HELD
    )


def _next_number(meeting_id: int) -> int:
    """The meeting counts, not the items: while one case is open the others on the agenda cannot be seen."""
    Meeting.objects.filter(pk=meeting_id).update(last_number=F("last_number") + 1)
    return Meeting.objects.values_list("last_number", flat=True).get(pk=meeting_id)


def list_due(meeting: MeetingLine, *, also: tuple[queries.Due, ...] = (), by: int, at: datetime) -> Listed:
    """This will put every case on the agenda that is due by its day, and those that a stage names besides."""
    queries.may_in_area("meetings.plan", meeting.area_id).or_refuse(_("The agenda was not built"))
    due = {one.reference: one for one in (*queries.due(meeting.area_id, on=uk_today(meeting.starts_at)), *also)}
    listed, left_out = [], []
    for one in due.values():
        try:
            case = gate.open(one.reference, by=by, at=at, verb=LOOKED)
            list_case(case, meeting=meeting, why=one.code, words=one.what, address=one.address, at=at)
            listed.append(one.reference)
        except (Refusal, NotFound):
            left_out.append(one.reference)
    gate.close()
    record("meetings:agenda_built", kind="meetings.meeting", subject=meeting.id, at=at)
    return Listed(tuple(listed), tuple(left_out))


def take_off(case: OpenCase, *, item: OnAgenda, reason: str, at: datetime) -> None:
    """This will take a case off an agenda with a reason; those invited no longer know of it. What is due stays due."""
    decided = queries.last_place(item) > 0
    answer = case.may("meetings.list_case") & rules.may_be_taken_off(is_decided=decided, reason=reason)
    answer.or_refuse(_("The case was not taken off the agenda"), ask=agencies.contact(case.owner_id))
    Item.objects.filter(pk=item.id).update(taken_off_at=at, taken_off_by_id=case.opened_by)
    cases.tell(
        case,
        verb="meetings.take_off",
        words=_("Taken off the agenda of %(the_panel)s") % case.pathway.words,
        at=at,
        address="panel",
    )
    act(case, "meetings:taken_off", Item(pk=item.id), at=at, reason=reason)
    access.let_out(case, item.id, at=at)


def leave_agendas(case: OpenCase, *, at: datetime) -> int:
    """This will take a case off every agenda that is not published, because it leaves the area; part of its caller's act.

    The caller runs it as the reception, has made sure that no published agenda holds the case, and ends its members' access.
    """
    drafted = Item.objects.filter(case_id=case.id, taken_off_at__isnull=True, ended_at__isnull=True)
    return drafted.update(taken_off_at=at, taken_off_by_id=case.opened_by)


def publish(meeting: MeetingLine, *, by: int, at: datetime) -> MeetingLine:
    """This will publish an agenda: from now until each case leaves the panel its members may read the papers."""
    lines, seats = queries.agenda(meeting.id), queries.seats(meeting.id)
    answer = queries.may_in_area("meetings.publish_agenda", meeting.area_id)
    has_chair = any(seat.role == CHAIR for seat in seats)
    answer &= rules.may_be_published(state=meeting.state, items=len(lines), has_chair=has_chair)
    answer.or_refuse(_("The agenda was not published"))
    Meeting.objects.filter(pk=meeting.id, state=DRAFT).update(state=PUBLISHED, published_at=at, published_by_id=by)
    published, refused = queries.meeting(meeting.key), YES
    for line in lines:
        refused &= _publish_item(line, published, by=by, at=at)
    refused.or_refuse(_("The agenda was not published"))
    gate.close()
    invited = {seat.staff_id for seat in seats if seat.has_voice} - {by}
    mail.write(invited, kind=PAPERS, cause=f"meetings.meeting:{meeting.id}", at=at)
    record("meetings:published", kind="meetings.meeting", subject=meeting.id, at=at)
    return published


def _publish_item(line: queries.ItemLine, meeting: MeetingLine, *, by: int, at: datetime) -> Answer:
    """A case that cannot go out stops the whole agenda: all reasons are told together, and nothing is kept."""
    case = gate.open(line.reference, by=by, at=at, verb=LOOKED)
    facts = told_clear(case)
    answer = case.pathway.may("meetings.publish_agenda", stage=case.stage, facts=facts, roles=case.roles)
    if not answer:
        off = Mend(_("Take %(reference)s off the agenda") % {"reference": line.reference})
        said = [f"{line.reference}: {reason.text}" for reason in answer.reasons]
        pairs = zip(said, answer.reasons, strict=True)
        return Answer(tuple(Reason(text, why.rule, why.source, (*why.mends, off), why.verify) for text, why in pairs))
    item = Item.objects.get(pk=line.id)
    access.open_papers(case, item, meeting=meeting, seats=queries.seats(meeting.id), at=at)
    cases.tell(
        case,
        verb="meetings.publish_agenda",
        words=_("%(Panel_members)s may read the papers") % case.pathway.words,
        at=at,
        address="panel",
    )
    act(case, "meetings:published", item, at=at)
    return YES


def end_meeting(meeting: MeetingLine, *, by: int, at: datetime) -> MeetingLine:
    """This will record that a meeting was held. Cases it did not reach leave its members and stay due."""
    queries.may_in_area("meetings.plan", meeting.area_id).or_refuse(_("The meeting was not recorded as held"))
    if meeting.state != PUBLISHED:
        no(_("its agenda was never published, or it is recorded already")).or_refuse(
            _("The meeting was not recorded as held")
        )
    for line in queries.agenda(meeting.id):
        if not line.ended_at and not line.outcome:
            case = gate.open(line.reference, by=by, at=at, verb=LOOKED)
            Item.objects.filter(pk=line.id).update(ended_at=at)
            cases.tell(
                case,
                verb="meetings.end",
                words=_("%(The_panel)s did not reach this case") % case.pathway.words,
                at=at,
                address="panel",
            )
            act(case, "meetings:not_reached", Item(pk=line.id), at=at)
            access.let_out(case, line.id, at=at)
    gate.close()
    Meeting.objects.filter(pk=meeting.id).update(state=HELD, held_at=at)
    record("meetings:held", kind="meetings.meeting", subject=meeting.id, at=at)
    return queries.meeting(meeting.key)


def look_at(meeting: MeetingLine, *, by: int, at: datetime) -> datetime | None:
    """This will record a look at an agenda, one line for all its cases, and say when the reader looked before today."""
    record(LOOKED, kind="meetings.meeting", subject=meeting.id, at=at)
    look, is_first = AgendaLook.objects.get_or_create(staff_id=by, meeting_id=meeting.id, defaults={"looked_at": at})
    if not is_first and uk_today(look.looked_at) < uk_today(at):
        look.before_at = look.looked_at
    look.looked_at = max(at, look.looked_at)
    look.save(update_fields=["looked_at", "before_at"])
    return look.before_at
