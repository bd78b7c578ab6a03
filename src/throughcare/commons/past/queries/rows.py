"""Every row of a case that was recorded by a moment, from every table that the register knows, in one statement.

A new package need do nothing: a table of a case or of its person is read as soon as it says how it is handled. The row
policies of today decide what comes back.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.past import rules
from throughcare.safeguards.access.register import Handling, register

LEFT_OUT = {
    "cases.case": "what it says of the present is told by the histories of stage, owner and area",
    "people.person": "names are shown as they are today",
    "rights.reasonasked": "it is between the data protection officer and one colleague, and nowhere on the case",
}
EVERY = ("id", "recorded_at", "happened_at", "by", "kind", "source")
ABOUT_EVERY = ("case", "key", "person", "controller", "regime", "basis", "review_on")


@dataclass(frozen=True)
class Kept:
    """One row of a case as it stood at a moment: of which table, when it happened and was recorded, by whom."""

    label: str
    id: int
    recorded_at: datetime
    happened_at: datetime | None
    by_id: int | None
    kind: str
    source: str
    values: Mapping[str, Any]


def tables() -> dict[str, Handling]:
    """This will give every table that holds rows of a case or of its person and says when each was recorded."""
    return {
        label: handling
        for label, handling in register().items()
        if handling.scope in ("case", "person")
        and label not in LEFT_OUT
        and "recorded_at" in {field.name for field in handling.model._meta.concrete_fields}
    }


def rows(case: OpenCase, *, at: datetime, since: datetime | None = None) -> list[Kept]:
    """This will list every row that was recorded by a moment, and after another where one is named, oldest first."""
    read = [label for label, handling in tables().items() if _may_hold(case, handling)]
    return rows_of(read, case_id=case.id, person_id=case.person_id, at=at, since=since)


def rows_of(
    labels: Collection[str], *, case_id: int, person_id: int, at: datetime, since: datetime | None = None
) -> list[Kept]:
    """This will list the rows of some tables, as far as the row policies give them, oldest first."""
    values: dict[str, Any] = {"case": case_id, "person": person_id, "at": at, "since": since}
    with connection.cursor() as cursor:
        cursor.execute(_statement(tuple(labels)), values)
        return [_kept(label, json.loads(row), at=at) for label, row in cursor.fetchall()]


def first_recorded(case: OpenCase) -> datetime | None:
    """This will say when the first row of the case was recorded that its reader may see."""
    found = rows(case, at=case.at)
    return found[0].recorded_at if found else None


def _may_hold(case: OpenCase, handling: Handling) -> bool:
    """Whether a row may come back at all. A table with rows of one's own besides is always asked."""
    return case.may_read(handling.compartment) or bool(handling.mine or handling.agency_column or handling.wider)


@lru_cache(maxsize=64)
def _statement(labels: tuple[str, ...]) -> str:
    """Names of tables and columns come from our own register, never from what somebody typed."""
    each = " UNION ALL ".join(_of_table(label, register()[label]) for label in labels)
    every = each or "SELECT '' AS label, 0 AS id, now() AS recorded_at, '{}'::jsonb AS row WHERE false"
    return f"SELECT label, row::text FROM ({every}) found ORDER BY recorded_at, label, id"


def _of_table(label: str, handling: Handling) -> str:
    names = ", ".join(f"'{field.name}', t.\"{field.column}\"" for field in shown_fields(handling))
    whose = "case" if handling.scope == "case" else "person"
    return (
        f"SELECT '{label}' AS label, t.\"{handling.model._meta.pk.column}\" AS id, t.recorded_at, "
        f"jsonb_build_object({names}) AS row FROM {handling.table} t "
        f'WHERE t."{handling.column}" = %({whose})s AND t.recorded_at <= %(at)s '
        "AND (%(since)s::timestamptz IS NULL OR t.recorded_at > %(since)s)"
    )


def shown_fields(handling: Handling) -> list[Field[Any, Any]]:
    """This will list the fields of a table that a reader can be shown; keys of files and digests are never asked for."""
    never = {"sealed_key", "stored", "digest", "sha256", "sounds"}
    return [field for field in handling.model._meta.concrete_fields if field.name not in never]


def _kept(label: str, row: dict[str, Any], *, at: datetime) -> Kept:
    handling = register()[label]
    fields = {field.name: field for field in shown_fields(handling)}
    values = {name: _typed(fields[name], value) for name, value in row.items()}
    changes = rules.moments(handling.mutable, handling.with_moment)
    then = rules.as_it_was(values, at=at, changes=changes)
    return Kept(
        label=label,
        id=int(values.get("id") or 0),
        recorded_at=values["recorded_at"],
        happened_at=values.get("happened_at"),
        by_id=values.get("by"),
        kind=values.get("kind") or "",
        source=values.get("source") or "",
        values={name: value for name, value in then.items() if name not in (*EVERY, *ABOUT_EVERY)},
    )


def of_model(row: Model, *, at: datetime) -> Kept:
    """This will give a row that is not saved yet in the shape in which it will be read back."""
    label = row._meta.label_lower
    values = {field.name: getattr(row, field.attname) for field in shown_fields(register()[label])}
    return _kept(label, values | {"recorded_at": at}, at=at)


def _typed(field: Field[Any, Any], value: Any) -> Any:
    if value is None or field.is_relation or field.get_internal_type() in ("JSONField", "ArrayField"):
        return value
    return field.to_python(value)
