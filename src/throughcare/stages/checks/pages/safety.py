"""What was done at once for somebody's safety and for a child, and what all referrals say, read together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate, history
from throughcare.commons.cases.form_page import GET_POST
from throughcare.kernel.answers import NotFound
from throughcare.stages.checks import actions, forms, queries
from throughcare.stages.checks.pages.shared import form_page
from throughcare.stages.referrals.queries import is_child


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
