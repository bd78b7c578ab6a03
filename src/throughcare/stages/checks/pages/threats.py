"""A security threat: passed on by anybody, acknowledged and stood down by police."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST
from throughcare.frame.said import done
from throughcare.stages.checks import actions, forms
from throughcare.stages.checks.pages.shared import form_page, police_case


@require_http_methods(GET_POST)
def threat(request: HttpRequest, reference: str) -> HttpResponse:
    """This will pass a security threat on, whoever works on the case and at whatever stage."""
    case = gate.open_for(request, reference, verb="cases:looked")

    def call(said: dict[str, Any]) -> object:
        return actions.raise_threat(case, words=said["words"], happened_at=said["happened"].at, at=request.at)

    return form_page(
        request,
        case,
        forms.Threat,
        title=_("Pass on a security threat"),
        button=_("Pass on to police"),
        back="" if case.may("cases.open") else "sessions",  # a mentor has no other page of the case
        said=_("Passed on to police."),
        call=call,
        ring=agencies.duty_number("threat", area_id=case.area_id),
    )


@require_POST
def acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    """This will acknowledge a security threat."""
    case = police_case(request, reference, "checks:looked")
    actions.acknowledge(case, at=request.at)
    return done(request, page_of(case.reference, "checks"), _("Threat acknowledged."))


@require_http_methods(GET_POST)
def stand_down(request: HttpRequest, reference: str) -> HttpResponse:
    """This will stand an acknowledged threat down."""
    case = police_case(request, reference, "checks:looked")
    return form_page(
        request,
        case,
        forms.Reason,
        title=_("Stand the threat down"),
        button=_("Stand down"),
        back="checks",
        said=_("Threat stood down. Checks begin anew."),
        call=lambda said: actions.stand_down(case, reason=said["reason"], at=request.at),
    )
