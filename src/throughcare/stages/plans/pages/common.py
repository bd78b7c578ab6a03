"""What every page of this stage does: open the case, show a form, make one call, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.people import queries as people
from throughcare.frame.forms import Form, SeenBy
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound

LOOKED = "plans:looked"


def opened(request: HttpRequest, reference: str, *, needs: str = "core", verb: str = LOOKED) -> OpenCase:
    """This will open a case for a page that shows one compartment; hidden and missing look alike."""
    case = gate.open_for(request, reference, verb=verb)
    if not case.may_read(needs):
        raise NotFound
    return case


def seen_by() -> dict[str, SeenBy]:
    """This will say who reads what is typed; what a provider reads once it is approved, an assessor reads before."""
    while_written = _("the assessor while it is being written")
    return readers("core", "panel") | readers("delivery", and_by=while_written)


def form_page(
    request: HttpRequest,
    case: OpenCase,
    form: Form,
    *,
    call: Callable[[dict[str, Any]], object],
    back: str,
    said: str,
    template: str = "plans/form.html",
    **context: object,
) -> HttpResponse:
    """This will show a form, or make its one call and lead back with what was done."""
    request.form = form  # type: ignore[attr-defined]  # a refusal shows it again
    if request.method == "POST" and form.is_valid():
        call(form.cleaned_data)
        return done(request, page_of(case.reference, back), said)
    page = {"form": form, "back": page_of(case.reference, back), "name": people.called(case.person_id), **context}
    return render(request, template, page, status=422 if form.errors else 200)
