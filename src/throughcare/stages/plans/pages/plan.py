"""The plan on one page: as it is written now, as the panel approved it, and the person's own copy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import form_page
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.people import queries as people
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.stages.plans import actions, forms, queries, rules
from throughcare.stages.plans.pages.common import opened, seen_by


@require_GET
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the plan: what is being written where something is, else what was approved."""
    case = opened(request, reference)
    approved = queries.approved(case)
    is_draft = approved is None or queries.has_changed(case)
    edits = bool(case.may("plans.write")) and case.stage in case.pathway.verb("plans.write").stages
    shown = queries.draft(case) if is_draft or edits else approved  # what may be changed is always what is written
    assert shown is not None
    sending = queries.sending(case)
    waits = sending is not None and (approved is None or sending.number > approved.version)
    context = _context(case, shown) | {
        "is_draft": is_draft,
        "approved": approved,
        "sending": sending if waits else None,
        "has_changed": queries.has_changed(case),
        "versions": queries.versions(case),
        "agreements": queries.agreements(case),
        "edits": edits,
        "prints": bool(case.may("plans.print_copy")),
        "approves": waits and bool(case.may("plans.approve")),
        "withdraws": bool(case.may("plans.withdraw_support"))
        and case.stage in case.pathway.verb("plans.withdraw_support").stages,
        "agrees": bool(case.may("plans.agree")),
    }
    return render(request, "plans/plan.html", context)


@require_GET
def version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """This will show one version of the plan as the panel approved it."""
    case = opened(request, reference)
    found = queries.version(case, number)
    newest = queries.approved(case)
    if found is None or newest is None:
        raise NotFound
    context = _context(case, found) | {"version": found, "is_newest": newest.version == found.version}
    return render(request, "plans/version.html", context)


@require_GET
def waiting(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the plan as it went to the panel, whatever was written since."""
    case = opened(request, reference)
    sent, sending = queries.sent(case), queries.sending(case)
    if sent is None or sending is None:
        raise NotFound
    return render(request, "plans/waiting.html", _context(case, sent) | {"sending": sending})


@require_GET
def copy(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the person's own copy of the approved plan, in large print and plain words, to be printed."""
    case = opened(request, reference, verb="plans:copy_looked")
    or_refuse(case, actions.may_print_copy(case), _("The person's copy was not printed"))
    approved = queries.approved(case)
    assert approved is not None
    owner = agencies.contact(case.owner_id)
    return render(request, "plans/copy.html", _context(case, approved) | {"owner": owner, "version": approved})


@require_POST
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """This will put the plan before the panel."""
    case = opened(request, reference)
    actions.send_to_panel(case, at=request.at)
    return done(request, page_of(case.reference, "plan"), _("The plan was sent to %(the_panel)s.") % case.pathway.words)


@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep what the person says to the plan."""
    case = opened(request, reference, needs="delivery")
    at = request.at
    form = forms.Agreement(request.POST or None, readers=seen_by(case), at=at)
    return form_page(
        request,
        case,
        form,
        call=lambda said: actions.agree(
            case,
            agrees=said["agrees"] == "yes",
            own_words=said["own_words"],
            happened_at=said["happened"].at,
            at=at,
        ),
        back="plan" if case.may_read("core") else "",
        said=_("What was said to the plan was recorded."),
        heading=_("What the person says to the plan"),
        button_text=_("Record what they say"),
    )


def _context(case: OpenCase, shown: rules.Plan | queries.ApprovedPlan) -> dict[str, object]:
    whole = rules.Plan(shown.statements, shown.needs)
    return {
        "plan": shown,
        "name": people.called(case.person_id),
        "gaps": rules.not_covered(whole),
        "stated": rules.stated(shown.statements),
        "providers": queries.provider_names(whole),
    }
