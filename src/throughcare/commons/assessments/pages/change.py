"""Finished assessments in time: what was answered each time, and what changed from one to another. Nothing is added up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import over_time, readings, rules
from throughcare.commons.assessments.pages.shared import open_assessment
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import NotFound


@require_GET
def change(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show how each item was answered each time, instrument by instrument."""
    case = open_assessment(request, reference)
    found = over_time.runs(case)
    if not found:
        raise NotFound
    return render(request, "assessments/change.html", {"runs": found})


@require_GET
def between(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what changed from one finished assessment to another of the same instrument and version."""
    case = open_assessment(request, reference)
    one, other = (_chosen(case, request.GET.get(name, "")) for name in ("one", "other"))
    named = {(each.row.instrument, each.row.version) for each in (one, other)}
    answer = rules.may_be_compared(is_same=one.row == other.row, is_one_instrument=len(named) == 1)
    answer.or_refuse(_("Nothing is shown between these two"), ask=agencies.contact(case.owner_id))
    return render(request, "assessments/between.html", {"between": over_time.between(one, other)})


def _chosen(case: OpenCase, key: str) -> readings.Reading:
    found = readings.reading_of_text(case, key)
    if found is None:
        raise NotFound
    return found
