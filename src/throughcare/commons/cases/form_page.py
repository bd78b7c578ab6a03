"""A page of a case with one form: read the form, make one call, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.forms import Form
from throughcare.frame.said import done

GET_POST = ["GET", "POST"]


def form_page(
    request: HttpRequest,
    case: OpenCase,
    form: Form,
    *,
    call: Callable[[dict[str, Any]], object],
    back: str,
    said: str = "",
    template: str = "frame/case_form.html",
    **context: object,
) -> HttpResponse:
    """This will show a form, or make the one call with what it says and lead to the part of the case named `back`.

    What was done is said there: `said`, or the sentence that the call gives. The page wants `heading` and `button_text`.
    """
    request.form = form
    if request.method == "POST" and form.is_valid():
        answer = call(form.cleaned_data)
        return done(request, page_of(case.reference, back), answer if isinstance(answer, str) else said)
    page = {"form": form, "back": page_of(case.reference, back), **context}
    return render(request, template, page, status=422 if form.errors else 200)
