"""The second factor at the door, and a passkey in place of both."""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from throughcare.frame.transaction import database_role
from throughcare.kernel.time import format_time
from throughcare.web import tries
from throughcare.web.forms import CodeForm, PasskeyForm
from throughcare.web.signing_in import codes, entering, passkeys


@database_role("none")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
def second_factor(request: HttpRequest) -> HttpResponse:
    """This will ask whoever typed the right password for their second factor."""
    stage = LoginStageController.enter(request, LoginStageKey.MFA_AUTHENTICATE.value)
    if stage is None or stage.login.user is None:
        return HttpResponseRedirect(reverse("sign-in"))
    form = CodeForm(request.POST) if "code" in request.POST else CodeForm()
    sent = PasskeyForm(request.POST) if "credential" in request.POST else None
    if request.method == "POST" and (sent or form).is_valid():
        return _answered(request, stage, form, sent)
    return _page(request, stage.login.user, form)


def _answered(request: HttpRequest, stage: LoginStage, form: CodeForm, sent: PasskeyForm | None) -> HttpResponse:
    account, at = stage.login.user, timezone.now()
    name = f"second factor of {account.username}"
    until = tries.too_many_until(name, at=at)
    if until is not None:
        words = _("Too many tries. Try again at %(time)s, or ring your administrator")
        return _page(request, account, CodeForm(), says=words % {"time": format_time(until)})
    if sent:
        factor = passkeys.answered(request, sent.cleaned_data["credential"], account=account, at=at)
    else:
        factor = codes.right_code(account, form.cleaned_data["code"])
    if factor is None:
        tries.count(name, at=at)
        entering.failed(account, at=at)
        return _page(request, account, CodeForm(), says=_("That did not match. Try again with a new code"))
    tries.forget(name)
    post_authentication(request, factor)
    return stage.exit()


def _page(request: HttpRequest, account: AbstractBaseUser, form: CodeForm, *, says: str = "") -> HttpResponse:
    has_passkey = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).exists()
    context: dict[str, Any] = {"form": form, "options": None, "says": says, "outlived": codes.has_outlived(account)}
    if has_passkey:
        context["options"] = passkeys.to_sign_in(request, account=account, at=timezone.now())
    return render(request, "web/signing_in/second.html", context, status=422 if form.errors or says else 200)


@database_role("none")
@require_http_methods(["GET", "POST"])
def by_passkey(request: HttpRequest) -> HttpResponse:
    """This will ask a browser for a passkey, or sign in whoever has shown one."""
    at = timezone.now()
    if request.method == "GET":
        return JsonResponse(passkeys.to_sign_in(request, account=None, at=at))
    form = PasskeyForm(request.POST)
    said = form.cleaned_data["credential"] if form.is_valid() else ""
    factor = passkeys.answered(request, said, account=None, at=at)
    if factor is None or not factor.user.is_active:
        if factor is not None:
            entering.failed(factor.user, at=at)
        return render(request, "web/signing_in/passkey_refused.html", status=422)
    entering.begin_anew(request)
    return perform_passwordless_login(request, factor, Login(user=factor.user))
