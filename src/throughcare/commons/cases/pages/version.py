"""Which version of its pathway a case follows, what another would change, and moving it there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases import actions, gate, queries
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.forms import PathwayForm, VersionForm
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.said import say
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import versions
from throughcare.kernel.time import format_moment
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.differences import Difference, differences


@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what another version of the pathway would change, and move the case there with a reason."""
    case = gate.open_for(request, reference, verb="team:looked")
    if not case.may_read("core"):
        raise NotFound
    others = _others(case)
    form = VersionForm(
        request.POST if request.method == "POST" else None, compartment="core", under=case.pathway, at=request.at
    )
    form.fields["to"].choices = [(other, _("Version %(version)s") % {"version": other}) for other in others]
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.move_version(case, **form.cleaned_data, at=request.at)
        say(request, _("The case follows version %(version)s.") % {"version": form.cleaned_data["to"]})
        return HttpResponseRedirect(page_of(case.reference, "team/version"))
    page = {
        "form": form,
        "pathway": case.pathway,
        "others": others,
        "moves": queries.version_changes(case),
        "may_move": bool(others) and bool(case.may("cases.move_version")),
    }
    return render(request, "cases/version.html", page, status=422 if form.errors else 200)


def _others(case: OpenCase) -> dict[str, list[Difference]]:
    """What changes with each other version, the newest first."""
    known = [one for one in versions("pathways", case.pathway_name) if one != case.pathway_version]
    return {one: differences(case.pathway, Pathway.load(case.pathway_name, one)) for one in reversed(known)}


@require_http_methods(["GET", "POST"])
def pathway(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what the pathway of this nation would change, and move the case to it with a reason."""
    case = gate.open_for(request, reference, verb="team:looked")
    if not case.may_read("core"):
        raise NotFound
    here = queries.pathway_here(case)
    typed = request.POST if request.method == "POST" else None
    form = PathwayForm(typed, compartment="core", under=case.pathway, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.move_pathway(case, reason=form.cleaned_data["reason"], at=request.at)
        say(
            request,
            _("The case moved to another pathway. Every record stays; what must be done again is asked of its owner."),
        )
        return HttpResponseRedirect(page_of(case.reference, "team/pathway"))
    page = {
        "form": form,
        "follows": case.pathway,
        "here": here,
        "coming": here.parts.coming_from[case.pathway_name] if here else None,
        "changes": differences(case.pathway, here) if here else [],
        "moves": [_moved(row) for row in queries.pathway_changes(case)],
        "may_move": here is not None and bool(case.may("cases.move_pathway")),
    }
    return render(request, "cases/pathway.html", page, status=422 if form.errors else 200)


def _moved(row: Any) -> tuple[str, str, str, str, str]:
    before, after = (
        Pathway.load(*one).label for one in ((row.from_pathway, row.from_version), (row.to_pathway, row.to_version))
    )
    return format_moment(row.happened_at), before, after, row.by or "", row.reason
