"""The steps of police: is contact clear, is there ground to believe, and by which route the case goes on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate, history
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.stages.checks import actions, forms, queries
from throughcare.stages.checks.pages.shared import form_page, police_case


@require_http_methods(["GET"])
def checks(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show police their steps, and everybody else the same words for every case in them."""
    case = gate.open_for(request, reference, verb="checks:looked")
    number = agencies.duty_number("checks", area_id=case.area_id)
    if not queries.is_police(case):
        if not case.pathway.stage(case.stage_shown).with_police:
            raise NotFound
        return render(request, "checks/with_police.html", {"number": number})
    threat = queries.latest_threat(case)
    called, then = queries.rung(case, threat, on=uk_today(request.at)) if threat else ([], None)
    context = {
        "standing": queries.standing(case),
        "deconfliction": queries.latest_deconfliction(case),
        "gateway": queries.latest_gateway(case),
        "route": queries.waiting_route(case),
        "threat": threat,
        "investigation": queries.investigation(case),
        "asks_of_investigation": bool(case.may("checks.record_investigation")) and queries.asks_of_investigation(case),
        "called": called,
        "then": then,
        "may_acknowledge": request.user.staff_id in {one.id for one in called},
        "earlier": history.earlier(case),
        "matches": queries.matches(case),
        "history": queries.history(case),
        "labels": forms.labels(case.pathway),
        "number": agencies.duty_number("threat", area_id=case.area_id),
    }
    return render(request, "checks/checks.html", context)


@require_http_methods(GET_POST)
def deconflict(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask whether contact is clear, and record it."""
    case = police_case(request, reference, "checks:looked")

    def call(said: dict[str, Any]) -> object:
        return actions.deconflict(
            case, answer=said["answer"], words=said["words"], happened_at=said["happened"].at, at=request.at
        )

    return form_page(
        request,
        case,
        forms.Deconfliction,
        title=_("Deconfliction"),
        button=_("Record answer"),
        back="checks",
        said=_("Deconfliction answer recorded. A supervisor confirms it."),
        call=call,
    )


@require_POST
def confirm(request: HttpRequest, reference: str) -> HttpResponse:
    """This will confirm the last deconfliction answer."""
    case = police_case(request, reference, "checks:looked")
    actions.confirm_deconfliction(case, at=request.at)
    return done(request, page_of(case.reference, "checks"), _("Deconfliction answer confirmed."))


@require_http_methods(GET_POST)
def gateway(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask for the grounds, and record the gateway assessment."""
    case = police_case(request, reference, "checks:looked")

    def call(said: dict[str, Any]) -> object:
        return actions.assess_gateway(
            case,
            grounds_for=said["grounds_for"],
            grounds_against=said["grounds_against"],
            grounds_to_believe=said["grounds_to_believe"] == "yes",
            happened_at=said["happened"].at,
            at=request.at,
        )

    return form_page(
        request,
        case,
        forms.Gateway,
        title=case.pathway.words["Gateway"],
        button=_("Record %(gateway)s") % case.pathway.words,
        back="checks",
        said=_("%(Gateway)s recorded. Propose a route next.") % case.pathway.words,
        call=call,
    )


@require_http_methods(GET_POST)
def route(request: HttpRequest, reference: str) -> HttpResponse:
    """This will propose a route for second approval."""
    case = police_case(request, reference, "checks:looked")

    def call(said: dict[str, Any]) -> object:
        return actions.propose_route(
            case, route=said["route"], grounds=said["grounds"], signposted_to=said["signposted_to"], at=request.at
        )

    return form_page(
        request,
        case,
        forms.Route,
        title=_("Propose a route"),
        button=_("Send for second approval"),
        back="checks",
        said=_("Route sent for second approval."),
        call=call,
        routes=case.pathway.verb("checks.approve_route").choices(),
    )


@require_http_methods(GET_POST)
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """This will decide the proposed route as second approver."""
    case = police_case(request, reference, "checks:looked")

    def call(said: dict[str, Any]) -> object:
        return actions.approve_route(case, approved=said["approved"] == "yes", words=said["words"], at=request.at)

    return form_page(
        request,
        case,
        forms.Decision,
        title=_("Decide on the route"),
        button=_("Record decision"),
        back="checks",
        said=_("Decision recorded."),
        call=call,
        proposal=queries.waiting_route(case),
        gateway=queries.latest_gateway(case),
        labels=forms.labels(case.pathway),
        history=queries.history(case),
        earlier=history.earlier(case),
    )


@require_http_methods(GET_POST)
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """This will take a case back for checks."""
    case = police_case(request, reference, "checks:looked")
    return form_page(
        request,
        case,
        forms.Reason,
        title=_("Take back for checks"),
        button=_("Take back for checks"),
        back="checks",
        said=_("The case is with police for checks."),
        call=lambda said: actions.return_to_checks(case, reason=said["reason"], at=request.at),
    )


@require_http_methods(GET_POST)
def give_back(request: HttpRequest, reference: str) -> HttpResponse:
    """This will give a case back to where it stood."""
    case = police_case(request, reference, "checks:looked")
    return form_page(
        request,
        case,
        forms.Reason,
        title=_("Give back where it stood"),
        button=_("Give back"),
        back="checks",
        said=_("The case goes on where it stood."),
        call=lambda said: actions.resume(case, reason=said["reason"], at=request.at),
    )
