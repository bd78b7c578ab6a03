"""A member's own part: the agency's view, dissent, and what was promised."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.meetings import actions, queries
from throughcare.commons.meetings.actions import Disagreed
from throughcare.frame.forms import codes
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.safeguards.audit.record import record
from throughcare.stages.panels import forms
from throughcare.stages.panels.pages.drawing import UNPROCESSABLE, form_page, reads, sent
from throughcare.stages.panels.pages.meetings import GET_POST, agenda_url
from throughcare.stages.panels.pages.seats import item_url


@require_http_methods(GET_POST)
def view(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will ask for an agency's view on an item: one's own, or at the meeting another's."""
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key)
    agency = agencies.agency_by_code(request.GET.get("for", "")) or agencies.agency(
        case.agency_id or case.controller_id
    )
    mine = actions.speaks_for(case, agency.pk)
    verb = "meetings.give_view" if mine else "meetings.take_view_down"
    case.may(verb).or_refuse(_("The view was not recorded"), ask=agencies.contact(case.owner_id))
    given = next((one for one in queries.views(case, item) if one.agency_id == agency.pk), None)
    first = (
        {name: getattr(given, name) for name in ("position", "words", "offers", "kind", "source", "version")}
        if given
        else {"version": 0}
    )
    form = forms.View(sent(request), initial=first, readers=reads(case.pathway), at=request.at)
    back = agenda_url(item.meeting) if mine else item_url(reference, key)

    def act(said: dict[str, Any]) -> tuple[str, str]:
        version = _upon(request, said, given.version if given else 0)
        if version is None:
            return back, _("The saved view stands.")
        values = {name: said[name] for name in ("position", "words", "offers", "kind", "source")}
        actions.give_view(case, item=item, **values, version=version, agency_id=agency.pk, at=request.at)
        return back, _("View of %(agency)s recorded.") % {"agency": agency.name}

    heading = _("Your view") if mine else _("View of %(agency)s") % {"agency": agency.name}
    return form_page(request, form, heading=heading, button=_("Give view"), back=back, act=act,
                     template="panels/case_form.html", others=queries.views(case, item) if given else [],
                     labels=dict(codes("view_positions")()), own=agency.pk)  # fmt: skip


def _upon(request: HttpRequest, said: dict[str, Any], last: int) -> int | None:
    """Which version this view is written upon; none where the writer lets the saved one stand."""
    keep = request.POST.get("keep", "")
    if keep == "saved":
        return None
    return last if keep else said["version"] or 0


@require_http_methods(GET_POST)
def dissent(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will keep what a member says against a decision, in their own words."""
    case = gate.open_for(request, reference, verb="panels:looked")
    item = queries.item(case, key)
    form = forms.Words(sent(request), readers=reads(case.pathway), at=request.at)
    back = item_url(reference, key, "panel-minutes")

    def act(said: dict[str, Any]) -> tuple[str, str]:
        mine = Disagreed(said["words"], staff_id=request.user.staff_id)
        actions.record_dissent(case, item=item, said=mine, at=request.at)
        return back, _("Dissent recorded. It is kept with your name beside the decision.")

    return form_page(request, form, heading=_("Record dissent"), button=_("Record dissent"), back=back, act=act,
                     template="panels/case_form.html")  # fmt: skip


@require_http_methods(GET_POST)
def my_actions(request: HttpRequest) -> HttpResponse:
    """This will show what the reader promised at panels, and mark one done with what came of it."""
    record("meetings:looked", kind="list", subject="my-actions", at=request.at)
    key = request.POST.get("key", "")
    form = forms.Outcome(sent(request), at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        if key not in {one.key for one in queries.my_actions()}:
            raise NotFound
        actions.finish_action(key=key, outcome=form.cleaned_data["outcome"])
        return done(request, reverse("my-actions"), _("Marked done."))
    found = queries.my_actions()
    context = {
        "open": [one for one in found if one.done_at is None],
        "done": [one for one in found if one.done_at is not None],
        "form": form,
        "asked": key,
    }
    return render(request, "panels/my_actions.html", context, status=UNPROCESSABLE if form.errors else 200)
