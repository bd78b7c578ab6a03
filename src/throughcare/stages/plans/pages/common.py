"""What every page of this stage does first: open the case, and say who reads what is typed."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import SeenBy
from throughcare.kernel.answers import NotFound

LOOKED = "plans:looked"


def opened(request: HttpRequest, reference: str, *, needs: str = "core", verb: str = LOOKED) -> OpenCase:
    """This will open a case for a page that shows one compartment; hidden and missing look alike."""
    case = gate.open_for(request, reference, verb=verb)
    if not case.may_read(needs):
        raise NotFound
    return case


def seen_by(case: OpenCase) -> dict[str, SeenBy]:
    """This will say who reads what is typed; what a provider reads once it is approved, an assessor reads before."""
    while_written = _("the assessor while it is being written")
    return readers("core", "panel", under=case.pathway) | readers("delivery", under=case.pathway, and_by=while_written)
