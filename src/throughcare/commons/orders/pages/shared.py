"""What the pages of this package share: opening a case whose pathway knows orders, and what stands beside a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from throughcare.commons.cases import gate
from throughcare.commons.cases.form_page import form_page as page_with_form
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.commons.orders import queries
from throughcare.frame.forms import Form
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
    """This will show one of our forms with what stands beside it, make the one call, and lead back with what was done."""
    form = kind(request.POST or None, readers=readers(*COMPARTMENTS, under=case.pathway), at=request.at)  # type: ignore[attr-defined]  # the frame gives the moment
    if prepare is not None:
        prepare(form)
    page = {**BESIDE, "heading": heading, "button_text": button_text, **context}
    return page_with_form(request, case, form, call=call, back=back, said=said, template="orders/form.html", **page)


def offer(field: str, choices: list[tuple[str, str]]) -> Callable[[Any], None]:
    """This will offer answers that only the case knows."""

    def prepare(form: Any) -> None:
        form.fields[field].choices = choices

    return prepare
