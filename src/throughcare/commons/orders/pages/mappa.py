"""MAPPA beside the case: quoted, pointed to, never copied."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.orders import actions, queries
from throughcare.commons.orders.forms import compliance as forms
from throughcare.commons.orders.pages.shared import form_page, open_case
from throughcare.kernel.definitions import codelist

FORM = ["GET", "POST"]


@require_GET
def mappa(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show category and level as quoted, the meetings and the actions that touch the programme."""
    case = open_case(request, reference, compartment="mappa")
    labels = {"category": codelist("mappa_categories").label, "level": codelist("mappa_levels").label}
    context = {"page": queries.mappa(case), "labels": labels, "may_record": bool(case.may("mappa.record"))}
    return render(request, "orders/mappa.html", context)


@require_http_methods(FORM)
def quote(request: HttpRequest, reference: str) -> HttpResponse:
    """This will quote the category and level that the authority set."""
    case = open_case(request, reference, compartment="mappa")

    def call(said: dict[str, Any]) -> object:
        return actions.record_mappa(case, at=request.at, **said)  # type: ignore[attr-defined]  # the frame gives the moment

    words = {"heading": _("Category and level"), "button_text": _("Record what they set"), "back": "mappa"}
    return form_page(request, case, forms.MappaForm, call=call, said=_("Recorded as they set it."), **words)


@require_http_methods(FORM)
def meeting(request: HttpRequest, reference: str) -> HttpResponse:
    """This will record that a MAPPA meeting was held."""
    case = open_case(request, reference, compartment="mappa")

    def call(said: dict[str, Any]) -> object:
        return actions.record_mappa_meeting(case, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("MAPPA meeting"), "button_text": _("Record meeting"), "back": "mappa"}
    return form_page(request, case, forms.MeetingForm, call=call, said=_("Meeting recorded."), **words)


@require_http_methods(FORM)
def action(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record an action that touches the programme."""
    case = open_case(request, reference, compartment="mappa")

    def call(said: dict[str, Any]) -> object:
        return actions.record_mappa_action(case, key, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("Action for the programme"), "button_text": _("Record action"), "back": "mappa"}
    return form_page(request, case, forms.ActionForm, call=call, said=_("Action recorded, with a task."), **words)


@require_http_methods(FORM)
def action_done(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """This will record that an action was done."""
    case = open_case(request, reference, compartment="mappa")

    def call(said: dict[str, Any]) -> object:
        return actions.finish_mappa_action(case, key, at=request.at, **said)  # type: ignore[attr-defined]  # as above

    words = {"heading": _("Action done"), "button_text": _("Record as done"), "back": "mappa"}
    return form_page(request, case, forms.DoneForm, call=call, said=_("Recorded as done."), **words)
