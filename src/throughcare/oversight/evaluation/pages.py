"""The figures page, and its table as a file. Both show kept tables, never a live count."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from throughcare.kernel.time import format_date, uk_today
from throughcare.methods.disclosure import Table
from throughcare.oversight.evaluation import clocks, kept, queries, rules, words
from throughcare.oversight.evaluation.csv_file import csv_of
from throughcare.oversight.evaluation.definitions import FIRST, measure, measures
from throughcare.oversight.evaluation.forms import NOTHING, FiguresForm
from throughcare.oversight.evaluation.models import StoredTable
from throughcare.oversight.evaluation.views import View, view_of
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

UNPROCESSABLE = 422


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """This will show one measure, by one breakdown, for some years: words, chart, table, and the published series beside."""
    _look(request, "evaluation.look", "evaluation:looked")
    until, years = _kept()
    if until is None or not years:
        return _nothing_yet(request, until, status=200)
    form = FiguresForm(_asked(request, years), years=years)
    if not form.is_valid():
        return _mend(request, form, until)
    download_url = f"{reverse('figures-download')}?{urlencode(form.cleaned_data)}"
    context = {"form": form, "until": until, "view": _view(form, until), "download_url": download_url}
    return render(request, "evaluation/figures.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """This will give the table that is shown as a CSV file."""
    _look(request, "evaluation.download", "evaluation:downloaded")
    until, years = _kept()
    if until is None or not years:
        return _nothing_yet(request, until, status=UNPROCESSABLE)
    form = FiguresForm(_asked(request, years), years=years)
    if not form.is_valid():
        return _mend(request, form, until)
    view, chosen = _view(form, until), form.cleaned_data
    response = HttpResponse(csv_of(view.grid, notes=view.printed_notes), content_type="text/csv; charset=utf-8")
    name = f"figures-{chosen['measure']}-by-{chosen['by']}-to-{until.isoformat()}.csv".replace("_", "-")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def clocks_kept(request: HttpRequest) -> HttpResponse:
    """This will show how far the dates that rules count were kept: one line a rule, with its source and mark."""
    _look_at_clocks(request, "evaluation.look", "evaluation:looked")
    until, stored = _clocks()
    context: dict[str, object] = {"stored": stored, "until": until, "heads": clocks.heads()}
    if stored is not None:
        table = kept.from_data(stored.data)
        counted = clocks.measure(stored.measure_version)
        context |= {"lines": clocks.lines(table), "measure": counted, "notes": _notes_of_clocks(table, until)}
    return render(request, "evaluation/clocks.html", context)


@require_safe
def clocks_download(request: HttpRequest) -> HttpResponse:
    """This will give the same table as a CSV file."""
    _look_at_clocks(request, "evaluation.download", "evaluation:downloaded")
    until, stored = _clocks()
    if stored is None or until is None:
        return HttpResponseRedirect(reverse("figures-clocks"))
    table = kept.from_data(stored.data)
    written = csv_of(clocks.grid(table), notes=_notes_of_clocks(table, until))
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figures-clocks-to-{until.isoformat()}.csv"'
    return response


def _clocks() -> tuple[date | None, StoredTable | None]:
    until = queries.latest_quarter()
    return until, queries.stored(clocks.MEASURE, breakdown="", until=until) if until else None


def _look_at_clocks(request: HttpRequest, verb: str, line: str) -> None:
    matrix().may_do(queries.my_roles(), verb).or_refuse(_("The figures were not shown"))
    record(line, kind="evaluation.storedtable", subject=clocks.MEASURE, at=request.at)


def _notes_of_clocks(table: Table, until: date | None) -> list[str]:
    counted = [_("Counted up to %(day)s.") % {"day": format_date(until)}] if until else []
    return [words.rounded(table.base), *counted]


def _nothing_yet(request: HttpRequest, until: date | None, *, status: int) -> HttpResponse:
    today = uk_today(request.at)
    first_on = rules.first_figures_on(today, year_ends=measure(FIRST).year_ends)
    return render(request, "evaluation/figures.html", {"until": until, "first_on": first_on}, status=status)


def _mend(request: HttpRequest, form: FiguresForm, until: date) -> HttpResponse:
    return render(request, "evaluation/figures.html", {"form": form, "until": until}, status=UNPROCESSABLE)


def _look(request: HttpRequest, verb: str, line: str) -> None:
    matrix().may_do(queries.my_roles(), verb).or_refuse(_("The figures were not shown"))
    record(line, kind="evaluation.storedtable", subject=_looked_at(request), at=request.at)


def _looked_at(request: HttpRequest) -> str:
    """Codes of ours alone: what somebody typed into the address never reaches the audit."""
    asked, by = request.GET.get("measure", FIRST), request.GET.get("by", NOTHING)
    found = next((measure for measure in measures() if measure.name == asked), None)
    return f"{found.name}/{by if found.by(by) else NOTHING}" if found else "-"


def _kept() -> tuple[date | None, tuple[str, ...]]:
    until = queries.latest_quarter()
    return until, queries.years(until) if until else ()


def _asked(request: HttpRequest, years: tuple[str, ...]) -> dict[str, str]:
    """What the address leaves open is the page as it opens: the whole journey, the last five years."""
    opens_on = {"measure": FIRST, "by": NOTHING, "first": years[-5:][0], "last": years[-1]}
    return {name: request.GET.get(name, "") or default for name, default in opens_on.items()}


def _view(form: FiguresForm, until: date) -> View:
    chosen, breakdown = form.chosen_measure, form.chosen_breakdown
    stored = queries.stored(chosen.name, breakdown=breakdown.field if breakdown else "", until=until)
    assert stored is not None, "make_tables keeps every measure and breakdown of a quarter together"
    first, last = int(form.cleaned_data["first"]), int(form.cleaned_data["last"])
    return view_of(stored, first=first, last=last)
