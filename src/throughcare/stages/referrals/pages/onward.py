"""Referring a person of the programme to Channel, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.programme import queries as programme
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.actions import Onward
from throughcare.stages.referrals.forms.onward import OnwardForm
from throughcare.stages.referrals.pages.answering import status_of

LOOKED = "programme:looked"


@require_http_methods(["GET", "HEAD", "POST"])
def refer_on(request: HttpRequest, reference: str) -> HttpResponse:
    """This will refer the person on; where that was done, it says what came of it."""
    case = _open(request, reference)
    form = OnwardForm(request.POST or None, readers=readers("core", of=_("the new case")), at=case.at)
    form.of(queries.known_of(case), areas=queries.areas(), at=case.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.refer_on(case, _onward(form.cleaned_data), at=case.at)
        say(request, _("Referred. Police check first, as with every referral. You will be answered."))
        return redirect("programme-refer", reference=case.reference)
    sent = [(row, queries.came_of(row.to_reference)) for row in programme.referred(case)]
    context = {"form": form, "sent": sent, "may_send": _may_send(case)}
    return render(request, "referrals/onward.html", context, status=status_of(form))


def _onward(said: dict[str, Any]) -> Onward:
    words = {name: said[name] for name in ("words", "person_knows", "person_knows_words")}
    area_id = queries.area_of(str(said["area"]))
    assert area_id is not None, "the form offers areas that there are"
    return Onward(area_id=area_id, passed_on=tuple(said.get("passed_on", ())), **words)


def _may_send(case: OpenCase) -> bool:
    """Whether the form is offered: to whoever may refer, where that was chosen last and not done since."""
    areas = queries.areas()
    if not areas or not case.may(programme.REFER):
        return False
    area_id = queries.area_of(areas[0][0])
    return area_id is not None and bool(programme.may_refer(case, area_id=area_id, reasons="-"))


def _open(request: HttpRequest, reference: str) -> OpenCase:
    case = gate.open_for(request, reference, verb=LOOKED)
    if not case.may_read("core") or not programme.is_of_programme(case):
        raise NotFound
    return case
