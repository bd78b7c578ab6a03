"""Advice that names nobody, and concerns considered and not referred."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.readers import readers
from throughcare.frame.forms import SeenBy
from throughcare.frame.said import say
from throughcare.frame.transaction import database_role
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_time, uk_today
from throughcare.safeguards.audit.record import record as write_line
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.floods import EVERYONE, SENDS
from throughcare.stages.referrals.forms.advice import AdviceForm, AskForm, ConsiderForm
from throughcare.stages.referrals.pages.answering import status_of
from throughcare.stages.referrals.pages.sending import flooded_until, place_of
from throughcare.stages.referrals.telling import PUBLIC, STAFF

GET_AND_POST = ["GET", "HEAD", "POST"]


@database_role("public_form")
@require_http_methods(GET_AND_POST)
def ask(request: HttpRequest) -> HttpResponse:
    """This will take a question that names nobody, from anybody."""
    form = _ask_form(request)
    full = flooded_until(request) if request.method == "POST" else None
    if request.method != "POST" or full or not form.is_valid():
        context = {"form": form, "full_until": full, "number": queries.number("advice", area_id=None)}
        return render(
            request,
            "referrals/ask.html",
            context | {"layout": "frame/public.html", "exit_this_page": True},
            status=status_of(form),
        )
    SENDS.count(place_of(request), at=_at(request))
    SENDS.count(EVERYONE, at=_at(request))
    actions.ask_advice(_enquiry(form, PUBLIC), by=None, at=_at(request))
    return redirect("advice-asked")


@database_role("public_form")
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """This will say that the question arrived, and by when it is answered."""
    context = {
        "number": queries.number("advice", area_id=None),
        "days": queries.limits("advice")["answered_after_working_days"],
        "exit_this_page": True,
    }
    return render(request, "referrals/asked.html", context)


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """This will list the questions of the reader's areas, open ones first."""
    write_line("advice:looked", kind="view", subject="list", at=_at(request))
    return render(request, "referrals/advice.html", {"lines": queries.advice_list(), "today": uk_today(_at(request))})


@require_http_methods(GET_AND_POST)
def record(request: HttpRequest) -> HttpResponse:
    """This will keep a question that came by phone, in the words of whoever took it."""
    form = _ask_form(request)
    if request.method != "POST" or not form.is_valid():
        return render(
            request,
            "referrals/ask.html",
            {"form": form, "layout": "frame/base.html", "full_until": None, "number": None},
            status=status_of(form),
        )
    request.form = form
    actions.ask_advice(_enquiry(form, STAFF), by=_me(request), at=_at(request))
    say(request, _("Question kept at %(time)s.") % {"time": format_time(_at(request))})
    return redirect("refer")


@require_http_methods(GET_AND_POST)
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """This will record the advice that was given."""
    line = queries.advice(key)
    if line is None:
        raise NotFound
    form = AdviceForm(request.POST if request.method == "POST" else None, readers=_of_area())
    if request.method != "POST" or not form.is_valid():
        return render(request, "referrals/advice_one.html", {"form": form, "line": line}, status=status_of(form))
    request.form = form
    actions.answer_advice(key=key, advice=form.cleaned_data["advice"], by=_me(request), at=_at(request))
    say(request, _("Advice recorded at %(time)s.") % {"time": format_time(_at(request))})
    return redirect("advice")


@require_GET
def considered(request: HttpRequest) -> HttpResponse:
    """This will list what the reader's own agency considered and did not refer."""
    write_line("referrals:looked_at_considered", kind="view", subject="list", at=_at(request))
    agency = agencies.staff(_me(request)).agency
    return render(request, "referrals/considered.html", {"rows": queries.considered_list(), "agency": agency})


@require_http_methods(GET_AND_POST)
def consider(request: HttpRequest) -> HttpResponse:
    """This will keep that a concern was weighed and not referred."""
    whose = _("your own agency")
    form = ConsiderForm(
        request.POST if request.method == "POST" else None,
        readers=readers("considered", of=whose, to_whoever_refers=True),
        at=_at(request),
    )
    if request.method != "POST" or not form.is_valid():
        return render(request, "referrals/consider.html", {"form": form}, status=status_of(form))
    request.form = form
    typed = form.cleaned_data
    look_again: date | None = typed["look_again"]
    actions.consider(
        what=typed["what"],
        why_not=typed["why_not"],
        asked=typed["asked"],
        own_file=typed["own_file"],
        look_again_on=look_again,
        by=_me(request),
        at=_at(request),
    )
    say(request, _("Kept for your agency at %(time)s.") % {"time": format_time(_at(request))})
    return redirect("considered")


def _ask_form(request: HttpRequest) -> AskForm:
    data = request.POST if request.method == "POST" else None
    return AskForm(data, areas=queries.areas(), readers=_of_area(), at=_at(request))


def _of_area() -> dict[str, SeenBy]:
    return readers("advice", of=_("the area"), to_whoever_refers=True)


def _enquiry(form: AskForm, channel: str) -> actions.NewEnquiry:
    typed = form.cleaned_data
    area_id = queries.area_of(typed["area"])
    assert area_id is not None, "a site has at least one area; the set-up makes it"
    return actions.NewEnquiry(
        question=typed["question"],
        area_id=area_id,
        sector=typed["sector"] or "unspecified",
        channel=channel,
        reply_to=typed["reply_to"],
    )


def _me(request: HttpRequest) -> int:
    return int(request.user.staff_id)


def _at(request: HttpRequest) -> datetime:
    found: datetime = request.at
    return found
