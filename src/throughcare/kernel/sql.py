"""Hot reads as named, commented SQL in `queries.sql` beside `queries.py`: one statement a card, found by its name.

A statement begins with a line `-- name: mine`; the comment lines under it say what it is for. Values are written
`%(name)s`, and a percent sign of the statement's own is written twice. Where a list can be put in several orders, the
statement has a place `{order}` that the caller fills with one of its own words, never with what somebody typed.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

_NAME = re.compile(r"^-- name: ([a-z][a-z0-9_]*)\s*$", re.MULTILINE)
_asked = ContextVar("asked", default=DEFAULT_DB_ALIAS)
Row = Any  # a named tuple of the statement's columns


class NamedSql:
    """The statements of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.statements = read_statements(path.read_text(encoding="utf-8"), where=str(path))

    def rows(
        self, name: str, values: Mapping[str, object] | None = None, *, parts: Mapping[str, str] | None = None
    ) -> list[Row]:
        """This will run a statement and give its rows, each with its columns as attributes."""
        return rows_of(name, _filled(self.statements[name], parts), values or {})

    def one(
        self, name: str, values: Mapping[str, object] | None = None, *, parts: Mapping[str, str] | None = None
    ) -> Row | None:
        """This will give the first row of a statement, or none."""
        found = self.rows(name, values, parts=parts)
        return found[0] if found else None


def rows_of(name: str, statement: str, values: Mapping[str, object]) -> list[Row]:
    """This will run a statement that was put together from named ones, and give its rows."""
    with connections[_asked.get()].cursor() as cursor:
        cursor.execute(statement, dict[str, Any](values))
        shape = _shape(name, tuple(column.name for column in cursor.description or ()))
        return [shape(*row) for row in cursor.fetchall()]


@contextmanager
def asking(alias: str) -> Iterator[None]:
    """This will have the named statements inside ask another database of the settings than the first."""
    before = _asked.set(alias)
    try:
        yield
    finally:
        _asked.reset(before)


def read_statements(text: str, *, where: str) -> dict[str, str]:
    """This will split a file into its statements by name; a name that stands twice is a defect."""
    parts = _NAME.split(text)
    names, bodies = parts[1::2], parts[2::2]
    if len(set(names)) != len(names):
        raise ValueError(f"{where} names a statement twice: give each its own name.")
    return {name: body.strip().rstrip(";") for name, body in zip(names, bodies, strict=True)}


def without_comments(statement: str) -> str:
    """This will leave out the lines that say what a statement is for, so that it can be a part of another."""
    return "\n".join(line for line in statement.splitlines() if not line.startswith("--"))


def quoted(code: str) -> str:
    """This will write a code of ours as a literal of SQL, where a view leaves no place for a value."""
    return "'" + code.replace("'", "''") + "'"


def uk_day(moment: str) -> str:
    """This will write the day of a moment in the United Kingdom as SQL."""
    return f"({moment} AT TIME ZONE 'Europe/London')::date"


def _filled(statement: str, parts: Mapping[str, str] | None) -> str:
    for place, words in (parts or {}).items():
        statement = statement.replace(f"{{{place}}}", words)
    return statement


@lru_cache(maxsize=512)
def _shape(name: str, columns: tuple[str, ...]) -> type[Any]:
    return namedtuple(name, columns)  # its columns are known when the statement has run
