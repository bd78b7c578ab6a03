"""Everything that happened, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from throughcare.commons.cases import desk
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.queries import record
from throughcare.commons.cases.said import event_of
from throughcare.kernel.paging import page_number


@require_GET
def timeline(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what happened in a case, as far as its reader may know."""
    case = desk.open_for(request, reference, look="cases:looked", not_done=_("The timeline was not opened"))
    kinds = {"events": _("What was done"), "notes": _("Notes")}
    if case.may_read("police"):
        kinds["police"] = _("Police steps")
    chosen = [kind for kind in request.GET.getlist("show") if kind in kinds] or list(kinds)
    page = record.timeline(case, kinds=chosen, number=page_number(request.GET.get("page")))
    here = page_of(case.reference, "timeline")
    context = {
        "kinds": kinds,
        "chosen": chosen,
        "page": page,
        "events": [event_of(case, row) for row in page.rows],
        "here": here,
        "as_of": page_of(case.reference, "as-of"),
        "address": lambda number: f"{here}?{urlencode({'show': chosen, 'page': number}, doseq=True)}",
    }
    return render(request, "cases/timeline.html", context)
