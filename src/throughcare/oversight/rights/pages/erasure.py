"""Asking for an erasure, and deciding it as the second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.frame.pdf import as_download
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.oversight.rights import actions, answering, forms, queries
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.oversight.rights.rules import PERIOD_OVER
from throughcare.safeguards.audit.record import record


@database_role("oversight")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """This will ask for an erasure, which a second person decides."""
    if not is_officer(request):
        raise NotFound
    form = forms.Ask(request.POST or None, initial={"reference": request.GET.get("reference", "")}, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reference = said["reference"].strip().upper()
        actions.ask_to_erase(reference=reference, ground=said["ground"], by=request.user.staff_id, at=request.at)
        return done(request, reverse("ask-erasure"), _("Erasure asked for. The programme manager decides."))
    context = {"form": form, "requests": queries.erasures_asked(), "grounds": dict(forms.GROUNDS)}
    return render(request, "rights/ask.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """This will decide a request to erase, as the second person."""
    case = gate.open_for(request, reference, verb="rights:looked")
    waiting = queries.open_request(case) if case.may_read("rights") else None
    if waiting is None:
        raise NotFound
    form = forms.Decide(request.POST or None, readers=readers("rights", under=case.pathway), at=request.at)
    if request.method == "POST" and form.is_valid():
        granted = form.cleaned_data["granted"] == "yes"
        actions.decide_erasure(
            case, key=str(waiting.key), granted=granted, reason=form.cleaned_data["reason"], at=request.at
        )
        said = _decided(granted=granted, by_a_run=waiting.ground == PERIOD_OVER)
        return done(request, page_of(case.reference), said)
    by_a_run = waiting.ground == PERIOD_OVER
    context = {
        "form": form,
        "waiting": waiting,
        "ground": dict(forms.GROUNDS)[waiting.ground],
        "by_a_run": by_a_run,
        "is_held": queries.is_held(case.id) if by_a_run else queries.is_kept_from_erasure(case.id),
    }
    return render(request, "rights/decide.html", context, status=422 if form.errors else 200)


def erasure_waits(case: OpenCase) -> bool:
    """This will say whether an erasure of the case waits for whoever reads the page."""
    may = case.may_read("rights") and bool(case.may("rights.decide_erasure"))
    return may and queries.open_request(case) is not None


def _decided(*, granted: bool, by_a_run: bool) -> str:
    if not granted:
        return _("The record was not erased.")
    return (
        _("Agreed. The next run erases the case.")
        if by_a_run
        else _("Everything that this controller held of the person was erased.")
    )


@database_role("oversight")
@require_POST
def certificate(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will print the certificate of an erasure that was carried out."""
    erased = queries.carried_out(str(key)) if is_officer(request) else None
    if erased is None:
        raise NotFound
    record(
        "rights:certificate_printed",
        kind="rights.erasurerequest",
        subject=erased.pk,
        at=request.at,
        case_id=erased.case_id,
    )
    made = answering.certificate(erased, at=request.at)
    return as_download(made, name=f"erasure-{erased.case.reference}", at=request.at)
