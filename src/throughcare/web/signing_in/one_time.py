"""The way in for whoever has no password yet, or none any more: a code that two people, or the command line, gave out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from throughcare.commons.agencies import letting_in
from throughcare.frame.said import say
from throughcare.frame.transaction import database_role
from throughcare.kernel.time import format_moment, format_time
from throughcare.web import tries
from throughcare.web.forms import OneTimeForm
from throughcare.web.signing_in import entering, passwords


@database_role("none")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code", "new_password")
def one_time_code(request: HttpRequest) -> HttpResponse:
    """This will let the owner of an account in by a one-time code, with a password that they choose now."""
    form = OneTimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = _by_code(request, form, at=timezone.now())
        if answer is not None:
            return answer
    return render(request, "web/signing_in/one_time.html", {"form": form}, status=422 if form.errors else 200)


def _by_code(request: HttpRequest, form: OneTimeForm, *, at: datetime) -> HttpResponse | None:
    said = form.cleaned_data
    until = tries.too_many_until(said["username"], at=at)
    if until is not None:
        words = _("Too many tries. Try again at %(time)s, or ring your administrator")
        form.add_error(None, words % {"time": format_time(until)})
        return None
    account = get_user_model().objects.filter(username=said["username"]).first()
    is_right = letting_in.is_right(said["username"], said["code"], at=at)
    if is_right and account and (told := _weakness(account, said["new_password"], at=at)):
        form.add_error("new_password", told)
        return None
    made_at = letting_in.use_code(said["username"], said["code"], password=said["new_password"], at=at)
    if account is None or made_at is None:
        tries.count(said["username"], at=at)
        entering.failed(account, at=at)
        form.add_error(None, _("The details do not match, or the code is too old. Ask for a new one"))
        return None
    tries.forget(said["username"])
    entering.begin_anew(request)
    record_authentication(request, account, entering.ONE_TIME)
    account.refresh_from_db()
    answer = perform_login(request, Login(user=account))
    words = _(
        "A one-time code was made for you on %(moment)s, and you have used it. If you asked for none, ring your manager."
    )
    say(request, words % {"moment": format_moment(made_at)})
    return answer


def _weakness(account: Any, chosen: str, *, at: datetime) -> str:
    """Judged once the code is right: what a password may not hold says where somebody works."""
    words = passwords.words_around(account.staff_id, username=account.username, at=at)
    return passwords.weakness(chosen, words=words)
