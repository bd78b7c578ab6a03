"""Wrong passwords are counted for a few minutes, so that guessing is slow."""

from __future__ import annotations

from datetime import datetime, timedelta

from throughcare.config.site_keys import digest, digests
from throughcare.web.models import SignInTry

WINDOW = timedelta(minutes=15)
MOST = 5


def too_many_until(name: str, *, at: datetime) -> datetime | None:
    """This will say until when a name must wait, whether there is such an account or not; none when it may try."""
    tries = SignInTry.objects.filter(name_digest__in=digests(_plain(name)), tried_at__gt=at - WINDOW).order_by(
        "-tried_at"
    )[:MOST]
    times = list(tries.values_list("tried_at", flat=True))
    return times[-1] + WINDOW if len(times) == MOST else None


def count(name: str, *, at: datetime) -> None:
    """This will count one wrong password, and forget the old ones."""
    SignInTry.objects.filter(tried_at__lte=at - WINDOW).delete()
    SignInTry.objects.create(name_digest=digest(_plain(name)), tried_at=at)


def forget(name: str) -> None:
    """This will forget the wrong tries of a name after the right one."""
    SignInTry.objects.filter(name_digest__in=digests(_plain(name))).delete()


def _plain(name: str) -> str:
    return name.strip().casefold()
