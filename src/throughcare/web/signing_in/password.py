"""My password: whoever is signed in changes it, with the one they have now. Every other browser must sign in again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from throughcare.frame.said import done
from throughcare.kernel.time import format_time
from throughcare.web import tries
from throughcare.web.forms import ChangePasswordForm
from throughcare.web.signing_in import entering, passwords
from throughcare.web.signing_in.devices import end_all_others
from throughcare.web.signing_in.own import own_page, shown


@own_page
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "new_password")
def change(request: HttpRequest) -> HttpResponse:
    """This will change somebody's own password, and end their sessions in every other browser."""
    at, form = timezone.now(), ChangePasswordForm(request.POST if request.method == "POST" else None)
    has_one = request.user.has_usable_password()
    if has_one and form.is_valid() and _is_theirs(request, form, at=at) and _will_do(request, form, at=at):
        account: Any = request.user
        account.set_password(form.cleaned_data["new_password"])
        account.save(update_fields=["password"])
        update_session_auth_hash(request, account)
        end_all_others(request)
        entering.changed("password-changed", staff_id=request.user.staff_id, at=at)
        return done(request, reverse("factors"), _("Password changed. Every other browser must sign in again."))
    context = {"form": form, "has_one": has_one}
    return shown(request, "web/signing_in/password.html", context, status=422 if form.errors else 200)


def _is_theirs(request: HttpRequest, form: ChangePasswordForm, *, at: datetime) -> bool:
    """Whoever sits down at an open page does not know the password, and may not guess it either."""
    name = f"password of {request.user.username}"
    until = tries.too_many_until(name, at=at)
    if until is not None:
        words = _("Too many tries. Try again at %(time)s, or ring your administrator")
        form.add_error(None, words % {"time": format_time(until)})
        return False
    if not request.user.check_password(form.cleaned_data["password"]):
        tries.count(name, at=at)
        entering.told("password-refused", staff_id=request.user.staff_id, at=at)
        form.add_error("password", _("That is not the password you have now"))
        return False
    tries.forget(name)
    return True


def _will_do(request: HttpRequest, form: ChangePasswordForm, *, at: datetime) -> bool:
    chosen = form.cleaned_data["new_password"]
    if chosen == form.cleaned_data["password"]:
        form.add_error("new_password", _("That is the password you have now. Choose another"))
        return False
    words = passwords.words_around(request.user.staff_id, username=request.user.username, at=at)
    if said := passwords.weakness(chosen, words=words):
        form.add_error("new_password", said)
    return not said
