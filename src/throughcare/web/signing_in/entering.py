"""The moment somebody is in, however they came: the session, the line in the audit, and what they had typed before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from allauth.account.internal.flows.login import clear_authentication_records, get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from throughcare.commons.mail import actions as mail
from throughcare.commons.mail.rules import ACCOUNT
from throughcare.config import signing_in
from throughcare.frame.said import say
from throughcare.frame.transaction import acting
from throughcare.safeguards.audit.record import record
from throughcare.web import held, lock
from throughcare.web.signing_in import codes

PASSWORD, PROVIDER, ONE_TIME = "password", "provider", "one-time-code"
NOBODY_KNOWN = 0
OVER_AFTER = timedelta(days=2)  # no session lives as long; the list of devices looks at each, and signing in need not


def begin_anew(request: HttpRequest) -> None:
    """This will forget by what an earlier session of this browser was opened: each sign-in proves itself whole."""
    clear_authentication_records(request)
    request.session.pop(lock.FACTOR, None)


def entered(request: HttpRequest, *, at: datetime) -> HttpResponse:
    """This will open the session: the same person's goes on, another person's begins empty."""
    way = method_of(request, request.user)
    lock.wake(request, at=at)
    request.session[lock.FACTOR] = "" if way in (PASSWORD, ONE_TIME, "") or _asks_own_besides(request, way) else way
    request.session.set_expiry(None)
    UserSession.objects.filter(user=request.user, created_at__lt=at - OVER_AFTER).delete()
    UserSession.objects.create_from_request(request)
    staff_id = request.user.staff_id
    told("signed-in" if way in (PASSWORD, "") else f"signed-in-{way}", staff_id=staff_id, at=at)
    if codes.has_outlived(request.user):
        say(
            request,
            _("Your recovery codes do not let you in any more. Make new ones under Your account, How you sign in."),
        )
    answer, key = held.send_again(request, staff_id=staff_id, at=at)
    if answer is not None:
        return answer
    return HttpResponseRedirect(reverse("held", args=[key]) if key else reverse("begin"))


def method_of(request: HttpRequest, account: Any) -> str:
    """This will say by what somebody proves who they are: the last step counts, such as totp after a password."""
    steps = get_authentication_records(request, account)
    if not steps:
        return ""
    last = steps[-1]
    return {"mfa": last.get("type", ""), "socialaccount": PROVIDER}.get(last["method"], last["method"]).replace(
        "_", "-"
    )


def _asks_own_besides(request: HttpRequest, way: str) -> bool:
    asked = settings.SECOND_FACTOR in (signing_in.OWN, signing_in.BY_PROVIDER)
    return way == PROVIDER and asked and not provider_is_enough(request)


def provider_is_enough(request: HttpRequest) -> bool:
    """This will say whether the provider has asked for a second factor: as a rule, or where the site names how by its token.

    What a token does not say was not asked for.
    """
    if settings.SECOND_FACTOR != signing_in.BY_PROVIDER:
        return False
    claims = getattr(request, "claims", {})
    ways = claims.get("amr")
    said = [claims.get("acr"), *(ways if isinstance(ways, list) else [])]
    return not settings.OIDC_STRENGTH or any(each in said for each in settings.OIDC_STRENGTH)


def must_begin_by_code(account: Any) -> bool:
    """This will say whether a password alone is not enough to add a first factor: it may be somebody else who knows it."""
    asked = settings.SECOND_FACTOR in (signing_in.OWN, signing_in.BY_PROVIDER)
    return asked and not is_mfa_enabled(account)


def told(act: str, *, staff_id: int | None, at: datetime) -> None:
    """This will write a line on the chain of whoever signs in, or where nobody is known by that name, on nobody's."""
    with acting("staff", staff=staff_id, at=at):
        record(f"accounts:{act}", kind="staff", subject=staff_id or NOBODY_KNOWN, at=at)


def changed(act: str, *, staff_id: int, at: datetime) -> None:
    """This will write down that somebody changed how they sign in, and tell them by mail: it may have been another."""
    with acting("staff", staff=staff_id, at=at):
        record(f"accounts:{act}", kind="staff", subject=staff_id, at=at)
        mail.write([staff_id], kind=ACCOUNT, cause=f"{act} {uuid4()}", at=at)


def failed(account: AbstractBaseUser | None, *, at: datetime) -> None:
    """This will write down that somebody did not get in; an unknown name costs as much as a known one."""
    told("sign-in-failed", staff_id=account.staff_id if account else None, at=at)
