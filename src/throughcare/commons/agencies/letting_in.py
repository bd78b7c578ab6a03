"""Which colleagues are being let in anew, as the people read it who may confirm it; and the code by which they come in."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db import transaction

from throughcare.commons.agencies.keys import digest_of_code
from throughcare.commons.agencies.models import Account, OneTimeCode, Recovery

PROMISED_HOURS = 24  # in which a second person confirms, and in which the code is used


def waiting(*, at: datetime) -> list[Recovery]:
    """This will list what was asked for colleagues of the reader's agencies and waits for a second person."""
    rows = Recovery.objects.filter(confirmed_at__isnull=True, expires_at__gt=at)
    return list(rows.select_related("staff", "asked_by").order_by("asked_at", "id"))


def asked(key: str, *, at: datetime) -> Recovery | None:
    """This will find one of them by its key, or none."""
    return next((one for one in waiting(at=at) if str(one.key) == key), None)


@transaction.atomic
def use_code(username: str, typed: str, *, password: str, at: datetime) -> datetime | None:
    """This will use a right code up and make the password the new one, and say when the code was made, or none."""
    account = Account.objects.filter(username=username, is_active=True).first()
    rows = OneTimeCode.objects.select_for_update().filter(account=account, used_at__isnull=True, expires_at__gt=at)
    code = rows.order_by("-id").first() if account else None
    if account is None or code is None or not hmac.compare_digest(code.digest, digest_of_code(typed, salt=code.salt)):
        return None
    OneTimeCode.objects.filter(pk=code.pk).update(used_at=at)
    account.set_password(password)
    account.save(update_fields=["password"])
    return code.made_at
