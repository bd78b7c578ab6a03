"""The copy that a person is given: making it, and handing it over on paper and as data."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.frame.pdf import as_download
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.oversight.rights import actions, forms, handing, queries
from throughcare.oversight.rights.models import Pack
from throughcare.oversight.rights.pages.looks import is_officer
from throughcare.oversight.rights.pages.requests import GET_POST, step
from throughcare.safeguards.audit.record import record


@database_role("oversight")
@require_http_methods(GET_POST)
def make_pack(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will make the access pack of a request."""
    form = forms.MakePack(request.POST or None, at=request.at)
    return step(
        request,
        key,
        form,
        call=lambda said: actions.make_pack(
            str(key), health_asked=said["health"] == "asked", by=request.user.staff_id, at=request.at
        ),
        words=(
            _("Make access pack"),
            _("Make access pack"),
            _("Access pack asked for. It stands below once it is made."),
        ),
    )


@database_role("oversight")
@require_POST
def pack_on_paper(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will print an access pack."""
    pack = _pack(request, key, verb="rights:pack_printed")
    return as_download(handing.on_paper(pack, at=request.at), name=f"copy-{pack.request.reference}", at=request.at)


@database_role("oversight")
@require_POST
def pack_as_data(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will give an access pack as data that machines read."""
    pack = _pack(request, key, verb="rights:pack_taken")
    response = HttpResponse(pack.content, content_type="application/json")
    name = f"copy-{pack.request.reference}-{uk_today(request.at).isoformat()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _pack(request: HttpRequest, key: UUID, *, verb: str) -> Pack:
    pack = queries.pack(str(key)) if is_officer(request) else None
    if pack is None:
        raise NotFound
    record(verb, kind="rights.pack", subject=pack.pk, at=request.at, case_id=pack.case_id)
    return pack
