"""The named statements of this package."""

from __future__ import annotations

from pathlib import Path

from throughcare.kernel.sql import NamedSql

SQL = NamedSql(Path(__file__).resolve().parents[1] / "queries.sql")
