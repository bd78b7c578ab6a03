"""The hand-over of a case to another area: what the sender sees of it, and what the area to which it is offered sees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.agencies.queries import StaffLine
from throughcare.commons.cases import gate
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.transfers import actions, forms, queries
from throughcare.commons.transfers.actions import NewOffer
from throughcare.frame.forms import Form
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date

LOOKED = "transfers:looked"


def opened(request: HttpRequest, reference: str) -> OpenCase:
    """This will open a case for its hand-over; who may not read of it finds nothing."""
    case = gate.open_for(request, reference, verb=LOOKED)
    if not case.may_read("transfer"):
        raise NotFound
    return case


def typed(request: HttpRequest) -> QueryDict | None:
    """This will give what was sent, also where nothing was filled in; none where a page is asked for."""
    return request.POST if request.method == "POST" else None


@require_GET
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show whether the case is offered to another area, and what came of earlier offers."""
    case = opened(request, reference)
    offered = queries.offered(case)
    context = {
        "offered": offered,
        "offers": [one for one in queries.offers(case) if not one.waits],
        "clock": case.pathway.clock("transfer_answer"),
        "may_offer": bool(case.may("cases.transfer_offer")) and offered is None,
        "may_withdraw": bool(case.may("cases.transfer_withdraw")) and offered is not None,
        "offer_url": page_of(case.reference, "hand-over/offer"),
        "withdraw_url": page_of(case.reference, "hand-over/withdraw"),
    }
    return render(request, "transfers/hand_over.html", context)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, reference: str) -> HttpResponse:
    """This will offer the case to another area."""
    case = opened(request, reference)
    case.may("cases.transfer_offer").or_refuse(_("The case was not offered"), ask=agencies.contact(case.owner_id))
    form = forms.OfferForm(typed(request), under=case.pathway, at=request.at)
    form.fields["to_area"].choices = queries.areas_to_offer(case)

    def call(said: dict[str, Any]) -> str:
        row = actions.offer(case, new=NewOffer(**said), at=request.at)
        words = {"area": row.to_area.name, "day": format_date(row.due_on)}
        return _("Offered to %(area)s. The answer is due by %(day)s. You stay owner until they accept.") % words

    words = {"heading": _("Offer this case to another area"), "button_text": _("Offer case")}
    return form_page(request, case, form, call=call, back=queries.PAGE, **words)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take an offer back."""
    case = opened(request, reference)
    form = forms.WordsForm(typed(request), under=case.pathway, at=request.at)

    def call(said: dict[str, Any]) -> str:
        actions.withdraw(case, words=said["words"], at=request.at)
        return _("Offer withdrawn. The case stays with you.")

    words = {"heading": _("Withdraw the offer"), "button_text": _("Withdraw offer")}
    return form_page(request, case, form, call=call, back=queries.PAGE, **words)


def opened_as_offered(request: HttpRequest, reference: str) -> tuple[OpenCase, queries.Offer]:
    """This will open an offered case by name, reference and offer; one that is not offered is not found."""
    case = gate.open_offered(reference, by=request.user.staff_id, at=request.at, verb=LOOKED)
    found = queries.offered(case)
    if found is None:
        raise NotFound
    return case, found


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what is offered to the reader's area, and take the case over for it; its sender sees their own page."""
    if not gate.is_offered(reference):
        return HttpResponseRedirect(page_of(opened(request, reference).reference, queries.PAGE))
    case, found = opened_as_offered(request, reference)
    form = forms.AcceptForm(typed(request), at=request.at)
    owners = _choices(form, "owner", queries.coordinators(case, found.to_area_id))
    officers = _choices(form, "police_owner", queries.officers(case, found.to_area_id))
    request.form = form
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        actions.accept(
            case, owner_id=owners[chosen["owner"]], police_owner_id=officers[chosen["police_owner"]], at=request.at
        )
        say(request, _("Case accepted. It moved to %(area)s with all that is due.") % {"area": found.to_area})
        return HttpResponseRedirect(page_of(case.reference))
    context = {
        "form": form,
        "offered": found,
        "reference": case.reference,
        "name": queries.called(case),
        "stage": cases.stage_label(case),
        "ring": agencies.contact(case.owner_id),
        "may_accept": bool(case.may("cases.transfer_accept")),
        "decline_url": page_of(case.reference, "hand-over/decline"),
    }
    return render(request, "transfers/answer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, reference: str) -> HttpResponse:
    """This will decline what was offered, with reasons."""
    case, found = opened_as_offered(request, reference)
    form = forms.WordsForm(typed(request), under=case.pathway, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.decline(case, words=form.cleaned_data["words"], at=request.at)
        words = {"reference": case.reference, "area": found.from_area}
        say(request, _("%(reference)s declined. It stays in %(area)s, where your reasons are read.") % words)
        return HttpResponseRedirect("/work/")
    context = {"form": form, "reference": case.reference, "back": page_of(case.reference, queries.ANSWER_PAGE)}
    return render(request, "transfers/decline.html", context, status=422 if form.errors else 200)


def _choices(form: Form, name: str, lines: list[StaffLine]) -> dict[str, int]:
    form.fields[name].choices = [(line.key, f"{line.name}, {line.job_title}") for line in lines]
    return {line.key: line.id for line in lines}
