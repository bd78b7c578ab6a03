"""What is answered outside a page: an address that does not exist, a defect, a form that came from elsewhere."""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from throughcare.frame import answers
from throughcare.frame.shell import Shell
from throughcare.frame.transaction import acting
from throughcare.kernel.ids import new_request_id
from throughcare.web.shell import addresses, our_version, phase

OUT_OF_REACH = (InterfaceError, OperationalError)
log = logging.getLogger("throughcare.request")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will answer an address that does not exist exactly as one that may not be seen."""
    request.at = timezone.now()
    role, staff = ("staff", request.user.staff_id) if request.user.is_authenticated else ("public_form", None)
    with acting(role, staff=staff, at=request.at):
        return answers.not_found(request)


def defect(request: HttpRequest) -> HttpResponse:
    """This will own up to a defect under a number, and give back what was typed; it asks the database nothing.

    Where the database cannot be reached, nobody knows whether it was saved: the same form can be sent again.
    """
    request.asks_nothing = True
    request.shell = Shell(phase=phase(), version=our_version(), addresses=addresses())
    reference = getattr(request, "request_id", "") or new_request_id()
    match = request.resolver_match
    log.error("Defect %s in %s", reference, match.view_name if match else "no view")
    if isinstance(sys.exception(), OUT_OF_REACH):
        return answers.unreachable(request, reference=reference, typed=answers.typed_in(request))
    return answers.error(request, reference=reference, typed=answers.typed_in(request))


def from_elsewhere(request: HttpRequest, reason: str = "") -> HttpResponse:
    """This will answer a form that did not come from a page of ours, or whose page is too old."""
    request.shell = Shell(phase=phase(), version=our_version(), addresses=addresses())
    context = {"typed": answers.typed_in(request)}
    return render(request, "web/too_old.html", context, status=403)
