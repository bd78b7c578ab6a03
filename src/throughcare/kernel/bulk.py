"""Many rows of one table in one statement with one value: the rows as JSON, taken apart by the database.

`bulk_create` writes each value of each row into the statement, and asks for defaults row by row, which costs
milliseconds a row where there are thousands. Columns that the database fills in itself are left to it. What is the same
in every row, as most of what a record carries, is written and read once and not once a row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import NOT_PROVIDED, AutoField, Field, Model
from django.db.models.expressions import DatabaseDefault
from django.utils import timezone


def insert_all(rows: Sequence[Model], *, unless_taken: bool = False) -> int:
    """This will insert rows of one table at once and give their number; nothing is read back, not even a key.

    The rows are alike: what the first leaves to the database, all do. `unless_taken` passes over rows whose unique
    values are taken already.
    """
    if not rows:
        return 0
    fields = [field for field in rows[0]._meta.concrete_fields if not _is_left_to_the_database(field, rows[0])]
    body = [{str(field.column): _plain(field, row) for field in fields} for row in rows]
    return _insert(type(rows[0]), [str(field.column) for field in fields], body, unless_taken=unless_taken)


def insert_each(table: type[Model], rows: Sequence[Mapping[str, Any]]) -> int:
    """This will insert rows of one table at once, each told by the names of its columns, and give their number.

    The rows are alike. What they do not tell is what the model gives where nothing is told; no instance is made of them,
    which costs more than the row itself where there are thousands.
    """
    if not rows:
        return 0
    given = {field.attname: field for field in table._meta.concrete_fields}
    told = rows[0].keys()
    assert told <= given.keys(), f"{table.__name__} has no column {told - given.keys()}"
    alike, anew = _not_told([field for name, field in given.items() if name not in told])
    columns = {str(given[name].column): name for name in told}
    body = [
        {
            **alike,
            **{column: default() for column, default in anew.items()},
            **{column: row[name] for column, name in columns.items()},
        }
        for row in rows
    ]
    return _insert(table, list(body[0]), body)


def _not_told(fields: Sequence[Field[Any, Any]]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What the model gives by itself: the same for every row, or made anew for each. The database's own are left to it."""
    alike: dict[str, Any] = {}
    anew: dict[str, Callable[[], Any]] = {}
    for field in fields:
        column = str(field.column)
        if isinstance(field, AutoField) or field.db_default is not NOT_PROVIDED:
            continue
        if getattr(field, "auto_now_add", False):
            alike[column] = timezone.now()
        elif field.has_default() and callable(field.default):
            anew[column] = field.default
        else:
            alike[column] = field.get_default()
    return alike, anew


def _insert(
    table: type[Model], columns: Sequence[str], body: Sequence[Mapping[str, Any]], *, unless_taken: bool = False
) -> int:
    quoted = connection.ops.quote_name
    alike = {column: body[0][column] for column in columns if _is_alike(column, body)}
    each = [{column: value for column, value in row.items() if column not in alike} for row in body]
    said = {
        "table": quoted(table._meta.db_table),
        "columns": ", ".join(quoted(column) for column in columns),
        "values": ", ".join(f"{'alike' if column in alike else 'each'}.{quoted(column)}" for column in columns),
        "taken": "ON CONFLICT DO NOTHING" if unless_taken else "",
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT.format(**said), [json.dumps(rows, cls=_Exact) for rows in (alike, each)])
        return int(cursor.rowcount)


def _is_alike(column: str, body: Sequence[Mapping[str, Any]]) -> bool:
    first = body[0][column]
    return all(row[column] is first or _is_the_same(row[column], first) for row in body)


def _is_the_same(value: Any, first: Any) -> bool:
    """Python takes 1 for yes, also where they lie deep in a list or mapping: those are alike where they are one and the same."""
    return type(value) is type(first) and not isinstance(value, list | dict) and bool(value == first)


_INSERT = (
    "INSERT INTO {table} ({columns}) SELECT {values} FROM jsonb_populate_record(NULL::{table}, %s::jsonb) AS alike, "
    "jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS each {taken}"
)


def update_all(rows: Sequence[Model], *names: str) -> int:
    """This will write some fields of many rows of one table at once, each row found by its key, and give their number."""
    if not rows:
        return 0
    meta, quoted = rows[0]._meta, connection.ops.quote_name
    assert meta.pk is not None
    key, fields = str(meta.pk.column), [meta.get_field(name) for name in names]
    columns = [str(field.column) for field in fields]  # type: ignore[union-attr]  # columns of this table alone
    body = [
        {key: row.pk, **{column: getattr(row, name) for column, name in zip(columns, names, strict=True)}}
        for row in rows
    ]
    table, changes = quoted(meta.db_table), ", ".join(f"{quoted(column)} = new.{quoted(column)}" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE.format(table=table, changes=changes, key=quoted(key)), [json.dumps(body, cls=_Exact)])
        return int(cursor.rowcount)


_UPDATE = (
    "UPDATE {table} AS old SET {changes} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) AS new "
    "WHERE old.{key} = new.{key}"
)


class _Exact(DjangoJSONEncoder):
    """Moments keep their microseconds, which Django's own shape for scripts cuts to a thousandth."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _is_left_to_the_database(field: Field[Any, Any], row: Model) -> bool:
    value = getattr(row, field.attname)
    return isinstance(value, DatabaseDefault) or (isinstance(field, AutoField) and value is None)


def _plain(field: Field[Any, Any], row: Model) -> Any:
    return field.pre_save(row, True)
