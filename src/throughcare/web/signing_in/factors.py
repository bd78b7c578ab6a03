"""How I sign in: the authenticator app, passkeys and recovery codes of whoever is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret, get_totp_secret
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from qrcode.main import QRCode

from throughcare.config import signing_in
from throughcare.frame.said import done
from throughcare.web import lock
from throughcare.web.forms import CodeForm, PasskeyForm
from throughcare.web.signing_in import codes, devices, entering, passkeys
from throughcare.web.signing_in.own import own_page, own_page_of_keys, shown

TYPES = Authenticator.Type
CODES = "new_recovery_codes"


@dataclass(frozen=True)
class Factor:
    """One factor in a list: what it is, when it was added and last used."""

    id: int
    label: str
    added_at: datetime
    used_at: datetime | None


@own_page
@require_GET
def factors(request: HttpRequest) -> HttpResponse:
    """This will list by what somebody signs in beside their password."""
    held = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "id"))
    lines = [
        Factor(each.pk, _label(each), each.created_at, each.last_used_at)
        for each in held
        if each.type != TYPES.RECOVERY_CODES
    ]
    left = [codes.codes_left(each) for each in held if each.type == TYPES.RECOVERY_CODES]
    context = {
        "lines": lines,
        "has_app": any(each.type == TYPES.TOTP for each in held),
        "codes_left": left[0] if left else None,
        "must_add": lock.lacks_factor(request),
        "has_password": request.user.has_usable_password(),
        "others": devices.number_of_others(request),
    }
    return shown(request, "web/signing_in/factors.html", context)


def _label(factor: Authenticator) -> str:
    if factor.type == TYPES.TOTP:
        return _("Authenticator app")
    return _("Passkey: %(name)s") % {"name": factor.wrap().name}


@own_page_of_keys
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("code")
def add_app(request: HttpRequest) -> HttpResponse:
    """This will show a secret to an authenticator app, and keep it once the app has shown the right code."""
    if Authenticator.objects.filter(user=request.user, type=TYPES.TOTP).exists():
        return HttpResponseRedirect(reverse("factors"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    secret = get_totp_secret(regenerate=request.method == "GET")
    if request.method == "POST" and form.is_valid():
        counter = codes.counter_of(secret, "".join(form.cleaned_data["code"].split()))
        if counter is not None:
            factor = TOTP.activate(request.user, secret).instance
            factor.data[codes.COUNTER] = counter
            factor.save(update_fields=["data"])
            clear_totp_secret(request)
            return _added(request, factor, "factor-added-totp")
        form.add_error(
            "code", _("That is not the code that belongs to this secret now. Enter the one that the app shows")
        )
    context = {"form": form, "secret": _in_fours(secret), "squares": _squares(request, secret)}
    return shown(request, "web/signing_in/add_app.html", context, status=422 if form.errors else 200)


def _in_fours(secret: str) -> str:
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def _squares(request: HttpRequest, secret: str) -> dict[str, Any]:
    """The same secret for a camera, as one path of an image that needs no style of its own."""
    drawn = QRCode(border=2)
    drawn.add_data(get_adapter().build_totp_url(request.user, secret))
    rows = drawn.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"size": len(rows), "path": path}


@own_page_of_keys
@require_http_methods(["GET", "POST"])
def add_passkey(request: HttpRequest) -> HttpResponse:
    """This will ask a device for a passkey and keep it under a name of the person's own."""
    at, form = timezone.now(), PasskeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        name = said["name"] or _("Passkey")
        factor = passkeys.added(request, said["credential"], account=request.user, name=name, at=at)
        if factor is not None:
            return _added(request, factor, "factor-added-passkey")
        form.add_error(None, _("The device did not give a passkey, or took too long. Try again"))
    context = {"form": form, "options": passkeys.to_add(request, account=request.user, at=at)}
    return shown(request, "web/signing_in/add_passkey.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, factor: Authenticator, act: str) -> HttpResponse:
    """With the first factor come recovery codes; the session counts as opened with it, for it was shown just now."""
    entering.changed(act, staff_id=request.user.staff_id, at=timezone.now())
    record_authentication(request, request.user, "mfa", type=factor.type, id=factor.pk)
    request.session[lock.FACTOR] = factor.type
    if Authenticator.objects.filter(user=request.user, type=TYPES.RECOVERY_CODES).exists():
        return done(request, reverse("factors"), _("Added. Next time you are asked for it."))
    return _codes_shown(request)


@own_page_of_keys
@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """This will make new recovery codes and show them, this once."""
    has_other = Authenticator.objects.filter(user=request.user).exclude(type=TYPES.RECOVERY_CODES).exists()
    return _codes_shown(request) if has_other else HttpResponseRedirect(reverse("factors"))


def _codes_shown(request: HttpRequest) -> HttpResponse:
    made = codes.new_recovery_codes(request.user)
    entering.changed("recovery-codes-made", staff_id=request.user.staff_id, at=timezone.now())
    return shown(request, "web/signing_in/codes.html", {"codes": made})


@own_page_of_keys
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """This will take one of the own factors away, unless the site asks for one and it is the last."""
    mine = Authenticator.objects.filter(user=request.user).exclude(type=TYPES.RECOVERY_CODES)
    factor = mine.filter(pk=number).first()
    if factor is None:
        raise Http404
    is_last = mine.count() == 1
    is_needed = is_last and settings.SECOND_FACTOR in (signing_in.OWN, signing_in.BY_PROVIDER)
    if request.method == "POST" and not is_needed:
        factor.delete()
        if is_last:
            Authenticator.objects.filter(user=request.user).delete()
        entering.changed("factor-removed", staff_id=request.user.staff_id, at=timezone.now())
        return done(request, reverse("factors"), _("Removed. It lets nobody in any more."))
    context = {"label": _label(factor), "is_needed": is_needed, "is_last": is_last}
    return shown(request, "web/signing_in/remove.html", context, status=422 if request.method == "POST" else 200)
