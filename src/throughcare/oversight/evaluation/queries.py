"""Look-ups of kept tables, and of the roles in which somebody asks."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Max

from throughcare.oversight.evaluation.definitions import FIRST
from throughcare.oversight.evaluation.models import StoredTable


def my_roles() -> frozenset[str]:
    """This will give the roles that whoever asks holds today."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT role FROM tc.my_posts()")
        return frozenset(role for (role,) in cursor.fetchall())


def latest_quarter() -> date | None:
    """This will give the last quarter for which figures were made, or none."""
    found: date | None = StoredTable.objects.aggregate(last=Max("until"))["last"]
    return found


def stored(measure: str, *, breakdown: str, until: date) -> StoredTable | None:
    """This will find the last edition of a table of one quarter."""
    found = StoredTable.objects.filter(measure=measure, breakdown=breakdown, until=until)
    return found.order_by("-edition", "-id").first()


def years(until: date) -> tuple[str, ...]:
    """This will list the years that the tables of a quarter have."""
    opens = StoredTable.objects.filter(until=until, measure=FIRST)
    found = opens.order_by("-edition", "-id").values_list("data__rows", flat=True).first()
    return tuple(found or ())
