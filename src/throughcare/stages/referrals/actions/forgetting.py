"""Forgetting what was put away and never sent."""

from __future__ import annotations

from datetime import datetime

from django.db import connection


def remove_expired_forms(*, at: datetime) -> int:
    """This will remove every saved form whose time is over at the moment that the clock speaks of, and give how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.remove_expired_forms()")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])
