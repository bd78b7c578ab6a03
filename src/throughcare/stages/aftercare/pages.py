"""Closing by the panel, and the reviews after it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import form_page as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.forms import Form
from throughcare.frame.pieces import Row
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date
from throughcare.stages.aftercare import actions, forms, queries, rules
from throughcare.stages.aftercare.actions import Finding
from throughcare.stages.closure import actions as closing
from throughcare.stages.closure import forms as closing_forms
from throughcare.stages.closure import queries as closure
from throughcare.stages.delivery.form_page import GET_POST, form_page
from throughcare.stages.plans import forms as plan_forms
from throughcare.stages.plans.actions import AfterNoWords, ByThePanel
from throughcare.stages.plans.pages import common as plan_pages
from throughcare.stages.plans.pages import panel_form

HAPPENED = "happened"
STATES = {
    rules.TO_COME: (lambda: _("To come"), ""),
    rules.DUE: (lambda: _("Due today"), "yellow"),
    rules.LATE: (lambda: _("Late"), "orange"),
    rules.RECORDED: (lambda: _("Recorded"), ""),
}


def open_case(request: HttpRequest, reference: str) -> OpenCase:
    """This will open a case that was closed; who may not read it, and one that never was, finds nothing."""
    case = gate.open_for(request, reference, verb="aftercare:looked")
    if not case.may_read("core") or not (queries.is_here(case) or queries.reviews(case)):
        raise NotFound
    return case


@require_http_methods(GET_POST)
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """This will close the case by the panel's decision, and set both reviews with it."""
    case = gate.open_for(request, reference, verb="closure:looked")
    if not case.may_read("core") or not closure.can_be_prepared(case):
        raise NotFound

    def call(said: dict[str, Any]) -> object:
        item = panel_form.item_of(case, said["item"])
        decided = panel_form.decided_of(said, outcome="close", said="")
        if request.POST.get("do") == HAPPENED:
            at_meeting = min(item.meeting.starts_at, request.at) if item else request.at
            happened_at = said["happened"].at if said["happened"] else at_meeting
            closing.record_what_happened(case, item=item, decided=decided, happened_at=happened_at, at=request.at)
            return _("Recorded as it happened. It closes nothing; the coordinator looks at it.")
        moved = actions.close_case(case, item=item, decided=decided, at=request.at)
        days = [format_date(line.due_on) for line in queries.of_this_closing(moved)]
        return _("Case closed. It is looked at again by %(days)s.") % {"days": _(" and ").join(days)}

    def prepare(form: Form) -> None:
        panel_form.offer_meetings(form, case, or_none=_("At no meeting"))

    proposed = closure.proposal(case)
    return form_page(
        request,
        case,
        closing_forms.Decision,
        title=_("Close this case"),
        button=_("Close case"),
        back="closure",
        said="",
        template="aftercare/close.html",
        call=call,
        prepare=prepare,
        happened=HAPPENED,
        proposed=proposed,
        ending=codelist("endings").label(proposed.ending) if proposed else "",
        days=[Row(label, format_date(day)) for label, day in closure.look_again_on(case)],
    )


@require_http_methods(GET_POST)
def decide_after_no(request: HttpRequest, reference: str) -> HttpResponse:
    """This will decide what happens after a no; where that ends support, it sets both reviews with it."""
    case = plan_pages.opened(request, reference, needs="panel")
    seen_by = plan_pages.seen_by(case)
    form = plan_forms.AfterNo(request.POST or None, readers=seen_by, words=case.pathway.words, at=request.at)
    panel_form.offer_meetings(form, case, or_none=_("At no meeting"))
    form.fields["route"].choices = case.pathway.verb("decision_after_no.decide").choices()

    def call(said: dict[str, Any]) -> object:
        chosen = said.pop("item") or plan_forms.NO_MEETING
        panel = ByThePanel(panel_form.item_of(case, chosen), said.pop("reached"))
        answers = {name: {"yes": True, "no": False}.get(said[name]) for name in ("health_asked", "social_care_asked")}
        return actions.decide_after_no(case, words=AfterNoWords(**said | answers), panel=panel, at=request.at)

    words = {"heading": _("Decide what happens now"), "button_text": _("Record decision")}
    return cases.form_page(request, case, form, call=call, back="", said=_("Decision recorded."), **words)


