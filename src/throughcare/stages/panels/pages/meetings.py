"""Meetings: the list, planning one, and its agenda (M1)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.queries import MeetingLine
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.ids import read_reference
from throughcare.kernel.paging import page_number
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.panels import actions as acts
from throughcare.stages.panels import forms
from throughcare.stages.panels import queries as panels
from throughcare.stages.panels.pages.drawing import form_page, reads, sent

GET_POST = ["GET", "POST"]


def agenda_url(meeting: MeetingLine) -> str:
    """This will give the address of an agenda."""
    return reverse("panel-agenda", kwargs={"key": meeting.key})


@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """This will list the panels that the reader may know of: to come first, then what nobody recorded as held, then past."""
    record("meetings:looked", kind="list", subject="meetings", at=request.at)
    unheld, today = queries.meetings(), uk_today(request.at)
    mine = queries.areas_in_which_i_may("meetings.plan")
    context = {
        "coming": [one for one in unheld if uk_today(one.starts_at) >= today],
        "unfinished": [one for one in unheld if uk_today(one.starts_at) < today],
        "past": queries.held(number=page_number(request.GET.get("page"))),
        "address": lambda number: f"{reverse('panels')}?page={number}",
        "areas": [(area, Pathway.for_nation(area.nation).words) for area in agencies.areas_among(mine)],
    }
    return render(request, "panels/meetings.html", context)


@require_http_methods(GET_POST)
def plan(request: HttpRequest, area: str) -> HttpResponse:
    """This will ask when and where an area's panel meets, plan it, and build its agenda from what is due."""
    found = agencies.area_by_code(area)
    if found is None or not queries.may_in_area("meetings.plan", found.pk):
        raise NotFound
    chairs = agencies.holders("chair", area_id=found.pk, on=uk_today(request.at))
    people = [(one.key, f"{one.name}, {one.agency}") for one in chairs]
    pathway = Pathway.for_nation(found.nation)
    words = pathway.words
    form = forms.Meeting(sent(request), chairs=people, readers=reads(pathway), words=words, at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        chair = agencies.staff_by_key(said["chair"])
        assert chair is not None
        by = request.user.staff_id
        meeting = actions.plan_meeting(
            area_id=found.pk,
            starts_at=said["starts"].at,
            place=said["place"],
            chair_id=chair.id,
            called_because=said["called_because"],
            by=by,
            at=request.at,
        )
        return agenda_url(meeting), _built(acts.build_agenda(meeting, by=by, at=request.at))

    heading = _("Plan %(a_panel)s in %(area)s") % {**words, "area": found.name}
    return form_page(
        request, form, heading=heading, button=_("Plan %(one_panel)s") % words, back=reverse("panels"), act=act
    )


def _built(listed: actions.Listed) -> str:
    number = len(listed.listed)
    words = ngettext(
        "%(number)s case that is due is on the agenda.", "%(number)s cases that are due are on the agenda.", number
    )
    said = words % {"number": number}
    if listed.left_out:
        said += " " + _("Could not be listed: %(references)s.") % {"references": ", ".join(listed.left_out)}
    return said


@require_GET
def agenda(request: HttpRequest, key: str) -> HttpResponse:
    """This will show an agenda: to members name and reference until it is published, then what is asked of them."""
    meeting = queries.meeting(key)
    me = agencies.staff(request.user.staff_id)
    since = actions.look_at(meeting, by=me.id, at=request.at)
    seats = queries.seats(meeting.id)
    lines = queries.agenda(meeting.id, agency_id=me.agency_id, since=since)
    out = queries.stepped_out_of(meeting.id)
    roles = queries.roles_in(meeting.area_id)
    plans = bool(matrix().may_do(roles, "meetings.plan"))
    is_draft = meeting.state == "draft"
    pathway = Pathway.for_nation(meeting.nation)
    context = {
        "meeting": meeting,
        "own_words": pathway.words,
        "named": pathway.word("panel_in_area") % {"area": meeting.area},
        "notice": acts.notice(meeting, pathway),
        "appoints": acts.asks_for_appointment(pathway),
        "seats": seats,
        "mine": next((seat for seat in seats if seat.staff_id == me.id), None),
        "lines": lines,
        "why": panels.why_label,
        "quorum": queries.quorum_in_words(lines, seats, out=out),
        "plans": plans,
        "publishes": plans and is_draft,
        "runs": "chair" in roles or plans,
        "due": panels.due(meeting.area_id, on=uk_today(meeting.starts_at)) if plans and meeting.state != "held" else [],
        "agency": me.agency,
        "since": since,
        "stepped_out": queries.own_conflicts(meeting.id, staff_id=me.id),
        "has_begun": meeting.starts_at <= request.at,
    }
    return render(request, "panels/agenda.html", context)


@require_http_methods(GET_POST)
def chair_appointed(request: HttpRequest, key: str) -> HttpResponse:
    """This will ask who appointed the chair of a meeting and when, and record it."""
    meeting = _planned(key)
    form = forms.Appointed(sent(request), readers=reads(Pathway.for_nation(meeting.nation)), at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        by = request.user.staff_id
        actions.record_appointment(meeting, by_whom=said["by_whom"], on=said["on"], by=by, at=request.at)
        return agenda_url(meeting), _("Recorded: %(name)s was appointed to the chair.") % {"name": meeting.chair}

    heading = _("Who appointed %(name)s to the chair?") % {"name": meeting.chair}
    return form_page(request, form, heading=heading, button=_("Record appointment"), back=agenda_url(meeting), act=act)


@require_POST
def list_due(request: HttpRequest, key: str) -> HttpResponse:
    """This will list every case that is due by the day of the meeting."""
    meeting = queries.meeting(key)
    listed = acts.build_agenda(meeting, by=request.user.staff_id, at=request.at)
    return done(request, agenda_url(meeting), _built(listed))


@require_http_methods(GET_POST)
def list_case(request: HttpRequest, key: str) -> HttpResponse:
    """This will list a case although nothing is due, with a reason."""
    meeting = _planned(key)
    pathway = Pathway.for_nation(meeting.nation)
    form = forms.ListCase(sent(request), readers=reads(pathway), words=pathway.words, at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        case = gate.open_for(request, read_reference(said["reference"]) or said["reference"], verb="meetings:looked")
        actions.list_case(case, meeting=meeting, why="asked", words=said["reason"], at=request.at)
        return agenda_url(meeting), _("%(reference)s listed.") % {"reference": case.reference}

    return form_page(request, form, heading=_("List a case"), button=_("List case"), back=agenda_url(meeting), act=act)


@require_http_methods(GET_POST)
def take_off(request: HttpRequest, key: str) -> HttpResponse:
    """This will take a case off an agenda, with a reason."""
    item = queries.find(key)
    case = gate.open_for(request, item.reference, verb="meetings:looked")
    case.may("meetings.list_case").or_refuse(
        _("The case was not taken off the agenda"), ask=agencies.contact(case.owner_id)
    )
    form = forms.Reason(sent(request), readers=reads(case.pathway), at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.take_off(case, item=item, reason=said["reason"], at=request.at)
        words = _("%(reference)s taken off the agenda. What is due stays due.") % {"reference": case.reference}
        return agenda_url(item.meeting), words

    heading = _("Take %(reference)s off the agenda") % {"reference": item.reference}
    return form_page(
        request, form, heading=heading, button=_("Take off agenda"), back=agenda_url(item.meeting), act=act
    )


@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """This will publish an agenda to its members."""
    meeting = actions.publish(queries.meeting(key), by=request.user.staff_id, at=request.at)
    return done(request, agenda_url(meeting), _("Agenda published. Members may read the papers from now on."))


@require_POST
def held(request: HttpRequest, key: str) -> HttpResponse:
    """This will record that a meeting was held."""
    meeting = actions.end_meeting(queries.meeting(key), by=request.user.staff_id, at=request.at)
    return done(request, agenda_url(meeting), _("Meeting recorded as held. Cases it did not reach stay due."))


def _planned(key: str) -> MeetingLine:
    """A meeting for those who plan it; to everybody else it does not exist."""
    meeting = queries.meeting(key)
    if not queries.may_in_area("meetings.plan", meeting.area_id):
        raise NotFound
    return meeting
