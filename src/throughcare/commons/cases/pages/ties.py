"""People close to oneself who may come to the programme: declared once, told to nobody who asks, and taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.commons.cases import actions, queries
from throughcare.commons.cases.forms import TieForm
from throughcare.frame.said import done
from throughcare.kernel.definitions import codelist


@require_http_methods(["GET", "POST"])
def ties(request: HttpRequest) -> HttpResponse:
    """This will list what somebody has declared, and take one more; whether there is a record is never said."""
    by = request.user.staff_id
    form = TieForm(request.POST if request.method == "POST" else None, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.declare_tie(name=said["name"], born_on=said["born"], kind=said["kind"], by=by, at=request.at)
        return done(request, reverse("ties"), _("Declared. If there is a record, its manager decides."))
    context = {"form": form, "declared": queries.ties_of(by), "kind": codelist("conflict_kinds").label}
    return render(request, "cases/ties.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will forget one of the people whom somebody declared."""
    actions.take_back_tie(str(key), by=request.user.staff_id, at=request.at)
    return done(request, reverse("ties"), _("Taken back."))
