"""What the pages of this stage share: a page with one form, and who reads what is typed into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.safeguards.pathways import Pathway

UNPROCESSABLE = 422


def reads(pathway: Pathway) -> dict[str, Any]:
    """This will say who reads what is typed into a box of this stage."""
    return readers("panel", "meeting", under=pathway)


def form_page(
    request: HttpRequest,
    form: Form,
    *,
    heading: str,
    button: str,
    back: str,
    act: Callable[[dict[str, Any]], tuple[str, str]],
    template: str = "panels/form.html",
    **context: object,
) -> HttpResponse:
    """This will draw a form or, when it was sent whole, act on it and lead on. `act` gives the address and what to say."""
    request.form = form
    if request.method == "POST" and form.is_valid():
        url, sentence = act(form.cleaned_data)
        return done(request, url, sentence)
    page = {"form": form, "heading": heading, "button_text": button, "back": back, **context}
    return render(request, template, page, status=UNPROCESSABLE if form.errors else 200)


def sent(request: HttpRequest) -> Any:
    """This will give what was sent, or nothing where the page was only asked for."""
    return request.POST if request.method == "POST" else None
