"""Which colleagues are being let in anew, as the people read it who may confirm it; and the code by which they come in."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db import transaction

from throughcare.commons.agencies.keys import digest_of_code
from throughcare.commons.agencies.models import OneTimeCode, Recovery

PROMISED_HOURS = 24  # in which a second person confirms, and in which the code is used


def waiting(*, at: datetime) -> list[Recovery]:
    """This will list what was asked for colleagues of the reader's agencies and waits for a second person."""
    rows = Recovery.objects.filter(confirmed_at__isnull=True, expires_at__gt=at)
    return list(rows.select_related("staff", "asked_by").order_by("asked_at", "id"))


def asked(key: str, *, at: datetime) -> Recovery | None:
    """This will find one of them by its key, or none."""
    return next((one for one in waiting(at=at) if str(one.key) == key), None)


@transaction.atomic
def is_right(username: str, typed: str, *, at: datetime) -> bool:
    """This will say whether a code would let the owner of an account in, and leave it unused."""
    return _code_of(username, typed, at=at) is not None


@transaction.atomic
def use_code(username: str, typed: str, *, password: str, at: datetime) -> datetime | None:
    """This will use a right code up and make the password the new one, and say when the code was made, or none."""
    code = _code_of(username, typed, at=at)
    if code is None:
        return None
    OneTimeCode.objects.filter(pk=code.pk).update(used_at=at)
    code.account.set_password(password)
    code.account.save(update_fields=["password"])
    return code.made_at


def _code_of(username: str, typed: str, *, at: datetime) -> OneTimeCode | None:
    """The code that was given out last, where it is the one that was typed; held until the end of the transaction."""
    held = OneTimeCode.objects.select_for_update(of=("self",)).select_related("account")
    owned = held.filter(account__username=username, account__is_active=True)
    code = owned.filter(used_at__isnull=True, expires_at__gt=at).order_by("-id").first()
    is_it = code is not None and hmac.compare_digest(code.digest, digest_of_code(typed, salt=code.salt))
    return code if is_it else None
