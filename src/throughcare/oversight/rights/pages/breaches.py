"""The log of breaches of personal data, with its clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import Form
from throughcare.frame.pdf import as_download
from throughcare.frame.pieces import Row
from throughcare.frame.said import done
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_moment
from throughcare.oversight.rights import actions, breach_words, forms, queries
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.safeguards.audit.record import record

GET_POST = ["GET", "POST"]


@database_role("oversight")
@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    """This will list the breaches of the own agency, those whose clock still runs first."""
    _officer(request)
    record("rights:breaches_looked", kind="rights.breach", subject="-", at=request.at)
    context = {
        "found": queries.breaches(),
        "state": breach_words.state,
        "kind": codelist("breach_kinds").label,
        "moment": format_moment,
        "at": request.at,
    }
    return render(request, "rights/breaches.html", context)


@database_role("oversight")
@require_http_methods(GET_POST)
def record_breach(request: HttpRequest) -> HttpResponse:
    """This will keep a breach in the log."""
    _officer(request)
    form = forms.NewBreach(request.POST or None, readers=readers("breaches"), at=request.at)
    if request.method == "POST" and form.is_valid():
        breach = actions.record_breach(_new(form.cleaned_data), by=request.user.staff_id, at=request.at)
        said = _("Breach recorded. Tell the Commissioner by %(moment)s, or say why not.")
        return done(request, _address(breach.key), said % {"moment": format_moment(breach.tell_by)})
    words = (_("Record a data breach"), _("Record breach"))
    return _form(request, form, words=words, back=reverse("breaches"))


@database_role("oversight")
@require_safe
def breach(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show one breach, how its clock stands, and who was told."""
    found = _logged(request, key)
    record("rights:breach_looked", kind="rights.breach", subject=found.breach.pk, at=request.at)
    context = {
        "one": found,
        "rows": [Row(label, value) for label, value in breach_words.rows(found)],
        "steps": breach_words.steps(found),
        "state": breach_words.state(found, at=request.at),
        "is_late": found.known.is_late(at=request.at),
        "moment": format_moment,
    }
    return render(request, "rights/breach.html", context)


@database_role("oversight")
@require_http_methods(GET_POST)
def told_of_breach(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will record that somebody was told of a breach."""
    form = forms.Told(request.POST or None, readers=readers("breaches"), at=request.at)

    def call(said: dict[str, Any]) -> object:
        told = {"whom": said["whom"], "words": said["words"], "told_at": said["told"].at}
        return actions.record_told(str(key), **told, by=request.user.staff_id, at=request.at)

    return _step(request, key, form, call=call, words=(_("Somebody was told"), _("Record who was told")))


@database_role("oversight")
@require_http_methods(GET_POST)
def leave_untold(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will record that somebody is not told of a breach, and why."""
    form = forms.NotTold(request.POST or None, readers=readers("breaches"), at=request.at)

    def call(said: dict[str, Any]) -> object:
        return actions.leave_untold(
            str(key), whom=said["whom"], words=said["words"], by=request.user.staff_id, at=request.at
        )

    return _step(request, key, form, call=call, words=(_("Decide not to tell somebody"), _("Record decision")))


@database_role("oversight")
@require_POST
def breach_on_paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will print one breach as the log keeps it."""
    found = _logged(request, key)
    record("rights:breach_printed", kind="rights.breach", subject=found.breach.pk, at=request.at)
    return as_download(breach_words.on_paper(found, at=request.at), name="data-breach", at=request.at)


def _officer(request: HttpRequest) -> None:
    if not is_officer(request):
        raise NotFound


def _logged(request: HttpRequest, key: UUID) -> queries.Logged:
    _officer(request)
    found = queries.breach(str(key))
    if found is None:
        raise NotFound
    return found


def _new(said: dict[str, Any]) -> actions.NewBreach:
    names = ("kind", "what", "people", "children", "effects", "measures")
    return actions.NewBreach(**{name: said[name] for name in names}, aware_at=said["aware"].at)


def _step(
    request: HttpRequest,
    key: UUID,
    form: Form,
    *,
    call: Callable[[dict[str, Any]], object],
    words: tuple[str, str],
) -> HttpResponse:
    _logged(request, key)
    if request.method == "POST" and form.is_valid():
        call(form.cleaned_data)
        return done(request, _address(key), _("Recorded."))
    return _form(request, form, words=words, back=_address(key))


def _form(request: HttpRequest, form: Form, *, words: tuple[str, str], back: str) -> HttpResponse:
    request.form = form
    heading, button = words
    context = {"form": form, "heading": heading, "button_text": button, "back": back}
    return render(request, "rights/request_form.html", context, status=422 if form.errors else 200)


def _address(key: UUID) -> str:
    return reverse("breach", kwargs={"key": key})
