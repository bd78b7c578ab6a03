"""Passkeys: a question that the site asks once, for minutes, and an answer that only the person's own device can give."""

from __future__ import annotations

import json
import struct
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

ASKED_AT, COUNTER = "passkey_asked_at", "counter"
ANSWERED_WITHIN = timedelta(minutes=5)
# What anybody may send in place of an answer ends, at whichever depth of it, in one of these.
UNREADABLE = (ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError, struct.error)


def to_sign_in(request: HttpRequest, *, account: AbstractBaseUser | None, at: datetime) -> dict[str, Any]:
    """This will ask for a passkey of an account, or where the name is not known yet of whoever is there."""
    request.session[ASKED_AT] = at.isoformat()
    return dict(auth.begin_authentication(account))


def to_add(request: HttpRequest, *, account: AbstractBaseUser, at: datetime) -> dict[str, Any]:
    """This will ask a device for a new passkey, which it gives to whoever can unlock it."""
    request.session[ASKED_AT] = at.isoformat()
    return dict(auth.begin_registration(account, passwordless=True))


def answered(
    request: HttpRequest, credential: str, *, account: AbstractBaseUser | None, at: datetime
) -> Authenticator | None:
    """This will give the passkey that answered the question that was asked, once and in time, or none."""
    answer = _in_time(request, credential, at=at)
    if answer is None:
        return None
    try:
        auth.parse_authentication_response(answer)
        owner = account or auth.extract_user_from_response(answer)
        found = auth.complete_authentication(owner, answer)
    except UNREADABLE:
        return None
    finally:
        auth.clear_state()
    return found if _counts_on(found, answer) else None


def added(
    request: HttpRequest, credential: str, *, account: AbstractBaseUser, name: str, at: datetime
) -> Authenticator | None:
    """This will keep a new passkey of an account, or give none where the answer is not one."""
    answer = _in_time(request, credential, at=at)
    if answer is None:
        return None
    try:
        auth.parse_registration_response(answer)
        auth.complete_registration(answer)
    except UNREADABLE:
        return None
    finally:
        auth.clear_state()
    made: Authenticator = auth.WebAuthn.add(account, name, answer).instance
    return made


def _in_time(request: HttpRequest, credential: str, *, at: datetime) -> dict[str, Any] | None:
    asked = request.session.pop(ASKED_AT, None)
    is_late = asked is None or at - datetime.fromisoformat(asked) > ANSWERED_WITHIN
    try:
        answer = json.loads(credential)
    except ValueError:
        answer = None
    is_answer = isinstance(answer, dict) and isinstance(answer.get("response"), dict)
    if is_late or not is_answer:
        auth.clear_state()
        return None
    found: dict[str, Any] = answer
    return found


@transaction.atomic
def _counts_on(passkey: Authenticator, answer: dict[str, Any]) -> bool:
    """A device that counts must have counted on since the last time; one that has not is a copy."""
    held = Authenticator.objects.select_for_update().get(pk=passkey.pk)
    counter = auth.parse_authentication_response(answer).response.authenticator_data.counter
    last = held.data.get(COUNTER, 0)
    if (counter or last) and counter <= last:
        return False
    held.data[COUNTER] = counter
    held.save(update_fields=["data"])
    return True
