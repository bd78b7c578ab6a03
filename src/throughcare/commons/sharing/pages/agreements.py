"""Sharing agreements: what is agreed before data moves. Officer and manager write, who works on cases reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.readers import readers
from throughcare.commons.sharing import actions, queries
from throughcare.commons.sharing.forms import AgreementForm, EndAgreementForm, VersionForm
from throughcare.commons.sharing.queries import Agreed
from throughcare.frame.forms import Form
from throughcare.frame.said import done
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

GET_POST = ["GET", "POST"]
COMPARTMENT = "agreements"


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """This will list the agreements of the reader's controller, those whose review is late or near first."""
    _may_read(request)
    record("agreements:listed", kind="sharing.agreement", subject="-", at=request.at)
    found = queries.agreements(today=uk_today(request.at))
    return render(request, "sharing/agreements.html", {"found": found, "may_write": _may_write(request)})


@require_safe
def agreement(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show one agreement as it stands now, and every version before."""
    found = _found(request, key)
    record("agreements:looked", kind="sharing.agreement", subject=found.row.pk, at=request.at)
    return render(request, "sharing/agreement.html", {"one": found, "may_write": _may_write(request)})


@require_http_methods(GET_POST)
def record_agreement(request: HttpRequest) -> HttpResponse:
    """This will record a new agreement with its first version."""
    _writer(request)
    form = AgreementForm(request.POST or None, **_asked(request))
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        made = actions.record_agreement(reference, _terms(form), by=_me(request), at=request.at)
        return done(request, _address(made.key), _("Agreement recorded."))
    return _form(
        request, form, words=(_("Record a sharing agreement"), _("Record agreement")), back=reverse("agreements")
    )


@require_http_methods(GET_POST)
def new_version(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will write a new version of an agreement; what it said before stays."""
    found = _found(request, key)
    _writer(request)
    form = VersionForm(request.POST or None, initial=_as_it_is(found), **_asked(request))
    if request.method == "POST" and form.is_valid():
        based_on = request.POST.get("based_on", "")
        number = int(based_on) if based_on.isascii() and based_on.isdigit() and len(based_on) < 5 else 0
        actions.write_version(str(key), _terms(form), based_on=number, by=_me(request), at=request.at)
        return done(request, _address(key), _("New version written. What it said before stays below it."))
    heading = _("New version of %(reference)s") % {"reference": found.row.reference}
    words = (heading, _("Write new version"))
    return _form(request, form, words=words, back=_address(key), based_on=_based_on(request, found))


@require_http_methods(GET_POST)
def end_agreement(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will end an agreement on a day, with the reason."""
    found = _found(request, key)
    _writer(request)
    form = EndAgreementForm(request.POST or None, readers=_readers(), at=request.at)
    if request.method == "POST" and form.is_valid():
        actions.end_agreement(str(key), **form.cleaned_data, by=_me(request), at=request.at)
        return done(request, _address(key), _("Agreement ended. Nothing is shared under it from the day after."))
    heading = _("End agreement %(reference)s") % {"reference": found.row.reference}
    return _form(request, form, words=(heading, _("End agreement")), back=_address(key))


def _me(request: HttpRequest) -> int:
    return int(request.user.staff_id)


def _may_read(request: HttpRequest) -> None:
    if not matrix().may(queries.my_roles(_me(request), on=uk_today(request.at)), COMPARTMENT, "read"):
        raise NotFound


def _may_write(request: HttpRequest) -> bool:
    return queries.my_controller(_me(request), verb="agreements.record", on=uk_today(request.at)) is not None


def _writer(request: HttpRequest) -> None:
    if not _may_write(request):
        raise NotFound


def _found(request: HttpRequest, key: UUID) -> Agreed:
    _may_read(request)
    found = queries.agreement(str(key), today=uk_today(request.at))
    if found is None:
        raise NotFound
    return found


def _readers() -> dict[str, Any]:
    return readers(COMPARTMENT, of=_("your agency"), to_whoever_refers=True)


def _asked(request: HttpRequest) -> dict[str, Any]:
    own = agencies.staff(_me(request)).agency_id
    others = [one for one in agencies.agencies(on=uk_today(request.at)) if one.pk != own]
    return {"agencies": [(one.code, one.name) for one in others], "readers": _readers(), "at": request.at}


def _terms(form: VersionForm) -> actions.NewTerms:
    names = ("title", "purpose", "parties", "categories", "bases", "in_force_from", "review_on")
    return actions.NewTerms(**{name: form.cleaned_data[name] for name in names})


def _as_it_is(found: Agreed) -> dict[str, Any]:
    now = found.now.row
    names = ("title", "purpose", "categories", "bases", "in_force_from", "review_on")
    return {**{name: getattr(now, name) for name in names}, "parties": [one.code for one in found.now.parties]}


def _based_on(request: HttpRequest, found: Agreed) -> str:
    """The version that was read when the form was opened stays the one it is based on, however often it is sent."""
    return request.POST.get("based_on") or str(found.now.row.number)


def _form(request: HttpRequest, form: Form, *, words: tuple[str, str], back: str, based_on: str = "") -> HttpResponse:
    request.form = form
    heading, button = words
    context = {"form": form, "heading": heading, "button_text": button, "back": back, "based_on": based_on}
    return render(request, "sharing/agreement_form.html", context, status=422 if form.errors else 200)


def _address(key: UUID) -> str:
    return reverse("agreement", kwargs={"key": key})
