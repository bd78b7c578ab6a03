"""The form as somebody answers it for themselves, without an account. Nothing of who comes, and when, is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from throughcare.frame.forms import Form
from throughcare.frame.transaction import database_role
from throughcare.oversight.equality import actions, queries
from throughcare.oversight.equality.forms import WORDS, BackForm, EqualityForm, OwnForm
from throughcare.stages.referrals.floods import Flood
from throughcare.stages.referrals.pages.sending import place_of
from throughcare.stages.referrals.queries import limits

TRIES, SENDS = Flood(), Flood()
public = database_role("public_form")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """This will take the answers that somebody gives about themselves, under the code of their letter."""
    asked = EqualityForm(request.POST if request.method == "POST" else None, at=request.at)
    if request.method == "POST" and asked.is_valid() and _may_try(request, asked):
        kept = actions.send(asked.cleaned_data["code"], asked.answers())
        if kept:
            SENDS.count(place_of(request), at=request.at)
            return render(request, "equality/sent.html", {"kept": kept})
        _wrong(request, asked)
    return _page(request, "equality/form.html", asked)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """This will open answers that were sent, for whoever kept their code, or erase them."""
    asked = BackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and asked.is_valid() and _may_try(request, asked):
        code = asked.cleaned_data["code"]
        if asked.cleaned_data["wish"] == "erase":
            TRIES.count(place_of(request), at=request.at)
            actions.erase(code)
            return render(request, "equality/done.html", {"erased": True})
        found = queries.own(code)
        if found is not None:
            said = {one.asked: one.code for one in found} | {one.asked + WORDS: one.words for one in found}
            shown = OwnForm(at=request.at, initial={"code": code, **said})
            return render(request, "equality/own.html", {"form": shown})
        _wrong(request, asked)
    return _page(request, "equality/back.html", asked)


@public
@require_POST
def own(request: HttpRequest) -> HttpResponse:
    """This will put new answers in the place of those that somebody sent before."""
    asked = OwnForm(request.POST, at=request.at)
    if asked.is_valid() and _may_try(request, asked):
        if actions.change(asked.cleaned_data["code"], asked.answers()):
            return render(request, "equality/done.html", {"erased": False})
        _wrong(request, asked)
    return _page(request, "equality/own.html", asked)


def _may_try(request: HttpRequest, asked: Form) -> bool:
    """Whatever is wrong, the same is said; and a place may be wrong so often an hour."""
    place, most = place_of(request), limits("public_form")
    bounds = {TRIES: "wrong_codes_an_hour_from_one_place", SENDS: "sent_an_hour_from_one_place"}
    if any(each.full_until(place, most=most[name], at=request.at) for each, name in bounds.items()):
        asked.add_error("code", _("Too many codes were tried from here. Try again in an hour, or use the paper form"))
        return False
    return True


def _wrong(request: HttpRequest, asked: Form) -> None:
    TRIES.count(place_of(request), at=request.at)
    asked.add_error("code", _("No form opens with this code. Check it, letter by letter"))


def _page(request: HttpRequest, template: str, asked: Form) -> HttpResponse:
    return render(request, template, {"form": asked}, status=422 if asked.errors else 200)
