"""How what is read of a case may be used: shown to whoever is given it, and who has said that they read it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases import gate
from throughcare.commons.sharing import actions, queries
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound


@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show how the case may be used, record that the reader read it, and show who did to whoever runs it."""
    case = gate.open_for(request, reference, verb="sharing:statement_looked")
    if request.method == "POST":
        actions.acknowledge(case, at=case.at)
        return done(
            request, reverse("sharing-statement", args=[reference]), _("Recorded that you read how this may be used.")
        )
    found = queries.statement_for(case.pathway_name)
    if found is None:
        raise NotFound
    me = request.user.staff_id
    context = {
        "case": case,
        "statement": found,
        "is_asked": queries.is_asked(case),
        "mine": queries.my_reading(case.id, found, staff_id=me),
        "readers": queries.readers_of(case) if case.may("information.request") else [],
    }
    return render(request, "sharing/statement.html", context)
