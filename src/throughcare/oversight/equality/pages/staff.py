"""Handing the form out on a case, typing in what came on paper, and the figures. None of them shows an answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.oversight.equality import actions, definition, queries, shown
from throughcare.oversight.equality.csv_file import csv_of
from throughcare.oversight.equality.forms import EqualityForm
from throughcare.oversight.equality.models import EqualityTable
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

NO_CAUSE = gettext_lazy("No figure here shows a cause: a difference is a reason to look, not a finding.")


@require_http_methods(["GET", "POST"])
def hand_out(request: HttpRequest, reference: str) -> HttpResponse:
    """This will give the equality form of a case as a page to print, with its code and the way to answer."""
    case = gate.open_for(request, reference, verb="equality:looked")
    case.may("equality.hand_out").or_refuse(
        _("The equality form was not handed out"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label
    )
    if request.method == "POST":
        code = actions.hand_out(case, at=request.at)
        address = request.build_absolute_uri(reverse("equality-form"))
        context = {"code": code, "address": address, "questions": definition.questions(), "today": uk_today(request.at)}
        return render(request, "equality/paper.html", context | {"back": page_of(reference)})
    return render(request, "equality/hand_out.html", {"questions": definition.questions()})


@require_http_methods(["GET", "POST"])
def type_in(request: HttpRequest) -> HttpResponse:
    """This will take in a form that came on paper; what was typed cannot be read again."""
    _may(request, "equality.type_in", _("No form was typed in"))
    asked = EqualityForm(request.POST if request.method == "POST" else None, at=request.at)
    if request.method == "POST" and asked.is_valid():
        if actions.type_in(asked.cleaned_data["code"], asked.answers(), by=request.user.staff_id, at=request.at):
            return done(request, reverse("equality-type-in"), _("Typed in. Destroy the paper form."))
        asked.add_error("code", _("No letter has this code. Check it, letter by letter"))
    return render(request, "equality/type_in.html", {"form": asked}, status=422 if asked.errors else 200)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """This will show who reached which stage, by one question and one year, out of a table that was counted once."""
    held = _may(request, "equality.look", _("The figures were not shown"))
    asked = _asked(request, "equality:looked")
    found = queries.tables(asked.code)
    chosen = _chosen(request, found)
    context: dict[str, Any] = {
        "asked": asked,
        "questions": definition.questions(),
        "kept": found,
        "chosen": chosen,
        "rules": definition.monitoring(chosen.version if chosen else None).data,
        "may_type_in": definition.is_asked() and bool(matrix().may_do(held, "equality.type_in")),
        "heads": shown.heads(),
        "lines": [],
    }
    table = shown.table_from(chosen.data) if chosen else None
    if chosen and table:
        population = definition.population(asked.code)
        least = context["rules"]["counted"]["smallest_base_for_percentages"]
        context |= {
            "population": population,
            "notes": shown.notes(table, population=population),
            "caption": shown.caption(asked, year=chosen.year),
            "lines": shown.lines(table, asked, smallest_base=least, population=population),
            "download_url": f"{reverse('figures-equality-download')}?{urlencode({'by': asked.code, 'year': chosen.year})}",
        }
    return render(request, "equality/figures.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """This will give the table that is shown as a CSV file, under the same protection."""
    _may(request, "equality.download", _("The figures were not taken out"))
    asked = _asked(request, "equality:downloaded")
    chosen = _chosen(request, queries.tables(asked.code))
    table = shown.table_from(chosen.data) if chosen else None
    if chosen is None or table is None:
        return HttpResponseRedirect(f"{reverse('figures-equality')}?{urlencode({'by': asked.code})}")
    said = definition.monitoring(chosen.version).data
    notes = [shown.caption(asked, year=chosen.year), *shown.notes(table), _(said["rule"]), NO_CAUSE]
    written = csv_of(table, asked, notes=map(str, notes))
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    name = f"figures-equality-by-{asked.code}-to-{chosen.year}.csv".replace("_", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest, verb: str) -> definition.Question:
    """The question that is asked after, and one line of the audit."""
    asked = definition.question(request.GET.get("by", definition.questions()[0].code))
    if asked is None:
        raise NotFound
    record(verb, kind="equality.equalitytable", subject=asked.code, at=request.at)
    return asked


def _chosen(request: HttpRequest, found: list[EqualityTable]) -> EqualityTable | None:
    return next((one for one in found if str(one.year) == request.GET.get("year")), found[0] if found else None)


def _may(request: HttpRequest, verb: str, not_done: str) -> set[str]:
    by = request.user.staff_id
    held = {post.role for post in agencies.posts_of(by, on=uk_today(request.at))}
    matrix().may_do(held, verb).or_refuse(not_done, ask=agencies.contact(by))
    return held
