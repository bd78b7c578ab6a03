"""Reviews: what was said last time beside what happened, then what follows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.forms import Form
from throughcare.frame.pieces import Row
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.delivery import queries as delivery
from throughcare.stages.delivery.form_page import GET_POST, form_page
from throughcare.stages.plans.pages import panel_form
from throughcare.stages.reviews import actions, forms, queries
from throughcare.stages.reviews.actions import Said


def open_case(request: HttpRequest, reference: str) -> OpenCase:
    """This will open a case for its reviews; who may not read them finds nothing."""
    case = gate.open_for(request, reference, verb="reviews:looked")
    if not case.may_read("core"):
        raise NotFound
    return case


@require_http_methods(["GET"])
def reviews(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show every review of the case, newest first."""
    case = open_case(request, reference)
    page = {
        "reviews": queries.reviews(case),
        "label": queries.outcome_label,
        "came": lambda row: [Row(*pair) for pair in queries.came(case, row)],
        "next_due": queries.next_due(case) if case.stage_shown == "support" else None,
        "clock": case.pathway.clock("monthly_review"),
        "may_review": bool(case.may("reviews.review")),
        "started": delivery.started(case) is not None,
    }
    return render(request, "reviews/reviews.html", page)


@require_http_methods(GET_POST)
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record a review."""
    case = open_case(request, reference)

    def call(said: dict[str, Any]) -> object:
        item = panel_form.item_of(case, said["item"])
        happened_at = min(item.meeting.starts_at, request.at) if item else said["happened"].at
        row = actions.review(case, said=_said(said), item=item, happened_at=happened_at, at=request.at)
        return _("Review recorded. The next one is due by %(day)s.") % {"day": format_date(row.next_due_on)}

    def prepare(form: Form) -> None:
        panel_form.offer_meetings(form, case, or_none=_("At no meeting: record it as it happened, against the rule"))

    return form_page(
        request,
        case,
        forms.Review,
        title=_("Review on %(day)s") % {"day": format_date(uk_today(request.at))},
        button=_("Record review"),
        back="reviews",
        said="",
        template="reviews/review.html",
        call=call,
        prepare=prepare,
        last=queries.latest(case),
        delivered=delivery.planned_beside_delivered(case),
        agreed=delivery.agreed(case),
    )


def _said(said: dict[str, Any]) -> Said:
    return Said(
        outcome=said["outcome"],
        reasons=said["reasons"],
        happened=said["what_happened"],
        person_view=said["person_view"],
        until_next=said["until_next"],
        assessment_looked_at=said["assessment"] == "yes",
    )
