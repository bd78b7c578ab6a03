"""Several finished assessments, each of another instrument, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import queries, readings, rules
from throughcare.commons.assessments.instruments.crosswalks import crosswalks
from throughcare.commons.assessments.pages.shared import open_assessment
from throughcare.commons.assessments.side_by_side import beside
from throughcare.kernel.answers import NotFound


@require_GET
def side_by_side(request: HttpRequest, reference: str) -> HttpResponse:
    """This will let the reader choose finished assessments, and lay the chosen ones beside each other."""
    case = open_assessment(request, reference)
    finished = queries.finished(case)
    if not finished:
        raise NotFound
    chosen = dict.fromkeys(request.GET.getlist("chosen"))
    newest = {one.key for one in queries.newest_of_each(finished)}
    context = {"finished": finished, "chosen": set(chosen) or newest, "several": len(newest) > 1}
    if not chosen:
        return render(request, "assessments/side_by_side.html", context | {"besides": []})
    read = [found for key in chosen if (found := readings.reading_of_text(case, key))]
    answer = rules.may_be_read_together(used=[(one.row.instrument, one.row.version) for one in read])
    answer.or_refuse(_("They are not shown side by side"), ask=agencies.contact(case.owner_id))
    besides = [beside(read, one) for one in crosswalks()]
    return render(request, "assessments/side_by_side.html", context | {"besides": besides})
