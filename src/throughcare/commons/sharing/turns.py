"""Whoever gives, takes back or tells of something of a case does so one after the other."""

from __future__ import annotations

from django.db import connection


def take_turns(case_id: int) -> None:
    """This will wait until nobody else gives, takes back or tells of anything of a case, and keep them out until the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('disclosures'), %s)", [case_id])
