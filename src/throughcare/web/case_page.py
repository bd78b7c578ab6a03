"""Where this person stands, what happens next, what to be careful of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from throughcare.commons.cases import gate, queries
from throughcare.web import slices


@require_GET
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show the overview of a case."""
    case = gate.open_for(request, reference, verb="cases:looked")
    context = {
        "identity_is_heading": True,
        "care": queries.take_care(case),
        "tasks": queries.open_tasks(case),
        "task_label": slices.task_label,
        "cards": slices.cards(case),
        "events": queries.last_events(case),
    }
    return render(request, "web/case_page.html", context)
