"""Taking a list out of the system: for whom, for what, on what basis is asked, kept, and written to the audit."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import StringIO
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases.queries import lists
from throughcare.frame.forms import CodeChoice, Form, ShortText
from throughcare.frame.transaction import reading_lists
from throughcare.kernel.definitions import codelist
from throughcare.kernel.spreadsheets import harmless
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.web import cases_list, work
from throughcare.web.models import ListExport

Listed = tuple[list[str], list[list[str]], str]


def _choices(name: str) -> Callable[[], list[tuple[str, str]]]:
    found = codelist(name)
    return lambda: [(value.code, found.label(value.code)) for value in found.values]


class ExportForm(Form):
    """For whom, for what, on what basis."""

    recipient = ShortText(
        label=gettext_lazy("Who will have this list?"),
        hint=gettext_lazy("A person and an agency, such as Ben Hale, Northmere Education Service"),
        missing=gettext_lazy("Say who will have this list"),
        limit=200,
    )
    purpose = CodeChoice(
        label=gettext_lazy("What is it for?"),
        choices=_choices("export_purposes"),
        missing=gettext_lazy("Choose what it is for"),
    )
    purpose_words = ShortText(label=gettext_lazy("More about the purpose, if you need to"), required=False, limit=400)
    basis = CodeChoice(
        label=gettext_lazy("On what legal basis?"),
        choices=_choices("bases"),
        kind="select",
        missing=gettext_lazy("Choose the legal basis"),
    )


@require_http_methods(["GET", "POST"])
def work_export(request: HttpRequest) -> HttpResponse:
    """This will ask for whom a work list is, and then give it as a file."""
    return _export(request, "work", work.export_rows, back=reverse("work"))


@require_http_methods(["GET", "POST"])
def cases_export(request: HttpRequest) -> HttpResponse:
    """This will ask for whom a list of cases is, and then give it as a file."""
    return _export(request, "cases", cases_list.export_rows, back=reverse("cases"))


def _export(
    request: HttpRequest, list_name: str, listed: Callable[[HttpRequest], Listed], *, back: str
) -> HttpResponse:
    form = ExportForm(request.POST if request.method == "POST" else None)
    request.form = form
    if request.method == "POST" and form.is_valid():
        return _file(request, form, list_name, listed)
    context = {"form": form, "back": back, "number": len(_read(request, listed)[1])}
    return render(request, "web/export.html", context, status=422 if form.errors else 200)


def _file(
    request: HttpRequest, form: ExportForm, list_name: str, listed: Callable[[HttpRequest], Listed]
) -> HttpResponse:
    """The line of the audit is written on the first server before anything is read, wherever that is read."""
    key = uuid4()
    record("lists:exported", kind="list", subject=key, at=request.at)
    heads, rows, filters = _read(request, listed)
    ListExport.objects.create(
        key=key,
        staff_id=request.user.staff_id,
        list_name=list_name,
        filters=filters[:400],
        number=len(rows),
        made_at=request.at,
        **{name: form.cleaned_data[name] for name in ("recipient", "purpose", "purpose_words", "basis")},
    )
    response = HttpResponse(as_csv(heads, rows), content_type="text/csv; charset=utf-8")
    name = f"official-sensitive-{list_name}-{uk_today(request.at).isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _read(request: HttpRequest, listed: Callable[[HttpRequest], Listed]) -> Listed:
    """Read a list on the replica where there is one; whoever lost a case in the last seconds has it in no file."""
    staff_id = int(request.user.staff_id)
    with reading_lists(staff=staff_id, at=request.at, request_id=request.request_id) as is_replicas:
        heads, rows, filters = listed(request)
    if not is_replicas:
        return heads, rows, filters
    place = heads.index(_("Reference"))
    open_now = lists.open_to_me({row[place] for row in rows})
    return heads, [row for row in rows if row[place] in open_now], filters


def as_csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """This will write a file that spreadsheets open as text: nothing in it is taken for a formula."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([_("OFFICIAL-SENSITIVE")])
    writer.writerow([plain(head) for head in heads])
    writer.writerows([[plain(cell) for cell in row] for row in rows])
    return "\ufeff" + written.getvalue()


def plain(cell: str) -> str:
    """This will keep a cell from being taken for a formula."""
    return harmless(cell.replace("\r", " ").replace("\n", " "))
