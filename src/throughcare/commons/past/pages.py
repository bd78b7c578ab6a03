"""Looking back to a moment, printing it, and what is new since one's own last look."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.cases import desk
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.handed_on import handed_on
from throughcare.commons.cases.queries import record
from throughcare.commons.cases.said import event_of
from throughcare.commons.past import actions, forms, paper, queries, shown, words
from throughcare.frame.forms import Happened
from throughcare.frame.pdf import as_download
from throughcare.kernel.paging import page_number
from throughcare.kernel.time import format_date, format_moment, uk_today

UNPROCESSABLE = 422


@require_GET
def as_of(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what was known of a case at a moment, or ask for one."""
    case = _open(request, reference)
    here = page_of(case.reference, "as-of")
    day, clock = request.GET.get("on", ""), request.GET.get("time", "")
    at = forms.moment_in(day, clock, now=request.at)
    form = _form(request, at)
    if at is None and form.is_bound and form.is_valid():
        said = form.cleaned_data["on"]
        return HttpResponseRedirect(f"{here}{forms.address_of(said.at, time_known=said.time_known)}")
    context: dict[str, Any] = {"form": form, "here": here, "then": None}
    if at is not None:
        context |= _then(request, case, at=at, address=f"{here}?on={day}" + (f"&time={clock}" if clock else ""))
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "past/as_of.html", context, status=status)


def _form(request: HttpRequest, at: datetime | None) -> forms.On:
    """The form as sent, or filled with the moment that is shown; an address that holds no moment is a form to mend."""
    if at is not None:
        return forms.On(initial={"on": Happened(at, time_known="time" in request.GET)}, at=request.at)
    asked = "on" in request.GET or "on-day" in request.GET
    return forms.On(request.GET if asked else None, at=request.at)


def _then(request: HttpRequest, case: OpenCase, *, at: datetime, address: str) -> dict[str, Any]:
    then = shown.then(case, at=at, whole_day="time" not in request.GET)
    events, page = shown.events(case, at=at, number=page_number(request.GET.get("page")))
    return {
        "then": then,
        "events": events,
        "page": page,
        "address": lambda number: f"{address}&page={number}",
        "print_url": page_of(case.reference, "as-of/print") + address[address.index("?") :]
        if case.may("past.print")
        else "",
    }


@require_http_methods(["GET", "POST"])
def print_past(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask for what a print is, and make it: what was known at a moment, with the audit lines beneath."""
    case = _open(request, reference)
    desk.insist(case, case.may("past.print"), _("The print was not made"))
    at = forms.moment_in(request.GET.get("on", ""), request.GET.get("time", ""), now=request.at)
    if at is None:
        return HttpResponseRedirect(page_of(case.reference, "as-of"))
    whole_day = not request.GET.get("time")
    form = forms.Print(request.POST if request.method == "POST" else None, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        actions.print_past(case, purpose=purpose, at=request.at)
        made = paper.past_pdf(case, at=at, whole_day=whole_day, purpose=purpose, printed_at=request.at)
        return as_download(made, name=f"as-of-{case.reference}", at=at)
    context = {
        "form": form,
        "moment": shown.moment_in_words(at, whole_day=whole_day),
        "back": page_of(case.reference, "as-of") + "?" + request.GET.urlencode(),
        "handed_on_url": _handed_on(case, at=at, whole_day=whole_day),
    }
    return render(request, "past/print.html", context, status=UNPROCESSABLE if form.errors else 200)


def _handed_on(case: OpenCase, *, at: datetime, whole_day: bool) -> str:
    words = {"moment": shown.moment_in_words(at, whole_day=whole_day), "day": format_date(uk_today(case.at))}
    return handed_on(case, "as_of", called=_("The case as it was known on %(moment)s, printed %(day)s") % words)


@require_GET
def since(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show everything that was added since the reader last looked, as far as they may read it."""
    case = _open(request, reference)
    looked_at = cases.my_last_look(case)
    context: dict[str, Any] = {"looked_at": looked_at, "added": [], "events": []}
    if looked_at is not None:
        found = queries.rows(case, at=case.at, since=looked_at)
        erased = queries.erased_at(case) is not None
        events = [event_of(case, row) for row in record.timeline(case, since=looked_at).rows]
        context |= {"added": words.parts(case, found, erased=erased), "events": events}
        context["moment"] = format_moment(looked_at)
    return render(request, "past/since.html", context)


def _open(request: HttpRequest, reference: str) -> OpenCase:
    not_done = _("The past of the case was not opened")
    return desk.open_for(request, reference, look="past:looked", not_done=not_done, verb="past.look")
