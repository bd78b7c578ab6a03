"""What only police record: an investigation that the person may know of, and the end of a case that they lead."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases.form_page import GET_POST
from throughcare.kernel.answers import NotFound
from throughcare.stages.checks import actions, forms, queries, rules
from throughcare.stages.checks.pages.shared import form_page, police_case


@require_http_methods(GET_POST)
def investigation(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask what police say of an overt investigation, limb by limb, and record it."""
    case = police_case(request, reference, "checks:looked")
    if not queries.asks_of_investigation(case):
        raise NotFound

    def call(said: dict[str, Any]) -> object:
        limbs = rules.Limbs(
            **dict.fromkeys(said["limbs"], True), officer=said["officer"], is_over=said["state"] == "over"
        )
        return actions.record_investigation(
            case,
            limbs=limbs,
            look_again_on=said["look_again_on"],
            words=said["words"],
            happened_at=said["happened"].at,
            at=request.at,
        )

    return form_page(
        request,
        case,
        forms.Investigation,
        title=_("Investigation"),
        button=_("Record investigation"),
        back="checks",
        said=_("Investigation recorded."),
        call=call,
        last=queries.investigation(case),
        gate=case.pathway.gate("police_let_adopt"),
    )


@require_http_methods(GET_POST)
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """This will propose to close a case that police lead, for a second person to decide."""
    case = police_case(request, reference, "checks:looked")
    return form_page(
        request,
        case,
        forms.Reason,
        title=_("Close the police-led case"),
        button=_("Send for second approval"),
        back="checks",
        said=_("Sent for second approval."),
        call=lambda said: actions.propose_close(
            case,
            reasons=said["reason"],
            at=request.at,
        ),
    )
