"""Lays indexes and foreign keys aside while millions of rows go in, and puts them back: once each instead of row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

Say = Callable[[str], None]

CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('f', 'u') AND conrelid = ANY (%s::regclass[]) ORDER BY contype DESC, conname
"""
INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    WHERE i.indrelid = ANY (%s::regclass[]) AND NOT i.indisprimary
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1
"""


@contextmanager
def laid_aside(tables: list[str], *, say: Say) -> Iterator[None]:
    """This will take indexes, unique and foreign keys off some tables and build them again after what is inside."""
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [tables])
        constraints = cursor.fetchall()
        cursor.execute(INDEXES, [tables])
        indexes = cursor.fetchall()
        for table, name, _definition in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for name, definition in indexes:
            say(f"index {name}")
            cursor.execute(definition)
        for table, name, definition in sorted(constraints, key=lambda one: one[2].startswith("FOREIGN")):
            say(f"key {name}")
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def how_many(tables: list[str]) -> int:
    """This will say how many indexes and keys would be laid aside."""
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS, [tables])
        constraints = len(cursor.fetchall())
        cursor.execute(INDEXES, [tables])
        return constraints + len(cursor.fetchall())
