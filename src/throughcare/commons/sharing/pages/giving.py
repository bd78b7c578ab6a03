"""Giving something of a case: to whom and on what basis, what of it and why, seeing it just as they would, giving it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.people import queries as people
from throughcare.commons.sharing import actions, composing
from throughcare.commons.sharing.forms import disclosures as forms
from throughcare.commons.sharing.pages.disclosures import (
    agencies_for,
    agreements_for,
    new_of,
    open_here,
    seen_by,
    shown,
    status_of,
)
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.commons.sharing.rules.disclosures import PartRule
from throughcare.frame.said import say
from throughcare.kernel.time import uk_today

GET_POST = ["GET", "POST"]
UNPROCESSABLE = 422
ASKED = ("to", "sector", "basis")


@require_safe
def choose(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask who receives something and on what basis, from which it follows what of the case may go."""
    case = open_here(request, reference)
    case.may("disclosures.give").or_refuse(_("Nothing was given"), ask=actions.whom_to_ask(case))
    form = _to(request, case)
    if form.is_bound and form.is_valid():
        return redirect(f"{reverse('shared:give', args=[case.reference])}?{_address(form.cleaned_data)}")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "sharing/disclose_to.html", shown(case) | {"form": form}, status=status)


@require_http_methods(GET_POST)
def give(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take down what is given and why, show it just as the recipient would get it, and then give it."""
    case = open_here(request, reference)
    to = _to(request, case)
    if not to.is_bound or not to.is_valid():
        return redirect("shared:new", case.reference)
    asked = to.cleaned_data
    parts = composing.parts_for(case, sector=_sector(asked, case), basis=asked["basis"])
    form = _give_form(request, case, asked, parts)
    if request.method == "POST" and request.POST.get("go") != "change" and form.is_valid():
        return _preview_or_give(request, case, asked, form, parts)
    context = {"form": form, "asked": asked, "kept": [part for part in parts if not part.gives], **_to_words(asked)}
    return render(request, "sharing/disclose.html", shown(case) | context, status=status_of(request, form))


def _preview_or_give(
    request: HttpRequest, case: OpenCase, asked: dict[str, Any], form: forms.GiveForm, parts: list[PartRule]
) -> HttpResponse:
    said = form.cleaned_data
    agency = _agency(asked, case)
    composed = composing.compose(
        case, called=said["called"], agency_id=agency.pk if agency else None, chosen=said["parts"], added=said["added"]
    )
    if request.POST.get("go") == "give" and request.POST.get("seen") == composed.digest:
        row = actions.give(case, new_of(asked, said), composed, at=case.at)
        say(request, _given(row.way, row.reference))
        return redirect("shared:one", case.reference, row.number)
    context = {
        "text": composed.shown,
        "left_out": composed.left_out,
        "seen": composed.digest,
        "has_changed": request.POST.get("go") == "give",
        "kept": [one for one in parts if one.code not in said["parts"]],
        "never": composing.never_for(case),
        "typed": forms.kept_values(request.POST),
        "form": form,
        "asked": asked,
        **_to_words(asked, agency.name if agency else said.get("recipient", "")),
    }
    return render(request, "sharing/disclose_preview.html", shown(case) | context)


def _given(way: str, reference: str) -> str:
    words = {"reference": reference}
    if way == rules.HERE:
        return _("Given as %(reference)s. The agency's own staff read it here.") % words
    return _("Given as %(reference)s. Print it or download it below.") % words


def _to(request: HttpRequest, case: OpenCase) -> forms.ToForm:
    asked = request.GET if "to" in request.GET else None
    return forms.ToForm(asked, agencies=agencies_for(case), bases=queries.bases_of_disclosure(case), at=case.at)


def _give_form(request: HttpRequest, case: OpenCase, asked: dict[str, Any], parts: list[PartRule]) -> forms.GiveForm:
    agency = _agency(asked, case)
    kept = request.POST if request.method == "POST" else None
    form = forms.GiveForm(
        kept,
        initial={"called": people.called(case.person_id)},
        outside=agency is None,
        rules_=parts,
        reads_here=agency is not None and queries.may_read_here(agency.pk, on=uk_today(case.at)),
        agreements=agreements_for(case, agency.pk if agency else None),
        readers=seen_by(case),
        at=case.at,
    )
    request.form = form
    return form


def _agency(asked: dict[str, Any], case: OpenCase) -> Any:
    every = agencies.agencies(on=uk_today(case.at))
    return next((agency for agency in every if agency.code == asked["to"]), None)


def _sector(asked: dict[str, Any], case: OpenCase) -> str:
    agency = _agency(asked, case)
    return composing.sector_of(agency) if agency else str(asked["sector"])


def _to_words(asked: dict[str, Any], name: str = "") -> dict[str, str]:
    return {"recipient": name, "address": _address(asked)}


def _address(asked: dict[str, Any]) -> str:
    return urlencode({name: asked[name] for name in ASKED})
