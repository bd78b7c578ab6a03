"""What is answered outside a page: an address that does not exist, a defect, a form that came from elsewhere."""

from __future__ import annotations

import logging
import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from throughcare.frame import answers
from throughcare.frame.breaking import is_full, is_out_of_reach
from throughcare.frame.shell import Shell
from throughcare.frame.transaction import acting
from throughcare.kernel.ids import new_request_id
from throughcare.web.shell import addresses, our_version, phase

TOO_LONG = 413
LONGEST_GIVEN_BACK = 25 * 1024 * 1024
log = logging.getLogger("throughcare.request")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will answer an address that does not exist exactly as one that may not be seen."""
    request.at = timezone.now()
    role, staff = ("staff", request.user.staff_id) if request.user.is_authenticated else ("public_form", None)
    with acting(role, staff=staff, at=request.at):
        return answers.not_found(request)


def defect(request: HttpRequest) -> HttpResponse:
    """This will own up to a defect under a number, and give back what was typed; it asks the database nothing.

    Where the database cannot be reached, nobody knows whether it was saved: the same form can be sent again. Where there
    is no room, it was not.
    """
    reference = _numbered(request)
    match = request.resolver_match
    log.error("Defect %s in %s", reference, match.view_name if match else "no view")
    if is_full(sys.exception()):
        return _without_room(request, reference)
    if is_out_of_reach(sys.exception()):
        return answers.unreachable(request, reference=reference, typed=answers.typed_in(request))
    return answers.error(request, reference=reference, typed=answers.typed_in(request))


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will answer what cannot be read: too long, or not sent by a form of ours.

    Django says the same where it could not keep the session, be it for want of a database.
    """
    reference = _numbered(request)
    if is_full(exception):
        return _without_room(request, reference)
    if is_out_of_reach(exception):
        return answers.unreachable(request, reference=reference, typed=answers.typed_in(request))
    if isinstance(exception, SessionInterrupted):  # signed out elsewhere while this page was being made
        return HttpResponseRedirect(reverse("sign-in"))
    if isinstance(exception, RequestDataTooBig):
        return render(request, "web/not_understood.html", {"typed": _typed_at_length(request)}, status=TOO_LONG)
    return render(request, "web/not_understood.html", {"typed": _typed_if_readable(request)}, status=400)


def _numbered(request: HttpRequest) -> str:
    request.asks_nothing = True
    request.shell = Shell(phase=phase(), version=our_version(), addresses=addresses())
    return getattr(request, "request_id", "") or new_request_id()


def _without_room(request: HttpRequest, reference: str) -> HttpResponse:
    log.critical("No room is left to save anything: see %s. Make room where the database or the files lie.", reference)
    return answers.no_room(request, reference=reference, typed=answers.typed_in(request))


def _typed_if_readable(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        return answers.typed_in(request)
    except (SuspiciousOperation, UnreadablePostError):
        return []


def _typed_at_length(request: HttpRequest) -> list[tuple[str, str]]:
    """What was too long to be read as a form, given back to be shortened; nothing where there is far more of it."""
    length = request.META.get("CONTENT_LENGTH") or ""
    is_form = request.content_type == "application/x-www-form-urlencoded"
    if not is_form or not length.isdigit() or int(length) > LONGEST_GIVEN_BACK:
        return []
    try:
        return answers.in_words(QueryDict(request.read(int(length)), encoding="utf-8"))
    except (SuspiciousOperation, UnreadablePostError, OSError):
        return []


def from_elsewhere(request: HttpRequest, reason: str = "") -> HttpResponse:
    """This will answer a form that did not come from a page of ours, or whose page is too old."""
    request.shell = Shell(phase=phase(), version=our_version(), addresses=addresses())
    context = {"typed": answers.typed_in(request)}
    return render(request, "web/too_old.html", context, status=403)
