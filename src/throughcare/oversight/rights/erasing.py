"""Empties every personal field of a person, in every table that says it holds one, under the eraser's role.

What is emptied comes from the register of handled tables alone, so a new table cannot be forgotten: a law test demands
that each of its fields is said to be personal or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

from throughcare.commons.files import actions as files
from throughcare.safeguards.access.register import Handling, register

LOCK = 4831


@contextmanager
def as_eraser() -> Iterator[None]:
    """This will run what is inside as the eraser, and give the role back afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = (cursor.fetchone() or ("",))[0]
        cursor.execute("SET LOCAL ROLE tc_eraser")
        yield
        cursor.execute(f'SET LOCAL ROLE "{before}"')


def erase(case_id: int) -> int:
    """This will erase the person of a case from every case they have, and give the number of rows that were emptied."""
    with as_eraser():
        people, cases = _everything_of(case_id)
        settle(people)
        files.forget(cases)
        emptied = sum(_empty(handling, cases, people) for handling in register().values())
        emptied += _remove_words(cases)
        _mark_erased(people)
    return emptied


def settle(people: Iterable[int]) -> None:
    """This will wait until nobody else erases or copies what is held of these people, and keep them out until the end.

    A copy that is made first is emptied with the rest; one that comes second finds that the person was erased.
    """
    with connection.cursor() as cursor:
        for person in sorted(people):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"person:{person}", LOCK])


def _everything_of(case_id: int) -> tuple[list[int], list[int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.people_of_case(%s)", [case_id])
        people: list[int] = (cursor.fetchone() or ([],))[0]
        cursor.execute("SELECT coalesce(array_agg(id), '{}') FROM cases_case WHERE person_id = ANY (%s)", [people])
        cases: list[int] = (cursor.fetchone() or ([],))[0]
    return people, sorted({*cases, case_id})


def _empty(handling: Handling, cases: list[int], people: list[int]) -> int:
    if not handling.personal:
        return 0
    if handling.scope == "own":
        return _remove_drafts(handling, cases)
    if handling.scope not in ("case", "person"):
        return 0
    ids = cases if handling.scope == "case" else people
    columns = ", ".join(_emptied(handling.model._meta.get_field(name)) for name in handling.personal)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {handling.table} SET {columns} WHERE {handling.column} = ANY (%s)", [ids])
        return cursor.rowcount


def _remove_drafts(handling: Handling, cases: list[int]) -> int:
    """A draft names its case; a post that waits for its writer to sign in names the address it was sent to."""
    columns = {field.attname for field in handling.model._meta.concrete_fields}
    of_case = "case_id = ANY (%s)"
    if "case_id" not in columns:
        of_case = "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = ANY (%s) AND strpos(path, c.reference) > 0)"
    if not columns & {"case_id", "path"}:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {handling.table} WHERE {of_case}", [cases])
        return cursor.rowcount


def _remove_words(cases: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_reason WHERE case_id = ANY (%s)", [cases])
        return cursor.rowcount


def _mark_erased(people: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET erased_at = tc.at() WHERE id = ANY (%s)", [people])


def _emptied(field: object) -> str:
    assert isinstance(field, models.Field)
    assert field.column is not None
    if field.null:
        return f'"{field.column}" = NULL'
    default = field.get_default()
    value = default if isinstance(default, str) else ""
    return f"\"{field.column}\" = '{value}'"
