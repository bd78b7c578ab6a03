"""The form for anybody: no account, nothing read, nothing kept that is not sent. All of it runs as `public_form`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.frame.transaction import database_role
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.floods import STARTS
from throughcare.stages.referrals.forms.first import DangerForm
from throughcare.stages.referrals.pages import answering, sending
from throughcare.stages.referrals.places import OUTSIDE
from throughcare.stages.referrals.unsent import Unsent

public = database_role("public_form")
GET_AND_POST = ["GET", "HEAD", "POST"]


@public
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """This will tell a worried person whether this is the right door."""
    context = {"advice_number": queries.number("advice", area_id=None), "parts": queries.notice().data["parts"]}
    return render(request, "referrals/start.html", context)


@public
@require_http_methods(GET_AND_POST)
def danger(request: HttpRequest) -> HttpResponse:
    """This will ask whether anybody is in danger now, and store nothing of the answer."""
    form = DangerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        leads = {"yes": "concern-stop", "not_sure": "concern-unsure", "no": "concern-screen"}
        return redirect(leads[form.cleaned_data["danger"]])
    return render(
        request, "referrals/danger.html", {"form": form, "exit_this_page": True}, status=answering.status_of(form)
    )


@public
@require_GET
def stop(request: HttpRequest) -> HttpResponse:
    """This will stop the form, drop whatever was written, and say whom to ring."""
    response = render(request, "referrals/stop.html", {"exit_this_page": True})
    OUTSIDE.keeping.drop(request, response)
    return response


@public
@require_GET
def unsure(request: HttpRequest) -> HttpResponse:
    """This will help to tell whether somebody is in danger now."""
    context = {"number": queries.number("out_of_hours", area_id=None), "exit_this_page": True}
    return render(request, "referrals/unsure.html", context)


@public
@require_http_methods(GET_AND_POST)
def screen(request: HttpRequest) -> HttpResponse:
    """This will say how to leave at once where somebody may see the screen, and then begin."""
    most = queries.limits("public_form")["starts_an_hour_from_one_place"]
    place = sending.place_of(request)
    full = STARTS.full_until(place, most=most, at=request.at)
    if request.method != "POST" or full:
        context = {"full_until": full, "number": queries.number("office", area_id=None), "exit_this_page": True}
        return render(
            request, "referrals/screen.html", context, status=429 if full and request.method == "POST" else 200
        )
    STARTS.count(place, at=request.at)
    response = redirect("concern-tasks")
    OUTSIDE.keeping.write(request, response, Unsent())
    return response


@public
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """This will list what can be answered."""
    return answering.tasks(request, OUTSIDE)


@public
@require_http_methods(GET_AND_POST)
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """This will ask one question."""
    return answering.question(request, OUTSIDE, slug)


@public
@require_http_methods(GET_AND_POST)
def check(request: HttpRequest) -> HttpResponse:
    """This will show every answer, and send them."""
    return sending.send(request, OUTSIDE) if request.method == "POST" else answering.check(request, OUTSIDE)


@public
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """This will say that it arrived."""
    return answering.sent(request, OUTSIDE)


@public
@require_GET
def ended(request: HttpRequest) -> HttpResponse:
    """This will say that nothing was kept, and how to go on."""
    response = render(
        request, "referrals/ended.html", {"number": queries.number("office", area_id=None), "exit_this_page": True}
    )
    OUTSIDE.keeping.drop(request, response)
    return response


@public
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """This will drop what was written and leave for a neutral site."""
    response = HttpResponseRedirect(settings.EXIT_SITE)
    OUTSIDE.keeping.drop(request, response)
    return response
