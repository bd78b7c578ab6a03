"""Writing and checking audit lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


def record(verb: str, *, kind: str, subject: object, at: datetime, case_id: int | None = None, reason: str = "") -> int:
    """This will write one audit line on the case's chain, or on the actor's own where there is no case.

    `verb` has the form `package:act`; `subject` is an opaque id, never a name.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.audit(%s, %s, %s, %s, %s, %s)", [verb, case_id, kind, str(subject), at, reason])
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def record_each(verb: str, *, kind: str, of_cases: Mapping[int, object], at: datetime) -> None:
    """This will write one line on the chain of each of many cases, in one statement; `of_cases` maps a case to its subject."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(tc.audit(%s, of_case, %s, subject, %s, '')) FROM unnest(%s::bigint[], %s::text[]) AS t(of_case, subject)",
            [verb, kind, at, list(of_cases), [str(subject) for subject in of_cases.values()]],
        )


@dataclass(frozen=True)
class BrokenLine:
    """The first line of a chain that no longer verifies."""

    chain: str
    line_id: int
    place: int
    problem: str


def verify() -> tuple[int, list[BrokenLine]]:
    """This will recompute every chain and give the number of lines checked and the first broken line of each chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public.audit_line")
        counted = cursor.fetchone()
        cursor.execute("SELECT chain, line_id, place, problem FROM tc.broken_lines()")
        broken = [BrokenLine(*row) for row in cursor.fetchall()]
    assert counted is not None
    return int(counted[0]), broken
