"""Asking for an erasure, and deciding it as the second person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.readers import readers
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.oversight.rights import actions, forms, queries
from throughcare.oversight.rights.pages.looks import is_officer


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """This will ask for an erasure, which a second person decides."""
    if not is_officer(request):
        raise NotFound
    form = forms.Ask(request.POST or None, initial={"reference": request.GET.get("reference", "")}, at=request.at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reference = said["reference"].strip().upper()
        actions.ask_to_erase(reference=reference, ground=said["ground"], by=request.user.staff_id, at=request.at)
        return done(request, reverse("ask-erasure"), _("Erasure asked for. The programme manager decides."))
    context = {"form": form, "requests": queries.requests(), "grounds": dict(forms.GROUNDS)}
    return render(request, "rights/ask.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """This will decide a request to erase, as the second person."""
    case = gate.open_for(request, reference, verb="rights:looked")
    waiting = queries.open_request(case) if case.may_read("rights") else None
    if waiting is None:
        raise NotFound
    form = forms.Decide(request.POST or None, readers=readers("rights"), at=request.at)
    if request.method == "POST" and form.is_valid():
        granted = form.cleaned_data["granted"] == "yes"
        actions.decide_erasure(
            case, key=str(waiting.key), granted=granted, reason=form.cleaned_data["reason"], at=request.at
        )
        said = _("Everything of this person was erased.") if granted else _("The record was not erased.")
        return done(request, page_of(case.reference), said)
    context = {"form": form, "waiting": waiting, "ground": dict(forms.GROUNDS)[waiting.ground]}
    return render(request, "rights/decide.html", context, status=422 if form.errors else 200)
