"""One view per verb: open the case, read the form, make one call, answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate, history
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.stages.checks import actions, forms, queries
from throughcare.stages.referrals.queries import is_child

GET_POST = ["GET", "POST"]


def form_page(
    request: HttpRequest,
    case: OpenCase,
    kind: type[Form],
    *,
    title: str,
    button: str,
    back: str,
    said: str,
    call: Callable[[dict[str, Any]], object],
    initial: Mapping[str, object] | None = None,
    routes: list[tuple[str, str]] | None = None,
    **context: object,
) -> HttpResponse:
    """This will draw a form of the police steps or, when it was sent whole, act on it and lead back."""
    form = kind(request.POST or None, initial=initial, readers=readers("police", "core", "identity"), at=request.at)
    if routes is not None:
        form.fields["route"].choices = routes  # type: ignore[attr-defined]  # the case's own pathway has them
    request.form = form  # type: ignore[attr-defined]  # read where a rule says no, to give the words back
    if request.method == "POST" and form.is_valid():
        call(form.cleaned_data)
        return done(request, page_of(case.reference, back), said)
    page = {"form": form, "heading": title, "button_text": button, "back": page_of(case.reference, back), **context}
    return render(request, "checks/form.html", page, status=422 if form.errors else 200)


def police_case(request: HttpRequest, reference: str, verb: str) -> OpenCase:
    """This will open a case for police; to everybody else its police pages do not exist."""
    case = gate.open_for(request, reference, verb=verb)
    if not queries.is_police(case):
        raise NotFound
    return case


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
        title=_("Gateway"),
        button=_("Record gateway"),
        back="checks",
        said=_("Gateway recorded. Propose a route next."),
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


@require_http_methods(["GET"])
def safety(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what was done at once for somebody's safety, and for a child."""
    case = gate.open_for(request, reference, verb="checks:safety_looked")
    if not case.may_read("core"):
        raise NotFound
    context = {
        "interim": queries.interim_actions(case),
        "child": queries.child_safeguarding(case),
        "is_child": is_child(case),
        "records": {verb: bool(case.may(f"checks.record_{verb}")) for verb in ("interim_action", "child")},
        "earlier": history.earlier(case),
        "history": queries.history(case),
        "labels": forms.labels(case.pathway),
        "asked": {
            line.owner_id: agencies.contact(line.owner_id) for line in history.earlier(case) if not line.reference
        },
    }
    return render(request, "checks/safety.html", context)


@require_http_methods(GET_POST)
def interim(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record a safety action."""
    case = gate.open_for(request, reference, verb="checks:safety_looked")

    def call(said: dict[str, Any]) -> object:
        return actions.record_interim_action(
            case,
            action=said["action"],
            what=said["what"],
            who=said["who"],
            happened_at=said["happened"].at,
            at=request.at,
        )

    return form_page(
        request,
        case,
        forms.Interim,
        title=_("Safety action"),
        button=_("Record safety action"),
        back="safety",
        said=_("Safety action recorded."),
        call=call,
    )


@require_http_methods(GET_POST)
def child(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record the child's safeguarding, beginning with what was known last."""
    case = gate.open_for(request, reference, verb="checks:safety_looked")
    last = queries.child_safeguarding(case)
    return form_page(
        request,
        case,
        forms.Child,
        title=_("The child's safeguarding"),
        button=_("Record safeguarding"),
        back="safety",
        said=_("The child's safeguarding was recorded."),
        call=lambda said: actions.record_child_safeguarding(case, **said, at=request.at),
        initial={name: getattr(last, name) for name in forms.Child.base_fields} if last else None,
    )


@require_http_methods(GET_POST)
def all_referrals(request: HttpRequest, reference: str) -> HttpResponse:
    """This will write what all the referrals say, read together."""
    case = gate.open_for(request, reference, verb="checks:safety_looked")
    return form_page(
        request,
        case,
        forms.History,
        title=_("All referrals, read together"),
        button=_("Save statement"),
        back="safety",
        said=_("Statement saved."),
        call=lambda said: actions.note_history(case, statement=said["statement"], at=request.at),
        earlier=history.earlier(case),
    )
