"""Which colleagues are being let in anew, as the people read it who may confirm it."""

from __future__ import annotations

from datetime import datetime

from throughcare.commons.agencies.models import Recovery

PROMISED_HOURS = 24  # in which a second person confirms, and in which the code is used


def waiting(*, at: datetime) -> list[Recovery]:
    """This will list what was asked for colleagues of the reader's agencies and waits for a second person."""
    rows = Recovery.objects.filter(confirmed_at__isnull=True, expires_at__gt=at)
    return list(rows.select_related("staff", "asked_by").order_by("asked_at", "id"))


def asked(key: str, *, at: datetime) -> Recovery | None:
    """This will find one of them by its key, or none."""
    return next((one for one in waiting(at=at) if str(one.key) == key), None)