@require_http_methods(["GET"])
def aftercare(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the reviews after closing: due, state, done by, what was found."""
    case = open_case(request, reference)
    waiting, here = queries.waiting_early_end(case), queries.is_here(case)
    lines = queries.of_this_closing(case)
    page = {
        "lines": [(line, STATES[line.state][0](), STATES[line.state][1]) for line in lines],
        "last_day": queries.last_day(case),
        "here": here,
        "waiting": waiting,
        "waiting_reason": codelist("early_end_reasons").label(waiting.reason) if waiting else "",
        "may_record": bool(case.may("aftercare.record_review")),
        "may_extend": here and bool(case.may("aftercare.extend")),
        "may_return": here and bool(case.may("aftercare.return")),
        "may_finish": here and bool(case.may("aftercare.finish")),
        "may_end_early": here and bool(case.may("aftercare.end_early")),
        "ring": agencies.contact(case.owner_id),
    }
    return render(request, "aftercare/aftercare.html", page)


@require_http_methods(GET_POST)
def review(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record what a review after closing found."""
    case = open_case(request, reference)
    line = queries.review(case, key)

    def call(said: dict[str, Any]) -> object:
        words = {name: said[name] for name in ("sources_asked", "anything_new", "further_need", "next_step")}
        found = Finding(finding=said["finding"], contact_made=said["contact"] == "yes", **words)
        actions.record_review(case, key=key, found=found, happened_at=said["happened"].at, at=request.at)
        if said["finding"] == "concern_again":
            return _("Review recorded. Open the case again, so that police check it first.")
        return _("Review recorded.")

    return form_page(
        request,
        case,
        forms.Found,
        title=line.label,
        button=_("Record review"),
        back="aftercare",
        said="",
        lead=_("Due by %(day)s.") % {"day": format_date(line.due_on)},
        call=call,
    )


@require_http_methods(GET_POST)
def extend(request: HttpRequest, reference: str) -> HttpResponse:
    """This will set another review for later."""
    case = open_case(request, reference)
    last = queries.last_day(case)
    return form_page(
        request,
        case,
        forms.Extension,
        title=_("Look again for longer"),
        button=_("Set review"),
        back="aftercare",
        said=_("Another review is set."),
        lead=_("The last day possible is %(day)s.") % {"day": format_date(last)} if last else "",
        call=lambda said: actions.extend(case, due_on=said["due_on"], reasons=said["reasons"], at=request.at),
    )


@require_http_methods(GET_POST)
def open_again(request: HttpRequest, reference: str) -> HttpResponse:
    """This will open the case again, at the checks."""
    case = open_case(request, reference)
    return form_page(
        request,
        case,
        forms.OpenAgain,
        title=_("Open the case again"),
        button=_("Open case again"),
        back="",
        said=_("The case is open again, with police for checks."),
        lead=_("It begins at the checks, where every case begins."),
        call=lambda said: actions.return_to_checks(case, reason=said["reason"], at=request.at),
    )


@require_POST
def finish(request: HttpRequest, reference: str) -> HttpResponse:
    """This will end looking again."""
    case = open_case(request, reference)
    actions.finish(case, at=request.at)
    return done(request, page_of(case.reference, "aftercare"), _("Looking again has ended. The case is closed."))


@require_http_methods(GET_POST)
def end_early(request: HttpRequest, reference: str) -> HttpResponse:
    """This will propose to end looking again early."""
    case = open_case(request, reference)
    return form_page(
        request,
        case,
        forms.EarlyEnd,
        title=_("End looking again early"),
        button=_("Propose early end"),
        back="aftercare",
        said=_("Early end proposed. A second person confirms it."),
        lead=_("Two people decide. The reviews stay on record."),
        call=lambda said: actions.propose_early_end(case, reason=said["reason"], words=said["words"], at=request.at),
    )


@require_POST
def confirm_early_end(request: HttpRequest, reference: str) -> HttpResponse:
    """This will confirm, as the second person, that looking again ends early."""
    case = open_case(request, reference)
    actions.end_early(case, at=request.at)
    return done(request, page_of(case.reference, "aftercare"), _("Looking again ended early. The case is closed."))
