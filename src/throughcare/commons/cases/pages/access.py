"""Who may open the case, since when, why and until when; letting a colleague in for a time; ending access at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions, gate, queries
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST, form_page
from throughcare.commons.cases.forms import AccessForm, EndAccessForm
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.time import format_date, format_time
from throughcare.safeguards.access.matrix import matrix

LIST = "team/access"


@require_safe
def access(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show who may open the case, since when, why and until when, to whoever answers for that."""
    case = _answering(request, reference, not_done=_("Who may open the case was not shown"))
    roles = {code: capfirst(role.label_in(case.pathway.words)) for code, role in matrix().roles.items()}
    named = queries.team(case)
    context = {
        "running": [row for row in named if row.runs],
        "ended": [row for row in named if not row.runs],
        "by_post": queries.by_post(case),
        "roles": roles,
        "source": codelist("grant_sources").label,
        "purpose": codelist("access_purposes").label,
        "give_url": page_of(case.reference, f"{LIST}/give"),
        "end_url": lambda key: page_of(case.reference, f"{LIST}/{key}/end"),
        "may_end": lambda row: row.staff_id not in (case.owner_id, case.police_owner_id),
    }
    return render(request, "cases/access.html", context)


@require_http_methods(GET_POST)
def give(request: HttpRequest, reference: str) -> HttpResponse:
    """This will let a colleague read the case for a purpose, until the end of a day."""
    case = _answering(request, reference, not_done=_("The colleague was not let in"))
    name = request.GET.get("name", "").strip()
    found = {line.key: line for line in agencies.colleagues_named(name) if line.id != case.opened_by}
    form = AccessForm(request.POST or None, compartment="identity", under=case.pathway, at=request.at)
    form.fields["who"].choices = [(key, f"{line.name}, {line.job_title}, {line.agency}") for key, line in found.items()]

    def call(said: dict[str, Any]) -> str:
        who, until = found[said["who"]], said["until"]
        actions.give_access(
            case,
            staff_id=who.id,
            purpose=said["purpose"],
            until=actions.end_of(until),
            reason=said["reason"],
            at=request.at,
        )
        return _("%(name)s may read this case until the end of %(day)s.") % {
            "name": who.name,
            "day": format_date(until),
        }

    words = {"heading": _("Let a colleague in"), "button_text": _("Let colleague in")}
    longest = load("records", "grants").data["longest"]
    return form_page(
        request,
        case,
        form,
        call=call,
        back=LIST,
        template="cases/give_access.html",
        **words,
        name=name,
        found=found,
        longest=longest,
    )


@require_http_methods(GET_POST)
def end(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will end somebody's access to the case at once."""
    case = _answering(request, reference, not_done=_("The access was not ended"))
    row = next((one for one in queries.team(case) if one.key == key), None)
    if row is None:
        raise NotFound
    form = EndAccessForm(request.POST or None, compartment="identity", under=case.pathway, at=request.at)

    def call(said: dict[str, Any]) -> str:
        actions.take_back(case, key=str(key), reason=said["reason"], at=request.at)
        words = {"name": row.name, "time": format_time(request.at)}
        return _("The access of %(name)s ended at %(time)s.") % words

    heading = _("End the access of %(name)s") % {"name": row.name}
    return form_page(request, case, form, call=call, back=LIST, heading=heading, button_text=_("End access"))


def _answering(request: HttpRequest, reference: str, *, not_done: str) -> OpenCase:
    case = gate.open_for(request, reference, verb="team:looked")
    case.may("cases.give_access").or_refuse(not_done, ask=agencies.contact(case.owner_id))
    return case
