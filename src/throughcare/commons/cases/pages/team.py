"""Who may open this case, who owns it, since when."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions, gate, queries
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.forms import OfferForm
from throughcare.frame.said import say
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_time, uk_today
from throughcare.safeguards.access.matrix import matrix


@require_GET
def team(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show who may open the case and why, who owns it, and who owned it before."""
    case = gate.open_for(request, reference, verb="team:looked")
    owners = queries.owners(case)
    context = {
        "labels": {code: capfirst(role.label_in(case.pathway.words)) for code, role in matrix().roles.items()},
        "granted": queries.team(case),
        "by_post": queries.by_post(case),
        "owners": owners,
        "areas": queries.areas(case),
        "waiting": next((row for row in owners if row.waits), None),
        "is_mine": lambda row: row.to_owner_id == case.opened_by,
        "exclusions": queries.exclusions(case),
        "may_assign": bool(case.may("cases.assign")),
        "may_exclude": bool(case.may("cases.exclude")),
        "access_url": page_of(case.reference, "team/access") if case.may("cases.give_access") else "",
        "assign_url": page_of(case.reference, "team/owner"),
        "may_declare": bool(case.may("cases.declare_conflict")),
        "conflict": codelist("conflict_kinds").label,
        "declare_url": page_of(case.reference, "team/conflict"),
        "exclude_url": page_of(case.reference, "team/exclude"),
        "version_url": page_of(case.reference, "team/version"),
        "pathway_url": page_of(case.reference, "team/pathway") if queries.pathway_here(case) else "",
        "accept_url": lambda key: page_of(case.reference, f"team/accept/{key}"),
        "end_url": lambda key: page_of(case.reference, f"team/exclude/{key}/end"),
    }
    return render(request, "cases/team.html", context)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, reference: str) -> HttpResponse:
    """This will offer the case to another owner; until they accept, the sender stays owner."""
    case = gate.open_for(request, reference, verb="team:looked")
    case.may("cases.assign").or_refuse(_("The case was not handed on"), ask=agencies.contact(case.owner_id))
    colleagues = agencies.holders("coordinator", area_id=case.area_id, on=uk_today(request.at))
    found = {line.key: line for line in colleagues if line.id != case.owner_id}
    form = OfferForm(
        request.POST if request.method == "POST" else None, compartment="core", under=case.pathway, at=request.at
    )
    form.fields["to"].choices = [(key, f"{line.name}, {line.job_title}") for key, line in found.items()]
    request.form = form
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.offer_owner(case, to=found[data["to"]].id, reason=data["reason"], note=data["note"], at=request.at)
        say(
            request,
            _("%(name)s was asked at %(time)s. You stay owner until they accept.")
            % {"name": found[data["to"]].name, "time": format_time(request.at)},
        )
        return HttpResponseRedirect(page_of(case.reference, "team"))
    return render(request, "cases/offer.html", {"form": form, "colleagues": found}, status=422 if form.errors else 200)


@require_POST
def accept(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will make whoever was asked the owner."""
    case = gate.open_for(request, reference, verb="team:looked")
    actions.accept_owner(case, key=str(key), at=request.at)
    say(request, _("You own this case since %(time)s.") % {"time": format_time(request.at)})
    return HttpResponseRedirect(page_of(case.reference, "team"))
