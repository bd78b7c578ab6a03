"""Words typed and not yet sent: only their writer sees them, and they expire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from throughcare.commons.cases.models import Draft
from throughcare.kernel.definitions import load


@dataclass(frozen=True)
class Kept:
    """What somebody typed into a form, and when it was last saved."""

    body: Mapping[str, Any]
    saved_at: datetime


def question_form(reference: str) -> str:
    """This will name the draft of a question to agencies, which other packages may prepare."""
    return f"information.ask:{reference}"


def lives(kind: str) -> timedelta:
    """This will say how long a draft of one kind is kept after it was last saved."""
    return timedelta(days=int(load("records", "drafts").data["days"][kind]))


def keep(form: str, body: Mapping[str, Any], *, staff_id: int, at: datetime, case_id: int | None = None) -> None:
    """This will keep what somebody typed into a form, in place of what they typed into it before."""
    values = {"body": dict(body), "saved_at": at, "expires_at": at + lives("form")}
    if not Draft.objects.filter(staff_id=staff_id, form=form).update(**values):
        Draft.objects.create(staff_id=staff_id, form=form, case_id=case_id, **values)


def kept(form: str, *, staff_id: int, at: datetime) -> Kept | None:
    """This will give what somebody typed into a form, unless it has expired."""
    row = Draft.objects.filter(staff_id=staff_id, form=form, expires_at__gt=at).first()
    return Kept(row.body or {}, row.saved_at) if row else None


def remove_expired(*, at: datetime) -> int:
    """This will remove every draft whose time is over at the moment that the clock speaks of, and give how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.remove_expired_drafts()")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def drop(form: str, *, staff_id: int) -> None:
    """This will forget what somebody typed into a form, because it was sent."""
    Draft.objects.filter(staff_id=staff_id, form=form).delete()
