"""How sending stands, for whoever runs the site: numbers and kinds of problems."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughcare.commons.mail.models import Mail
from throughcare.kernel.definitions import load


@dataclass(frozen=True)
class Waiting:
    """How many mails were tried and wait to be tried again, since when, and what was in the way of the last."""

    number: int
    since: datetime | None
    problem: str


def limits() -> dict[str, object]:
    """This will give this site's own rules of sending."""
    return dict(load("records", "mail").data)


def to_send(*, most: int, at: datetime) -> list[UUID]:
    """This will list what is to be sent at a moment, what cannot wait first, oldest first."""
    waiting = Mail.objects.filter(sent_at__isnull=True, given_up_at__isnull=True, try_at__lte=at)
    urgent_first = waiting.order_by("-kind", "written_at", "id").values_list("key", flat=True)
    return list(urgent_first[:most])


def waiting() -> Waiting:
    """This will say what could not be sent so far. Asked under the clock's role."""
    tried = Mail.objects.filter(sent_at__isnull=True, given_up_at__isnull=True, tries__gt=0)
    last = tried.order_by("-try_at", "-id").first()
    first = tried.order_by("written_at", "id").first()
    return Waiting(tried.count(), first.written_at if first else None, last.problem if last else "")
