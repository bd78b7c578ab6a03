"""Keeping a colleague out of the case, declaring a conflict of one's own, and letting somebody back in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions, gate, queries
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.form_page import GET_POST
from throughcare.commons.cases.forms import DeclareForm, ExcludeForm
from throughcare.frame.said import done, say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_time, uk_today


@require_http_methods(["GET", "POST"])
def exclude(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep a named colleague out of the case; only the manager knows why."""
    case = gate.open_for(request, reference, verb="team:looked")
    managers = agencies.holders("manager", area_id=case.area_id, on=uk_today(request.at))
    ask = agencies.contact(managers[0].id) if managers else None
    case.may("cases.exclude").or_refuse(_("The colleague was not kept out"), ask=ask)
    able = {row.staff_id: row.name for row in (*queries.by_post(case), *queries.team(case))}
    found = {line.key: line for line in map(agencies.staff, able) if line.id != case.opened_by}
    form = ExcludeForm(
        request.POST if request.method == "POST" else None, compartment="exclusion", under=case.pathway, at=request.at
    )
    form.fields["who"].choices = sorted(
        ((key, f"{line.name}, {line.agency}") for key, line in found.items()), key=lambda pair: pair[1]
    )
    request.form = form
    if request.method == "POST" and form.is_valid():
        chosen = found[form.cleaned_data["who"]]
        said = form.cleaned_data
        actions.exclude(case, staff_id=chosen.id, kind=said["kind"], reason=said["reason"], at=request.at)
        say(
            request,
            _("%(name)s cannot open this case since %(time)s.")
            % {"name": chosen.name, "time": format_time(request.at)},
        )
        return HttpResponseRedirect(page_of(case.reference, "team"))
    return render(request, "cases/exclude.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def end_exclusion(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will let a colleague back in by the posts and grants they hold."""
    case = gate.open_for(request, reference, verb="team:looked")
    colleague = agencies.staff_by_key(str(key))
    if colleague is None:
        raise NotFound
    actions.end_exclusion(case, staff_id=colleague.id, at=request.at)
    say(request, _("%(name)s is no longer kept out.") % {"name": colleague.name})
    return HttpResponseRedirect(page_of(case.reference, "team"))


@require_http_methods(GET_POST)
def declare(request: HttpRequest, reference: str) -> HttpResponse:
    """This will keep whoever declares a conflict of interest out of the case, from this moment on."""
    case = gate.open_for(request, reference, verb="team:looked")
    case.may("cases.declare_conflict").or_refuse(
        _("Your conflict of interest was not declared"), ask=agencies.contact(case.owner_id)
    )
    form = DeclareForm(request.POST or None, compartment="exclusion", under=case.pathway, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        actions.declare_conflict(case, kind=said["kind"], reason=said["reason"], at=request.at)
        return done(request, reverse("begin"), _("Declared. You cannot open that case any more."))
    context = {"form": form, "back": page_of(case.reference)}
    return render(request, "cases/declare.html", context, status=422 if form.errors else 200)
