"""Writing that a colleague is to be told: part of the act that asks for it, sent after its transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from throughcare.commons.mail.models import Mail
from throughcare.kernel.bulk import insert_all


def write(staff_ids: Collection[int], *, kind: str, cause: str, at: datetime) -> int:
    """This will write one mail to each of some colleagues, once for its cause, and give how many are new."""
    mails = [
        Mail(staff_id=staff_id, kind=kind, cause=cause, written_at=at, try_at=at) for staff_id in sorted(set(staff_ids))
    ]
    return insert_all(mails, unless_taken=True)
