"""What the panel decides on a plan, and what is decided after a no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import queries as meetings
from throughcare.frame.said import done
from throughcare.stages.plans import actions, forms, queries
from throughcare.stages.plans.pages import panel_form
from throughcare.stages.plans.pages.common import opened, seen_by


@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, reference: str) -> HttpResponse:
    """This will approve the plan that went to the panel."""
    case = opened(request, reference, needs="panel")
    words = {"heading": _("Approve the plan"), "button_text": _("Approve plan"), "said": _("Plan approved.")}
    outcome = ("approve", _("%(The_panel)s approves the plan.") % case.pathway.words)
    return _panel_page(request, case, actions.approve, outcome=outcome, waits=True, **words)


@require_http_methods(["GET", "POST"])
def withdraw_support(request: HttpRequest, reference: str) -> HttpResponse:
    """This will withdraw support by the panel's decision."""
    case = opened(request, reference, needs="panel")
    words = {
        "heading": _("Withdraw support"),
        "button_text": _("Withdraw support"),
        "said": _("Support was withdrawn."),
    }
    outcome = ("withdraw_support", _("%(The_panel)s withdraws support.") % case.pathway.words)
    return _panel_page(request, case, actions.withdraw_support, outcome=outcome, **words)


def _panel_page(
    request: HttpRequest,
    case: OpenCase,
    act: Callable[..., object],
    *,
    outcome: tuple[str, str],
    said: str,
    **context: object,
) -> HttpResponse:
    at = request.at
    form = forms.PanelDecision(request.POST or None, readers=seen_by(case), words=case.pathway.words, at=at)
    open_items = panel_form.offer_meetings(form, case)

    def call(typed: dict[str, Any]) -> object:
        decided = panel_form.decided_of(typed, outcome=outcome[0], said=outcome[1])
        return act(case, item=meetings.item(case, typed["item"]), decided=decided, at=at)

    shown = {"template": "plans/form.html", "no_meeting": not open_items, **context}
    return form_page(request, case, form, call=call, back="plan", said=said, **shown)


@require_GET
def after_no(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what was decided after a no, and what can be."""
    case = opened(request, reference, needs="panel")
    waits = case.stage in case.pathway.verb("decision_after_no.decide").stages
    context = {
        "waits": waits,
        "decisions": queries.decisions_after_no(case),
        "police": queries.police_answer(case) if waits else None,
        "decides": waits and bool(case.may("decision_after_no.decide")),
        "asks_police": "police_led" in dict(case.pathway.verb("decision_after_no.decide").choices()),
        "answers": waits and bool(case.may("decision_after_no.answer_for_police")),
    }
    return render(request, "plans/after_no.html", context)


@require_POST
def ask_police(request: HttpRequest, reference: str) -> HttpResponse:
    """This will ask a police supervisor whether they take the case over."""
    case = opened(request, reference, needs="panel")
    actions.ask_police(case, at=request.at)
    return done(
        request, page_of(case.reference, "after-no"), _("A police supervisor was asked. Nothing is decided by it.")
    )


@require_http_methods(["GET", "POST"])
def police(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep what a police supervisor answers."""
    case = opened(request, reference, needs="panel")
    at = request.at
    form = forms.PoliceAnswer(request.POST or None, readers=seen_by(case), at=at)
    return form_page(
        request,
        case,
        form,
        call=lambda said: actions.answer_for_police(case, agrees=said["agrees"] == "yes", words=said["words"], at=at),
        back="after-no",
        said=_("The answer of police was recorded."),
        heading=_("Do police take the case over?"),
        button_text=_("Record answer"),
    )
