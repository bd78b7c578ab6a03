"""Stopping the use of a record on a request of the person, and lifting that."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from throughcare.commons.cases.readers import readers
from throughcare.frame.transaction import database_role
from throughcare.oversight.rights import actions, forms
from throughcare.oversight.rights.pages.requests import GET_POST, step


@database_role("oversight")
@require_http_methods(GET_POST)
def restrict(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will stop the use of a record while it is kept."""
    form = forms.Restrict(request.POST or None, readers=readers("requests", and_by=_("the person")), at=request.at)
    return step(
        request,
        key,
        form,
        call=lambda said: actions.restrict(str(key), reason=said["reason"], by=request.user.staff_id, at=request.at),
        words=(_("Restrict the record"), _("Restrict record"), _("The record is kept and not used.")),
    )


@database_role("oversight")
@require_http_methods(GET_POST)
def lift_restriction(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will let a record be used again."""
    form = forms.LiftRestriction(
        request.POST or None, readers=readers("requests", and_by=_("the person")), at=request.at
    )
    return step(
        request,
        key,
        form,
        call=lambda said: actions.lift_restriction(
            str(key), reason=said["reason"], by=request.user.staff_id, at=request.at
        ),
        words=(_("Lift the restriction"), _("Lift restriction"), _("Restriction lifted. Tell the person.")),
    )
