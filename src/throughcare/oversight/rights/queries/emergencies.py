"""Emergencies as the data protection officer reads them; those of the own controller's cases, by the row policies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.kernel.definitions import load
from throughcare.kernel.sql import NamedSql
from throughcare.oversight.rights.models import EmergencyAccess, NothingOpened

KEPT = 50
SQL = NamedSql(Path(__file__).with_suffix(".sql"))


@dataclass(frozen=True)
class ToQuestion:
    """One look that deserves a question: who, which case, when, and the words of the rule that says so."""

    rule: str
    words: str
    verify: bool
    request_id: str
    reference: str
    staff: str
    agency: str
    looked_at: datetime


def emergency(key: str) -> EmergencyAccess | None:
    """This will find one emergency access to a case of the own controller, or none."""
    return EmergencyAccess.objects.select_related("staff__agency", "reviewed_by").filter(key=key).first()


def to_review() -> list[EmergencyAccess]:
    """This will list the emergencies that wait for a review, first due first."""
    waiting = EmergencyAccess.objects.select_related("staff__agency").filter(reviewed_at__isnull=True)
    return list(waiting.order_by("due_on", "id"))


def something_waits() -> bool:
    """This will say whether an emergency, or a search that opened nothing, waits for a review."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM rights_emergencyaccess WHERE reviewed_at IS NULL) "
            "OR EXISTS (SELECT 1 FROM rights_nothingopened WHERE reviewed_at IS NULL)"
        )
        return bool((cursor.fetchone() or (False,))[0])


def reviewed() -> list[EmergencyAccess]:
    """This will list the emergencies that were reviewed, newest first."""
    found = EmergencyAccess.objects.select_related("staff__agency", "reviewed_by").filter(reviewed_at__isnull=False)
    return list(found.order_by("-reviewed_at", "-id")[:KEPT])


def searches_to_review() -> list[NothingOpened]:
    """This will list the searches by name that opened nothing and wait for a review, first due first."""
    waiting = NothingOpened.objects.select_related("staff__agency").filter(reviewed_at__isnull=True)
    return list(waiting.order_by("due_on", "id"))


def searches_reviewed() -> list[NothingOpened]:
    """This will list the searches by name that opened nothing and were reviewed, newest first."""
    found = NothingOpened.objects.select_related("staff__agency", "reviewed_by").filter(reviewed_at__isnull=False)
    return list(found.order_by("-reviewed_at", "-id")[:KEPT])


def search_without_record(key: str) -> NothingOpened | None:
    """This will find one search that opened nothing, of a colleague for whom the officer answers, or none."""
    return NothingOpened.objects.select_related("staff__agency", "reviewed_by").filter(key=key).first()


def open_to_me(staff_id: int, *, at: datetime) -> list[EmergencyAccess]:
    """This will list the cases that are open to a colleague in an emergency now, by their own rows."""
    running = EmergencyAccess.objects.filter(staff_id=staff_id, until_at__gt=at, grant__until_at__gt=at)
    return list(running.order_by("-from_at", "-id"))


def looks_to_question(*, at: datetime) -> list[ToQuestion]:
    """This will list the looks of the last weeks that deserve a question, newest first; nothing is counted for anybody."""
    data = load("records", "looks").data
    asked = {
        "since": at - timedelta(days=data["days_back"]),
        "many": data["rules"]["many"]["cases"],
        "days": data["rules"]["nothing_due"]["days"],
    }
    return [
        ToQuestion(
            row.rule,
            _(data["rules"][row.rule]["words"]),
            data["rules"][row.rule].get("verify", False),
            row.request_id,
            row.reference,
            row.staff,
            row.agency,
            row.looked_at,
        )
        for row in SQL.rows("looks_to_question", asked)
    ]


def look_to_question(*, request_id: str, reference: str, at: datetime) -> ToQuestion | None:
    """This will find one look that deserves a question and waits for a word, or none."""
    waiting = looks_to_question(at=at)
    return next((one for one in waiting if (one.request_id, one.reference) == (request_id, reference)), None)
