"""Look-ups of kept tables, and of the roles in which somebody asks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from throughcare.kernel.sql import NamedSql
from throughcare.oversight.evaluation.definitions import FIRST
from throughcare.oversight.evaluation.models import StoredTable

SQL = NamedSql(Path(__file__).with_suffix(".sql"))


def my_roles() -> frozenset[str]:
    """This will give the roles that whoever asks holds today."""
    return frozenset(row.role for row in SQL.rows("my_roles"))


def latest_quarter() -> date | None:
    """This will give the last quarter for which figures were made, or none."""
    row = SQL.one("latest_quarter")
    return row.until if row else None


def stored(measure: str, *, breakdown: str, until: date) -> StoredTable | None:
    """This will find the last edition of a table of one quarter."""
    row = SQL.one("stored", {"measure": measure, "breakdown": breakdown, "until": until})
    if row is None:
        return None
    written = {"data": json.loads(row.data), "drawings": json.loads(row.drawings)}
    return StoredTable(**(row._asdict() | written))


def years(until: date) -> tuple[str, ...]:
    """This will list the years that the tables of a quarter have."""
    row = SQL.one("years", {"until": until, "measure": FIRST})
    return tuple(json.loads(row.years)) if row and row.years else ()
