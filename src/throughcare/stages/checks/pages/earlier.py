"""Earlier records that may be the same person: shown, answered, undone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST
from throughcare.commons.people import matching
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.stages.checks import actions, forms, queries
from throughcare.stages.checks.pages.shared import form_page


@require_http_methods(["GET"])
def earlier_records(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show earlier records that may be this person; out of sight they tell only whom to ask."""
    case = gate.open_for(request, reference, verb="people:matches_looked")
    case.may("checks.answer_match").or_refuse(_("Earlier records were not shown"), ask=agencies.contact(case.owner_id))
    found = queries.matches(case)
    actions.ask_owners(case, at=request.at)
    context = {
        "seen": [one for one in found if not one.is_hidden],
        "hidden": list(dict.fromkeys(agencies.contact(one.owner_id) for one in found if one.is_hidden)),
        "evidence": matching.EVIDENCE,
        "joined": matching.is_joined(case.person_id),
    }
    return render(request, "checks/earlier.html", context)


@require_http_methods(GET_POST)
def same_person(request: HttpRequest, reference: str, other: str) -> HttpResponse:
    """This will ask whether an earlier record is the same person."""
    case = gate.open_for(request, reference, verb="people:matches_looked")
    match = next((one for one in queries.matches(case) if one.reference == other), None)
    if match is None or not case.may("checks.answer_match"):
        raise NotFound

    def call(said: dict[str, Any]) -> object:
        return actions.answer_match(case, reference=other, answer=said["answer"], reason=said["reason"], at=request.at)

    return form_page(
        request,
        case,
        forms.SamePerson,
        title=_("Is this the same person?"),
        button=_("Record answer"),
        back="earlier-records",
        said=_("Answer recorded."),
        call=call,
        match=match,
        evidence=matching.EVIDENCE,
        typed=queries.asked(case),
    )


@require_POST
def not_the_same(request: HttpRequest, reference: str) -> HttpResponse:
    """This will undo the answer that joined this case to an earlier person."""
    case = gate.open_for(request, reference, verb="people:matches_looked")
    actions.undo_match(case, at=request.at)
    return done(request, page_of(case.reference, "earlier-records"), _("Undone. The records are apart again."))
