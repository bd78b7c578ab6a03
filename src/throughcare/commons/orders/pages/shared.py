"""What the pages of this package share: opening a case whose pathway knows orders, and a form that makes one call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throughcare.commons.cases import gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.orders import queries
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound

LOOKED = "orders:looked"
BESIDE: dict[str, object] = {"before": "", "belief": False, "event": None, "step": None, "report_url": ""}
COMPARTMENTS = ("identity", "orders", "compliance", "enforcement", "polygraph", "mappa")


def open_case(request: HttpRequest, reference: str, *, compartment: str = "orders", verb: str = LOOKED) -> OpenCase:
    """This will open a case whose pathway knows orders, for somebody who may read them; NotFound otherwise."""
    case = gate.open_for(request, reference, verb=verb)
    if not case.may_read(compartment) or not queries.has_orders(case):
        raise NotFound
    return case


def form_page(
    request: HttpRequest,
    case: OpenCase,
    kind: type[Form],
    *,
    call: Callable[[dict[str, Any]], object],
    said: str,
    heading: str,
    button_text: str,
    back: str = "orders",
    prepare: Callable[[Any], None] | None = None,
    **context: object,
) -> HttpResponse:
    """This will show a form, make the one call with what was said, and lead back with the sentence of what was done."""
    form = kind(request.POST or None, readers=readers(*COMPARTMENTS, under=case.pathway), at=request.at)  # type: ignore[attr-defined]  # the frame gives the moment
    if prepare is not None:
        prepare(form)
    request.form = form  # type: ignore[attr-defined]  # a refusal shows it again
    if request.method == "POST" and form.is_valid():
        call(form.cleaned_data)
        return done(request, page_of(case.reference, back), said)
    page = {
        **BESIDE,
        "form": form,
        "back": page_of(case.reference, back),
        "heading": heading,
        "button_text": button_text,
        **context,
    }
    return render(request, "orders/form.html", page, status=422 if form.errors else 200)


def offer(field: str, choices: list[tuple[str, str]]) -> Callable[[Any], None]:
    """This will offer answers that only the case knows."""

    def prepare(form: Any) -> None:
        form.fields[field].choices = choices

    return prepare
