"""Whoever has something of a case is told of what changed since; and who received something of cases closed without concern."""

from __future__ import annotations

import csv
from datetime import datetime, time, timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.form_page import form_page
from throughcare.commons.cases.readers import readers
from throughcare.commons.sharing import actions as sharing
from throughcare.commons.sharing.forms import ToldForm
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.paging import Page, page_number
from throughcare.kernel.spreadsheets import harmless
from throughcare.kernel.time import format_date, uk_today
from throughcare.oversight.rights import actions, forms, queries
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.safeguards.audit.record import record

GET_POST = ["GET", "POST"]
UNPROCESSABLE = 422


@database_role("oversight")
@require_safe
def to_tell(request: HttpRequest) -> HttpResponse:
    """This will list whoever received something of the own controller's cases and was not told of a change since."""
    _officer(request)
    number = page_number(request.GET.get("page"))
    record("rights:to_tell_looked", kind="sharing.disclosure", subject="-", at=request.at)
    context = {
        "page": Page.of(queries.to_tell(number=number), number=number),
        "address": lambda number: f"?page={number}",
        "today": uk_today(request.at),
    }
    return render(request, "rights/to_tell.html", context)


@database_role("oversight")
@require_http_methods(GET_POST)
def tell(request: HttpRequest, disclosure: UUID, change: UUID) -> HttpResponse:
    """This will write down that one who received something was told of one change, or why they could not be."""
    _officer(request)
    one = _one(disclosure, change)
    form = ToldForm(request.POST or None, readers=readers("disclosures"), at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        told = sharing.Told(**form.cleaned_data)
        actions.tell_for_controller(one, told=told, by=request.user.staff_id, at=request.at)
        return done(request, reverse("recipients-to-tell"), _("Recorded."))
    context = {"form": form, "one": one}
    return render(request, "rights/tell.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
def to_tell_in(request: HttpRequest, reference: str) -> HttpResponse:
    """This will list whoever received something of one case and was not told of a change since, to who works on it."""
    case = _case(request, reference)
    context = {"found": queries.to_tell_in(case), "today": uk_today(case.at), "may": case.may("disclosures.tell")}
    return render(request, "rights/to_tell_in.html", context)


@require_http_methods(GET_POST)
def tell_in(request: HttpRequest, reference: str, number: int, change: UUID) -> HttpResponse:
    """This will write down, as who works on the case, that one who received something was told of one change."""
    case = _case(request, reference)
    one = next((one for one in queries.to_tell_in(case) if (one.number, one.change) == (number, str(change))), None)
    if one is None:
        raise NotFound
    form = ToldForm(request.POST or None, readers=readers("disclosures", under=case.pathway), at=request.at)

    def call(said: dict[str, Any]) -> str:
        actions.tell_recipient(case, one, told=sharing.Told(**said), at=request.at)
        return _("Recorded.")

    heading = _("Tell %(who)s: %(what)s") % {"who": one.recipient, "what": one.changed}
    return form_page(request, case, form, call=call, back=queries.PAGE, heading=heading, button_text=_("Record"))


@database_role("oversight")
@require_http_methods(GET_POST)
def without_concern(request: HttpRequest) -> HttpResponse:
    """This will show who received something of cases that were closed without concern, and give it as a file."""
    _officer(request)
    form = forms.SharedReport(request.GET or None, at=request.at)
    asked = _asked(form.cleaned_data if form.is_bound and form.is_valid() else {})
    take = forms.TakeReport(request.POST if request.method == "POST" else None, at=request.at)
    request.form = take
    if request.method == "POST" and take.is_valid():
        return _file(request, asked, take.cleaned_data["purpose"])
    number, size = page_number(request.GET.get("page")), int(queries.report_rules()["page_of_rows"])
    record("rights:shared_report_looked", kind="sharing.disclosure", subject="-", at=request.at)
    page = Page.of(queries.shared_without_concern(asked, number=number), number=number, size=size)
    context = {
        "form": form,
        "take": take,
        "page": page,
        "address": lambda number: "?" + urlencode({**_kept(request), "page": number}),
        "here": "?" + urlencode(_kept(request)),
        "cells": _cells,
        "heads": _heads(),
        "verify": queries.report_rules()["verify"],
    }
    return render(request, "rights/without_concern.html", context, status=UNPROCESSABLE if take.errors else 200)


def _file(request: HttpRequest, asked: queries.SharedAsked, purpose: str) -> HttpResponse:
    """The line of the audit is written before anything is read."""
    record("rights:shared_report_taken", kind="sharing.disclosure", subject="-", at=request.at, reason=purpose)
    most = int(queries.report_rules()["most_in_a_file"])
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([_("OFFICIAL-SENSITIVE")])
    writer.writerow([harmless(str(head)) for head in _heads()])
    rows = queries.shared_without_concern(asked, rows=most)[:most]
    writer.writerows([[harmless(cell) for cell in _cells(row)] for row in rows])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"official-sensitive-shared-{uk_today(request.at).isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _heads() -> list[str]:
    return [
        _("Case"),
        _("Who received it"),
        _("Given"),
        _("What for"),
        _("Legal basis"),
        _("Case closed"),
        _("How it was closed"),
        _("How it stands"),
    ]


def _cells(row: Any) -> list[str]:
    ending = codelist("endings").label(row.ending) if row.ending else _("Nothing more was done")
    state = _("Taken back") if row.taken_back else _("Given")
    return [
        row.case_reference,
        row.recipient,
        format_date(uk_today(row.happened_at)),
        codelist("disclosure_purposes").label(row.purpose),
        codelist("bases").label(row.legal_basis),
        format_date(uk_today(row.closed_at)),
        ending,
        codelist("disclosure_returns").label(row.became) if row.became else state,
    ]


def _asked(said: dict[str, Any]) -> queries.SharedAsked:
    until = _start(said.get("until"))
    return queries.SharedAsked(
        recipient=(said.get("recipient") or "").strip(),
        purpose=said.get("purpose") or "",
        since=_start(said.get("since")),
        until=until + timedelta(days=1) if until else None,
    )


def _start(day: object) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None  # type: ignore[arg-type]  # a day of a form


def _kept(request: HttpRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.GET.items() if name != "page" and value}


def _one(disclosure: UUID, change: UUID) -> queries.ToTell:
    found = queries.one_to_tell(str(disclosure), str(change))
    if found is None:
        raise NotFound
    return found


def _case(request: HttpRequest, reference: str) -> gate.OpenCase:
    case = gate.open_for(request, reference, verb="disclosures:looked")
    case.may_see("disclosures").or_refuse(_("It was not shown"), ask=agencies.contact(case.owner_id))
    return case


def _officer(request: HttpRequest) -> None:
    if not is_officer(request):
        raise NotFound
