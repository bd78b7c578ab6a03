"""Saving the public form and coming back to it. All of it runs as `public_form`; who comes back is nobody's to know."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.frame.transaction import database_role
from throughcare.stages.referrals import queries, saving
from throughcare.stages.referrals.floods import EVERYONE, SAVES, WRONG_CODES
from throughcare.stages.referrals.forms.back import BackForm
from throughcare.stages.referrals.pages import answering, sending
from throughcare.stages.referrals.places import OUTSIDE
from throughcare.stages.referrals.unsent import Unsent

public = database_role("public_form")


@public
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """This will put away what was written, and take it out of this browser."""
    found = OUTSIDE.keeping.read(request)
    if found and found.is_put_away:  # the second of two clicks
        return redirect("concern-saved")
    found = answering.unsent(request, OUTSIDE)
    if found is None:
        return answering.ended(OUTSIDE)
    full = _saves_full_until(request)
    if full:
        return _too_many(request, full, back="concern-tasks")
    for place in (sending.place_of(request), EVERYONE):
        SAVES.count(place, at=request.at)
    response = redirect("concern-saved")
    OUTSIDE.keeping.write(request, response, Unsent(saved=saving.save(found, at=request.at)))
    return response


@public
@require_GET
def saved(request: HttpRequest) -> HttpResponse:
    """This will show the reference and the code, in the browser that saved the form and until it is left."""
    found = OUTSIDE.keeping.read(request)
    if found is None or not found.is_put_away:
        return answering.ended(OUTSIDE)
    return render(request, "referrals/saved.html", answering.frame(OUTSIDE) | {"saved": found.saved})


@public
@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """This will take the code out of this browser, and lead to the start."""
    response = redirect("concern-start")
    OUTSIDE.keeping.drop(request, response)
    return response


@public
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """This will open a form that was saved, with its reference and its code. Nothing of who comes back is kept."""
    form = BackForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, form)
    place, limits = sending.place_of(request), queries.limits("public_form")
    full = WRONG_CODES.full_until(place, most=limits["wrong_codes_an_hour_from_one_place"], at=request.at)
    if full:
        return _too_many(request, full, back="concern-start")
    found = saving.open_with(form.cleaned_data["reference"], form.cleaned_data["code"], at=request.at)
    if found is None:
        WRONG_CODES.count(place, at=request.at)
        form.add_error("code", _("No form opens with these. Check both; a form that was sent, or is too old, is gone"))
        return _asked(request, form)
    response = redirect("concern-tasks")
    OUTSIDE.keeping.write(request, response, found)
    return response


def _asked(request: HttpRequest, form: BackForm) -> HttpResponse:
    context = {"form": form, "saved_days": queries.limits("public_form")["saved_days"], "exit_this_page": True}
    return render(request, "referrals/back.html", context, status=answering.status_of(form))


def _saves_full_until(request: HttpRequest) -> datetime | None:
    limits = queries.limits("public_form")
    here = SAVES.full_until(sending.place_of(request), most=limits["saved_an_hour_from_one_place"], at=request.at)
    return here or SAVES.full_until(EVERYONE, most=limits["saved_an_hour_by_everyone"], at=request.at)


def _too_many(request: HttpRequest, until: datetime, *, back: str) -> HttpResponse:
    context = {"until": until, "back": back, "number": queries.number("office", area_id=None), "exit_this_page": True}
    return render(request, "referrals/too_many.html", context, status=429)
