"""Bringing many referrals in from a file: choose it, match its columns, read what is wrong, import all of it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.readers import readers
from throughcare.frame.said import say
from throughcare.kernel.answers import no
from throughcare.kernel.sheets.reading import Sheet, read
from throughcare.kernel.sheets.unreadable import Unreadable
from throughcare.kernel.sheets.workbooks import Limits
from throughcare.kernel.sheets.writing import as_csv
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.files import columns as files
from throughcare.stages.referrals.forms.imports import ColumnsForm, FileForm
from throughcare.stages.referrals.forms.matching import SamePersonForm
from throughcare.stages.referrals.models import ImportRun
from throughcare.stages.referrals.pages import comparing
from throughcare.stages.referrals.pages.answering import status_of

GET_AND_POST = ["GET", "HEAD", "POST"]
SHOWN = 200
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(GET_AND_POST)
def choose(request: HttpRequest) -> HttpResponse:
    """This will take a file, and say at once where it cannot be read or was imported before."""
    areas = _areas(request)
    limits = queries.limits("import")
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(*sent, areas=areas, largest_megabytes=limits["largest_megabytes"])
    if request.method == "POST" and form.is_valid():
        sheet = _read(form, Limits.of(limits), request)
        if sheet is not None:
            area = agencies.area_by_code(form.cleaned_data.get("area") or areas[0][0])
            assert area is not None, "it was chosen from the areas there are"
            run = actions.choose_file(sheet, area_id=area.pk, by=_me(request), at=_at(request))
            return redirect("import-columns", key=run.key)
    return render(
        request,
        "referrals/import.html",
        {"form": form, "columns": files.COLUMNS, "limits": limits},
        status=status_of(form),
    )


def _read(form: FileForm, limits: Limits, request: HttpRequest) -> Sheet | None:
    try:
        sheet = read(form.cleaned_data["file"].read(), known=files.known_headings(), limits=limits)
    except Unreadable as why:
        form.add_error("file", str(why))
        return None
    done = queries.when_imported(agencies.staff(_me(request)).agency_id, sha256=sheet.sha256)
    if done is not None:
        words = _("Already imported on %(day)s. Nothing was added")
        form.add_error("file", words % {"day": format_date(uk_today(done))})
        return None
    return sheet


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """This will give a file with every heading and one invented row."""
    _areas(request)
    return _csv(files.template(), "referrals-template.csv")


@require_GET
def template_workbook(request: HttpRequest) -> HttpResponse:
    """This will give the same as a workbook."""
    _areas(request)
    response = HttpResponse(files.template_workbook(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="referrals-template.xlsx"'
    return response


@require_http_methods(GET_AND_POST)
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """This will ask which heading of the file fills which column."""
    run = _run(request, key)
    proposed = run.columns or files.proposed(run.headings, saved=queries.saved_columns(run.agency_id))
    form = ColumnsForm(run.headings, request.POST if request.method == "POST" else None, initial=proposed)
    if request.method != "POST" or not form.is_valid():
        unused = [heading for heading in run.headings if heading not in proposed.values()]
        return render(
            request,
            "referrals/columns.html",
            {"form": form, "run": run, "unused": unused, "needed": files.COLUMNS[0]},
            status=status_of(form),
        )
    chosen = {code: heading for code, heading in form.cleaned_data.items() if heading}
    actions.match_columns(run, columns=chosen, by=_me(request), at=_at(request))
    return redirect("import-run", key=run.key)


@require_http_methods(GET_AND_POST)
def dry_run(request: HttpRequest, key: str) -> HttpResponse:
    """This will check the next rows and say how far it is; at the end, what is wrong, or import all of it."""
    run = _run(request, key)
    if run.imported_at:
        return render(request, "referrals/imported.html", {"run": run})
    if run.columns is None:
        return redirect("import-columns", key=run.key)
    if not queries.is_kept(run):
        return render(request, "referrals/import_gone.html", {"run": run})
    if request.method == "POST":
        return _import(request, run)
    if run.checked < run.row_count:
        return render(request, "referrals/checking.html", {"run": actions.check_rows(run, at=_at(request))})
    alike = queries.rows_alike(run, limit=SHOWN)
    context = {
        "run": run,
        "faults": queries.faults(run, limit=SHOWN),
        "alike": comparing.lines(alike),
        "undecided": queries.undecided(run),
    }
    return render(request, "referrals/dry_run.html", context)


def _import(request: HttpRequest, run: ImportRun) -> HttpResponse:
    number = actions.import_file(run, by=_me(request), at=_at(request))
    words = ngettext("%(n)s referral imported.", "%(n)s referrals imported.", number)
    say(request, words % {"n": f"{number:,}"})
    return redirect("import-run", key=run.key)


@require_http_methods(GET_AND_POST)
def same_person(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """This will ask whether a row is somebody we know."""
    run = _run(request, key)
    row = queries.row_alike(run, number=number)
    seen = [match.reference for match in comparing.matches_of(row) if not match.is_hidden]
    form = SamePersonForm(
        seen,
        request.POST if request.method == "POST" else None,
        initial=comparing.said(row),
        readers=readers("identity"),
    )
    if request.method != "POST" or not form.is_valid():
        typed = comparing.summary(queries.person_in_row(run, row, at=_at(request)))
        shown = comparing.beside(typed, comparing.matches_of(row), form)
        return render(
            request, "referrals/same_person.html", shown | {"back_url": reverse("import-run", args=[run.key])}
        )
    answers = {reference: form.cleaned_data[reference] for reference in seen}
    actions.decide_row(run, number=number, answers=answers, reason=form.cleaned_data.get("reason", ""))
    return redirect("import-run", key=run.key)


@require_GET
def faults(request: HttpRequest, key: str) -> HttpResponse:
    """This will give everything that needs mending as a file, harmless to a spreadsheet."""
    run = _run(request, key)
    head = [_("Row"), _("Column"), _("What is wrong"), _("How to mend it"), _("What stands there")]
    rows = [[one["row"], one["column"], one["wrong"], one["mend"], one["cell"]] for one in queries.faults(run)]
    return _csv(as_csv([head, *rows]), "rows-to-mend.csv")


@require_POST
def give_up(request: HttpRequest, key: str) -> HttpResponse:
    """This will forget the file, so that a mended one can be chosen."""
    actions.give_up(_run(request, key), at=_at(request))
    say(request, _("The file was given up. Nothing was saved."))
    return redirect("import")


def _csv(text: str, name: str) -> HttpResponse:
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _areas(request: HttpRequest) -> list[tuple[str, str]]:
    """The areas into which this colleague may bring referrals; whoever has none is told whose task it is."""
    found = queries.areas_to_import(_me(request), on=uk_today(_at(request)))
    if not found:
        roles = ", ".join(matrix().roles[role].label for role in matrix().verbs["referrals.import"].roles)
        no(_("this is for: %(roles)s") % {"roles": roles}, rule="referrals.import").or_refuse(_("No file was imported"))
    return [(area.code, area.name) for area in found]


def _run(request: HttpRequest, key: str) -> ImportRun:
    return queries.run(key, staff_id=_me(request))


def _me(request: HttpRequest) -> int:
    return int(request.user.staff_id)


def _at(request: HttpRequest) -> datetime:
    found: datetime = request.at
    return found
