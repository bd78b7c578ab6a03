"""What the pages of this stage share: a form that makes one call, and a case that police open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from throughcare.commons.cases import form_page as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import Form
from throughcare.kernel.answers import NotFound
from throughcare.stages.checks import queries


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
    initial: Mapping[str, object] | None = None,
    routes: list[tuple[str, str]] | None = None,
    **context: object,
) -> HttpResponse:
    """This will draw a form of the police steps or, when it was sent whole, act on it and lead back."""
    seen_by = readers("police", "core", "identity", under=case.pathway)
    form = kind(request.POST or None, initial=initial, readers=seen_by, words=case.pathway.words, at=request.at)
    if routes is not None:
        form.fields["route"].choices = routes
    words = {"heading": title, "button_text": button, **context}
    return cases.form_page(request, case, form, call=call, back=back, said=said, template="checks/form.html", **words)


def police_case(request: HttpRequest, reference: str, verb: str) -> OpenCase:
    """This will open a case for police; to everybody else its police pages do not exist."""
    case = gate.open_for(request, reference, verb=verb)
    if not queries.is_police(case):
        raise NotFound
    return case
