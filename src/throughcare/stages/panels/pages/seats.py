"""Who comes: apologies, substitutes, guests of one item, conflicts of interest."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.queries import MeetingLine, SeatLine
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.panels import forms
from throughcare.stages.panels.pages.drawing import form_page, reads, sent
from throughcare.stages.panels.pages.meetings import GET_POST, agenda_url


def item_url(reference: str, key: str, page: str = "panel-item") -> str:
    """This will give the address of a page of one item."""
    return reverse(page, kwargs={"reference": reference, "key": key})


@require_http_methods(GET_POST)
def apologies(request: HttpRequest, key: str, seat: str) -> HttpResponse:
    """This will record that somebody cannot come, and whom they would send."""
    meeting = queries.meeting(key)
    place = _seat(meeting, seat)
    if place.staff_id != request.user.staff_id and not queries.may_in_area("meetings.invite", meeting.area_id):
        raise NotFound
    form = forms.Somebody(
        sent(request), people=_colleagues(place), label=_("Who comes instead?"), required=False, at=request.at
    )

    def act(said: dict[str, Any]) -> tuple[str, str]:
        instead = agencies.staff_by_key(said["who"]) if said["who"] else None
        sends = instead.id if instead else None
        actions.send_apologies(meeting, seat_key=seat, sends=sends, by=request.user.staff_id, at=request.at)
        words = (
            _("Apologies recorded. The coordinator lets %(name)s in.") % {"name": instead.name}
            if instead
            else _("Apologies recorded.")
        )
        return agenda_url(meeting), words

    mine = place.staff_id == request.user.staff_id
    heading = _("I cannot come") if mine else _("%(name)s cannot come") % {"name": place.name}
    return form_page(request, form, heading=heading, button=_("Send apologies"), back=agenda_url(meeting), act=act)


@require_http_methods(GET_POST)
def substitute(request: HttpRequest, key: str, seat: str) -> HttpResponse:
    """This will let somebody in instead of a colleague who cannot come."""
    meeting = queries.meeting(key)
    if not queries.may_in_area("meetings.invite", meeting.area_id):
        raise NotFound
    place = _seat(meeting, seat)
    proposed = agencies.staff(place.sends_id).key if place.sends_id else ""
    people = _colleagues(place)
    form = forms.Somebody(
        sent(request), people=people, label=_("Who comes instead?"), initial={"who": proposed}, at=request.at
    )

    def act(said: dict[str, Any]) -> tuple[str, str]:
        instead = agencies.staff_by_key(said["who"])
        assert instead is not None
        actions.let_in_substitute(meeting, seat_key=seat, staff_id=instead.id, by=request.user.staff_id, at=request.at)
        return agenda_url(meeting), _("%(name)s is let in, and %(other)s no longer.") % {
            "name": instead.name,
            "other": place.name,
        }

    heading = _("Instead of %(name)s") % {"name": place.name}
    return form_page(request, form, heading=heading, button=_("Let substitute in"), back=agenda_url(meeting), act=act)


@require_http_methods(GET_POST)
def step_out(request: HttpRequest, key: str) -> HttpResponse:
    """This will record one's own conflict of interest on an item, before or after its papers may be read."""
    item = queries.find(key)
    form = forms.StepOut(sent(request), readers=reads(Pathway.for_nation(item.meeting.nation)), at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        actions.declare_conflict(item, why=said["why"], words=said["words"], by=request.user.staff_id, at=request.at)
        return agenda_url(item.meeting), _("You take no part in %(reference)s, and no longer see it.") % {
            "reference": item.reference
        }

    heading = _("Take no part in %(reference)s") % {"reference": item.reference}
    return form_page(request, form, heading=heading, button=_("Step out"), back=agenda_url(item.meeting), act=act)


@require_http_methods(GET_POST)
def steps_out(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record a conflict of interest that somebody declared at the meeting."""
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key)
    case.may("meetings.record_conflict").or_refuse(
        _("The conflict of interest was not recorded"), ask=agencies.contact(case.owner_id)
    )
    there = {one.staff_key: one for one in queries.expected(item) if not one.stepped_out}
    people = [(one.staff_key, f"{one.name}, {one.agency}") for one in there.values()]
    seen_by = reads(case.pathway)
    form = forms.StepsOut(sent(request), people=people, label=_("Who steps out?"), readers=seen_by, at=request.at)
    back = item_url(reference, key)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        who = there[said["who"]]
        actions.record_conflict(
            case, item=item, staff_id=who.staff_id, why=said["why"], words=said["words"], at=request.at
        )
        return back, _("%(name)s takes no part in this item.") % {"name": who.name}

    return form_page(request, form, heading=_("Somebody steps out"), button=_("Record conflict"), back=back, act=act,
                     template="panels/case_form.html")  # fmt: skip


@require_http_methods(GET_POST)
def guest(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will invite somebody to one item alone."""
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key)
    case.may("meetings.list_case").or_refuse(_("The guest was not invited"), ask=agencies.contact(case.owner_id))
    people = [(one.key, f"{one.agency}: {one.name}, {one.job_title}") for one in agencies.colleagues()]
    form = forms.Somebody(sent(request), people=people, label=_("Who is invited to this item?"), at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        who = agencies.staff_by_key(said["who"])
        assert who is not None
        actions.invite_guest(case, item=item, staff_id=who.id, at=request.at)
        return item_url(reference, key), _("%(name)s is invited to this item and to no other.") % {"name": who.name}

    return form_page(request, form, heading=_("Invite a guest"), button=_("Invite guest"), back=item_url(reference, key), act=act,
                     template="panels/case_form.html")  # fmt: skip


@require_http_methods(GET_POST)
def chair(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will put another holder of the area's chair in the chair of one item."""
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key)
    case.may("meetings.list_case").or_refuse(_("The chair was not taken"), ask=agencies.contact(case.owner_id))
    holders = agencies.holders("chair", area_id=case.area_id, on=uk_today(request.at))
    people = [(one.key, f"{one.name}, {one.agency}") for one in holders if one.id != item.meeting.chair_id]
    form = forms.Somebody(sent(request), people=people, label=_("Who takes the chair of this item?"), at=request.at)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        who = agencies.staff_by_key(said["who"])
        assert who is not None
        actions.take_chair(case, item=item, staff_id=who.id, at=request.at)
        return item_url(reference, key), _("%(name)s takes the chair of this item.") % {"name": who.name}

    return form_page(request, form, heading=_("Another chair for this item"), button=_("Change chair"), back=item_url(reference, key),
                     act=act, template="panels/case_form.html")  # fmt: skip


@require_http_methods(GET_POST)
def police(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record which police force is responsible where the person lives."""
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key)
    forces = {one.code: one for one in agencies.agencies(on=uk_today(request.at)) if one.kind == "police"}
    choices = [(code, one.name) for code, one in forces.items()]
    form = forms.Agency(
        sent(request), agencies=choices, label=_("Police of the place where the person lives"), at=request.at
    )

    def act(said: dict[str, Any]) -> tuple[str, str]:
        force = forces[said["agency"]]
        actions.record_police_of_residence(case, agency_id=force.pk, at=request.at)
        return item_url(reference, key), _("%(name)s must be there for this item.") % {"name": force.name}

    back = item_url(reference, item.key)
    return form_page(request, form, heading=_("Where the person lives"), button=_("Record police force"), back=back, act=act,
                     template="panels/case_form.html")  # fmt: skip


def _seat(meeting: MeetingLine, key: str) -> SeatLine:
    found = next((seat for seat in queries.seats(meeting.id) if seat.key == str(key)), None)
    if found is None:
        raise NotFound
    return found


def _colleagues(seat: SeatLine) -> list[tuple[str, str]]:
    same = agencies.colleagues(agency_id=seat.agency_id)
    return [(one.key, f"{one.name}, {one.job_title}") for one in same if one.id != seat.staff_id]
