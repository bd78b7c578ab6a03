"""Closing: what must be said, where each is said, and the proposal to the panel. The panel's act lives in aftercare."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import queries as meetings
from throughcare.frame.pieces import Row, Task
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date
from throughcare.stages.closure import actions, forms, queries
from throughcare.stages.delivery import queries as delivery
from throughcare.stages.delivery.form_page import GET_POST, form_page

SAID, NOT_SAID = "", "light-blue"


def open_case(request: HttpRequest, reference: str) -> OpenCase:
    """This will open a case for its closing; who may not read it, and a case that cannot be closed, finds nothing."""
    case = gate.open_for(request, reference, verb="closure:looked")
    if not case.may_read("core") or not (queries.can_be_prepared(case) or queries.closing(case)):
        raise NotFound
    return case


@require_http_methods(["GET"])
def closure(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what must be said before the case is closed, each with the page where it is said."""
    case = open_case(request, reference)
    proposed = queries.proposal(case)
    page = {
        "tasks": _tasks(case),
        "closed": None if queries.can_be_prepared(case) else queries.closing(case),
        "written": _said(case),
        "outside": meetings.outside(case),
        "proposed": proposed,
        "ending": codelist("endings").label(proposed.ending) if proposed else "",
        "days": [Row(label, format_date(day)) for label, day in queries.look_again_on(case)],
        "may_propose": bool(case.may("closure.propose")) and queries.can_be_prepared(case),
        "may_close": bool(case.may("closure.close")) and queries.can_be_prepared(case),
    }
    return render(request, "closure/closure.html", page)


def _tasks(case: OpenCase) -> list[Task]:
    prepared, delivered = queries.prepared(case), delivery.planned_beside_delivered(case)
    return [
        _task(case, _("Evaluate the case"), "closure/evaluation", done=prepared.evaluated),
        _task(
            case,
            _("Explain delivered against planned"),
            "closure/delivery",
            done=prepared.delivery_explained,
            hint=delivered.words,
        ),
        _task(case, _("Hand over what goes on elsewhere"), "closure/hand-over", done=prepared.handed_over),
        _task(case, _("Tell the person how to come back"), "closure/way-back", done=prepared.way_back_said),
        _task(case, _("Propose closing, with the reason for ending"), "closure/propose", done=prepared.proposed),
        Task(
            _("The decision of %(the_panel)s") % case.pathway.words,
            _("Waits for %(the_panel)s") % case.pathway.words if prepared.proposed else _("Cannot start yet"),
            url=page_of(case.reference, "closure/close") if prepared.proposed and case.may("closure.close") else "",
        ),
    ]


def _task(case: OpenCase, label: str, address: str, *, done: bool, hint: str = "") -> Task:
    may = bool(case.may("closure.propose"))
    return Task(
        label,
        _("Completed") if done else _("Incomplete"),
        url=page_of(case.reference, address) if may else "",
        hint=hint,
        colour=SAID if done else NOT_SAID,
    )


def _said(case: OpenCase) -> list[Row]:
    """What was said so far, to read before deciding."""
    found, account = queries.evaluation(case), queries.delivery_account(case)
    way_back, hand_over = queries.way_back(case), queries.hand_over(case)
    rows = []
    if found:
        rows += [
            Row(_("Aim"), found.aim),
            Row(_("What changed"), found.changed),
            Row(_("What did not"), found.not_changed),
            Row(_("Goals"), codelist("goals_reached").label(found.goals_reached)),
            Row(_("What we learned"), found.learned),
            Row(_("The person's own view"), found.person_view),
        ]
    if account:
        why = codelist("delivery_differences").label(account.difference)
        parts = (_("%(held)s held of %(planned)s planned") % vars(account), why, account.words, account.lessons)
        rows.append(Row(_("Delivered against planned"), ". ".join(part.rstrip(".") for part in parts if part) + "."))
    if hand_over:
        rows.append(Row(_("Hand-over"), ": ".join(part for part in (hand_over.to, hand_over.words) if part)))
    if way_back:
        told = _("Told") if way_back.told else _("Not told")
        rows.append(Row(_("How to come back"), ": ".join(part for part in (told, way_back.words) if part)))
    return rows


def _open_to_prepare(request: HttpRequest, reference: str) -> OpenCase:
    case = open_case(request, reference)
    if not queries.can_be_prepared(case):
        raise NotFound
    return case


@require_http_methods(GET_POST)
def evaluation(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record the evaluation."""
    case = _open_to_prepare(request, reference)
    found = queries.evaluation(case)
    return form_page(
        request,
        case,
        forms.Evaluation,
        title=_("Evaluate the case"),
        button=_("Record evaluation"),
        back="closure",
        said=_("Evaluation recorded."),
        initial=vars(found) if found else None,
        call=lambda said: actions.evaluate(case, lookback=actions.Lookback(**said), at=request.at),
    )


@require_http_methods(GET_POST)
def account(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record why what was delivered differs from what was planned."""
    case = _open_to_prepare(request, reference)
    return form_page(
        request,
        case,
        forms.Account,
        title=_("Delivered against planned"),
        button=_("Record account"),
        back="closure",
        said=_("Delivered against planned is explained."),
        lead=delivery.planned_beside_delivered(case).words,
        call=lambda said: actions.explain_delivery(case, **said, at=request.at),
    )


@require_http_methods(GET_POST)
def way_back(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record whether the person was told how to come back."""
    case = _open_to_prepare(request, reference)

    def call(said: dict[str, Any]) -> object:
        return actions.record_way_back(
            case, told=said["told"] == "yes", words=said["words"], happened_at=said["happened"].at, at=request.at
        )

    return form_page(
        request,
        case,
        forms.WayBack,
        title=_("How to come back"),
        button=_("Record it"),
        back="closure",
        said=_("How to come back is recorded."),
        call=call,
    )


@require_http_methods(GET_POST)
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record the hand-over."""
    case = _open_to_prepare(request, reference)

    def call(said: dict[str, Any]) -> object:
        nothing = said["nothing"] == "yes"
        return actions.hand_over(case, nothing=nothing, to=said["to"], words=said["words"], at=request.at)

    return form_page(
        request,
        case,
        forms.HandOver,
        title=_("Hand-over"),
        button=_("Record hand-over"),
        back="closure",
        said=_("Hand-over recorded."),
        call=call,
    )


@require_http_methods(GET_POST)
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """This will propose closing to the panel."""
    case = _open_to_prepare(request, reference)
    return form_page(
        request,
        case,
        forms.Proposal,
        title=_("Propose closing"),
        button=_("Propose closing"),
        back="closure",
        said=_("Closing proposed. %(The_panel)s decides.") % case.pathway.words,
        call=lambda said: actions.propose(case, **said, at=request.at),
    )
