"""A page with one form below a case, as delivery and the stages after it draw it: read the form, make one call, answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from throughcare.commons.cases import form_page as cases
from throughcare.commons.cases.form_page import GET_POST
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import Form, SeenBy

__all__ = ["GET_POST", "form_page", "who_reads"]


def who_reads(case: OpenCase) -> dict[str, SeenBy]:
    """This will say who reads what is typed into a form of these stages."""
    whose = _("the provider whose session it is")
    reports = readers("delivery_reports", under=case.pathway, and_by=whose)["delivery_reports"]
    others = _("other providers, partner agencies or the person who referred")
    return {**readers("core", under=case.pathway), "delivery_reports": replace(reports, not_seen=others)}


def form_page(
    request: HttpRequest,
    case: OpenCase,
    kind: type[Form],
    *,
    title: str,
    button: str,
    back: str,
    said: str,
    call: Callable[[dict[str, Any]], object],
    template: str = "delivery/form.html",
    initial: Mapping[str, object] | None = None,
    prepare: Callable[[Form], None] | None = None,
    **context: object,
) -> HttpResponse:
    """This will show a form, or make the one call with what it says; a call that gives a sentence has it said instead."""
    form = kind(request.POST or None, readers=who_reads(case), at=request.at, initial=initial, words=case.pathway.words)
    if prepare is not None:
        prepare(form)
    words = {"heading": title, "button_text": button, **context}
    return cases.form_page(request, case, form, call=call, back=back, said=said, template=template, **words)
