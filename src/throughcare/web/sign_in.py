"""Signing in and out. Nothing here tells whether an account exists, or what somebody was looking at."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from throughcare.frame import answers
from throughcare.frame.transaction import database_role
from throughcare.kernel.time import format_time, uk_today
from throughcare.web import demo_people, held, lock, navigation, tries
from throughcare.web.asked import leads_to_account
from throughcare.web.forms import DemoForm, SignInForm
from throughcare.web.signing_in import entering
from throughcare.web.whoami import me


@database_role("none")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """This will sign somebody in by name and password, or, in the demo, as one of the invented people."""
    if request.user.is_authenticated and request.method == "GET":
        return HttpResponseRedirect(reverse("begin"))
    if request.method == "POST" and "person" in request.POST and settings.PHASE == "demo":
        form: SignInForm | DemoForm = demo_form(request.POST)
    else:
        form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _by_password(request, form)
    return _page(request, form)


def demo_form(data: Any = None) -> DemoForm:
    """This will ask which of the invented people somebody wants to be."""
    form = DemoForm(data)
    form.fields["person"].choices = demo_people.choices()
    return form


def _by_password(request: HttpRequest, form: SignInForm | DemoForm) -> HttpResponse:
    at = timezone.now()
    name = form.cleaned_data.get("username") or form.cleaned_data["person"]
    until = tries.too_many_until(name, at=at)
    if until is not None:
        words = {"time": format_time(until)}
        form.add_error(None, _("Too many tries. Try again at %(time)s, or ring your administrator") % words)
        return _page(request, form)
    account = authenticate(request, username=name, password=form.cleaned_data.get("password") or demo_people.password())
    if account is None:
        tries.count(name, at=at)
        entering.failed(get_user_model().objects.filter(username=name).first(), at=at)
        form.add_error(None, _("The details do not match. Try again, or ring your administrator"))
        return _page(request, form)
    tries.forget(name)
    if entering.must_begin_by_code(account):
        form.add_error(None, _("You have no second factor yet. Use the one-time code that you were given"))
        return _page(request, form)
    entering.begin_anew(request)
    return perform_password_login(request, {}, Login(user=account))


def _page(request: HttpRequest, form: SignInForm | DemoForm) -> HttpResponse:
    is_demo = settings.PHASE == "demo"
    asks_password = isinstance(form, SignInForm)
    context = {
        "form": form,
        "password_form": form if asks_password else SignInForm(),
        "demo_form": (demo_form() if asks_password else form) if is_demo else None,
        "provider": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
    return render(request, "web/sign_in.html", context, status=422 if form.errors else 200)


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """This will lead to where somebody was going, or to the first page of their navigation."""
    wanted = request.session.pop(lock.NEXT, "")
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return HttpResponseRedirect(wanted)
    who = me(request)
    first = navigation.first_page(who.roles)
    if first != reverse("work") and leads_to_account(who, request.user.staff_id, today=uk_today(request.at)):
        return HttpResponseRedirect(reverse("account"))  # whoever has no work list finds there what they are asked
    return HttpResponseRedirect(first)


@database_role("none")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """This will sign somebody out and forget everything of the session."""
    if request.user.is_authenticated:
        entering.told("signed-out", staff_id=request.user.staff_id, at=timezone.now())
    logout(request)
    return HttpResponseRedirect(reverse("home"))


@database_role("none")
@require_GET
def locked(request: HttpRequest) -> HttpResponse:
    """This will lock the session at once and show nothing but the way to sign in."""
    if request.user.is_authenticated:
        lock.lock(request, at=timezone.now())
    moment = lock.locked_at(request)
    return answers.locked(request, at=moment) if moment else HttpResponseRedirect(reverse("sign-in"))


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """This will begin the quiet minutes anew, for the script that asks and for a plain form."""
    request.session[lock.SEEN] = request.at.isoformat()
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"locks_in": request.shell.locks_in, "words": request.shell.lock_words})
    return HttpResponseRedirect(reverse("begin"))


@require_http_methods(["GET", "POST"])
def finish_saving(request: HttpRequest, key: UUID) -> HttpResponse:
    """This will show a kept post that could not be saved by itself, to be sent on or thrown away."""
    post = held.kept(request.user.staff_id, key=str(key), at=request.at)
    if request.method == "POST" or post is None:
        held.forget(request.user.staff_id, key=str(key))
        return HttpResponseRedirect(reverse("begin"))
    sent = answers.sent(held.as_request(request, post))
    return render(request, "web/held.html", {"post": post, "sent": sent})
