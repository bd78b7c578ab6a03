"""Builds a country at one of its scales, as owner, in one transaction: either all of it is there or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from throughcare.cli.national import drawing
from throughcare.cli.national.aside import how_many, laid_aside
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.sql import read_statements
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway

Progress = Callable[[int, int, str], None]
HERE = Path(__file__).parent
FILES = ("world", "cases", "panel", "support", "audit")
# The first number that is free in each table whose rows are numbered here, because later statements name them.
NUMBERED = {
    "agency": "agencies_agency",
    "area": "agencies_area",
    "staff_id": "agencies_staff",
    "person_id": "people_person",
    "case_id": "cases_case",
    "note_id": "cases_note",
    "meeting_id": "meetings_meeting",
    "item_id": "meetings_item",
    "decision_id": "meetings_decision",
    "view_id": "meetings_view",
    "session_id": "delivery_session",
    "line_id": "audit_line",
}
DRAWN_FROM = {
    "nat_words": "kind text, words text[]",
    "nat_sound": "word text PRIMARY KEY, sound text",
    "nat_pick": "kind text, codes text[], bounds float8[], first_day date, last_day date",
    "nat_age": "place int, lowest int, highest int",
    "nat_told": "story text, place int, from_stage text, to_stage text, verb text, said text, role text, lowest int, highest int, words text, tells boolean",
    "nat_rule": "code text, rule text, pathway_rule text, source text, verify boolean, days int, role text, address text",
    "nat_open": "stage text, code text",
    "nat_reference": "n bigint PRIMARY KEY, reference text",
}


def scales() -> list[str]:
    """This will name the scales that a country can be built at, smallest first."""
    return list(load("demo", "national").data["scales"])


def is_there() -> bool:
    """This will say whether a country has been built."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM agencies_area WHERE code = 'place-1')")
        row = cursor.fetchone()
    return bool(row and row[0])


def build(scale: str, *, at: datetime, progress: Progress) -> int:
    """This will build a country where none is built yet, and give the number of its cases."""
    if is_there():
        return 0
    with transaction.atomic():
        _build(scale, at, progress)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    cases: int = load("demo", "national").data["scales"][scale]["cases"]
    return cases


def _build(scale: str, at: datetime, progress: Progress) -> None:
    data = load("demo", "national").data
    statements = [(name, words) for file in FILES for name, words in _statements(file, seed=data["seed"])]
    tables = sorted({found for _name, words in statements for found in re.findall(r"INSERT INTO (\w+)", words)})
    done, total = 0, len(statements) + how_many(tables)

    def say(what: str) -> None:
        nonlocal done
        done += 1
        progress(done, total, what.replace("_", " "))

    _lay_out(data, data["scales"][scale], at)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute("SET LOCAL jit = off")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot be changed
        cursor.execute("ALTER TABLE audit_line DISABLE TRIGGER link_at_commit")
        with laid_aside(tables, say=say):
            for name, words in statements:
                say(name)
                cursor.execute(words)
        cursor.execute("ALTER TABLE audit_line ENABLE TRIGGER link_at_commit")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in NUMBERED.values():
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def _statements(file: str, *, seed: int) -> list[tuple[str, str]]:
    path = HERE / f"{file}.sql"
    found = read_statements(path.read_text(encoding="utf-8").replace("{seed}", str(seed)), where=str(path))
    return list(found.items())


def _lay_out(data: Mapping[str, Any], scale: Mapping[str, int], at: datetime) -> None:
    """Everything the statements draw from, as tables that vanish with the transaction."""
    words, today = drawing.words(), uk_today(at)
    rows: dict[str, Sequence[drawing.Row]] = {
        "nat_words": [(kind, list(found)) for kind, found in words.items()],
        "nat_sound": drawing.sounds(words),
        "nat_pick": [*drawing.picks(), _areas(scale["areas"], seed=data["seed"])],
        "nat_age": drawing.ages(),
        "nat_told": list(drawing.steps()),
        "nat_rule": list(drawing.rules()),
        "nat_open": drawing.open_at(),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT reference FROM cases_case")
        taken = {reference for (reference,) in cursor.fetchall()}
        rows["nat_reference"] = list(drawing.references(scale["cases"], seed=data["seed"], taken=taken))
        for table, columns in DRAWN_FROM.items():
            cursor.execute(f"CREATE TEMP TABLE {table} ({columns}) ON COMMIT DROP")
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows[table]:
                    copy.write_row(row)
            cursor.execute(f"ANALYZE {table}")
    _one_row(data, scale, at, today)


def _areas(number: int, *, seed: int) -> drawing.Row:
    """Places by weight: some have three times the cases of others."""
    weights = {place: 40 + (place * 2_654_435_761 + seed) % 121 for place in range(1, number + 1)}
    return drawing.pick("areas", weights)


def _one_row(data: Mapping[str, Any], scale: Mapping[str, int], at: datetime, today: date) -> None:
    values: dict[str, Any] = {
        **scale,
        "now": at,
        "today": today,
        "first_day": today - timedelta(days=round(365.25 * data["years"])),
        "since": today - timedelta(days=round(365.25 * data["years"]) + 30),
        "pathway_version": Pathway.load("channel").version,
        "concern_types_version": codelist("concern_types").version,
        "sectors_version": codelist("sectors").version,
        "regions": [value.code for value in codelist("regions").values],
    }
    free = ", ".join(f"(SELECT coalesce(max(id), 0) FROM {table}) AS {name}" for name, table in NUMBERED.items())
    casts = {"now": "timestamptz", "today": "date", "first_day": "date", "since": "date", "regions": "text[]"}
    casts |= {"pathway_version": "text", "concern_types_version": "text", "sectors_version": "text"}
    given = ", ".join(f"%({name})s::{casts.get(name, 'int')} AS {name}" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE nat ON COMMIT DROP AS SELECT {given}, {free}", values)
