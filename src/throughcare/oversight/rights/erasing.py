"""Empties every personal field of a person, in every table that says it holds one, under the eraser's role.

What is emptied comes from the register of handled tables alone, so a new table cannot be forgotten: a law test demands
that each of its fields is said to be personal or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

from throughcare.commons.cases import erased
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
    """This will erase every case of the person that the same controller answers for, and give the number of emptied rows.

    The person goes with them, unless another controller's record still names them: that is theirs to erase.
    """
    settle_cases([case_id])
    return sum(erase_cases(_cases_with(case_id)).values())


def erase_cases(case_ids: Collection[int]) -> dict[int, int]:
    """This will erase cases and no others of their people, and give the number of rows that were emptied of each.

    A person goes with the last of their cases; until then what is held of the person belongs to the cases that stay.
    """
    cases = sorted(case_ids)
    with as_eraser():
        settle(_people_of(cases))
        gone = _people_to_forget(cases)
        files.forget(cases)
        erased.forget(cases)
        emptied = _empty(cases, [person for people in gone.values() for person in people])
        of_person = {person: case for case, people in gone.items() for person in people}
        _mark_erased(cases, of_person)
    found = Counter({case: emptied[case, "case"] for case in cases})
    for person, case in of_person.items():
        found[case] += emptied[person, "person"]
    return dict(found)


def settle_cases(case_ids: Collection[int]) -> None:
    """This will settle who acts on the people of some cases, for an act under another role than the eraser's."""
    with as_eraser():
        settle(_people_of(sorted(case_ids)))


def settle(people: Iterable[int]) -> None:
    """This will wait until nobody else erases or copies what is held of these people, and keep them out until the end.

    A copy that is made first is emptied with the rest; one that comes second finds that the person was erased.
    """
    with connection.cursor() as cursor:
        for person in sorted(people):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [f"person:{person}", LOCK])


def _cases_with(case_id: int) -> list[int]:
    with as_eraser(), connection.cursor() as cursor:
        cursor.execute("SELECT tc.cases_of_copy(%s)", [case_id])
        cases: list[int] = (cursor.fetchone() or ([],))[0]
    return cases


def _people_of(cases: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(array_agg(DISTINCT p), '{}') FROM unnest(%s::bigint[]) c, unnest(tc.people_of_case(c)) p",
            [cases],
        )
        people: list[int] = (cursor.fetchone() or ([],))[0]
    return people


def _people_to_forget(cases: list[int]) -> dict[int, list[int]]:
    """The people who have no other case that stays, each under the last of their cases here."""
    found: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, person_id FROM tc.people_to_forget(%s)", [cases])
        for case, person in cursor.fetchall():
            found.setdefault(case, []).append(person)
    return found


def _empty(cases: list[int], people: list[int]) -> Counter[tuple[int, str]]:
    """How many rows were emptied of each case and of each person."""
    emptied: Counter[tuple[int, str]] = Counter()
    for handling in register().values():
        if handling.personal and handling.scope == "own":
            emptied += _remove_drafts(handling, cases)
        elif handling.personal and handling.scope in ("case", "person"):
            emptied += _empty_table(handling, cases if handling.scope == "case" else people)
    return emptied + _remove_words(cases)


def _empty_table(handling: Handling, ids: list[int]) -> Counter[tuple[int, str]]:
    columns = ", ".join(_emptied(handling.model._meta.get_field(name)) for name in handling.personal)
    return _counted(
        f"UPDATE {handling.table} SET {columns} WHERE {handling.column} = ANY (%s) RETURNING {handling.column} AS id",
        ids,
        scope=handling.scope,
    )


def _counted(statement: str, ids: list[int], *, scope: str = "case") -> Counter[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"WITH emptied AS ({statement}) SELECT id, count(*) FROM emptied GROUP BY id", [ids])
        return Counter({(row[0], scope): row[1] for row in cursor.fetchall()})


def _remove_drafts(handling: Handling, cases: list[int]) -> Counter[tuple[int, str]]:
    """A draft names its case; a post that waits for its writer to sign in names the address it was sent to."""
    columns = {field.attname for field in handling.model._meta.concrete_fields}
    if "case_id" in columns:
        return _counted(f"DELETE FROM {handling.table} WHERE case_id = ANY (%s) RETURNING case_id AS id", cases)
    if "path" in columns:
        named = "c.id = ANY (%s) AND strpos(d.path, c.reference) > 0"
        return _counted(f"DELETE FROM {handling.table} d USING cases_case c WHERE {named} RETURNING c.id", cases)
    return Counter()


def _remove_words(cases: list[int]) -> Counter[tuple[int, str]]:
    return _counted("DELETE FROM audit_reason WHERE case_id = ANY (%s) RETURNING case_id AS id", cases)


def _mark_erased(cases: list[int], people: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET erased_at = tc.at() WHERE id = ANY (%s)", [list(people)])
        cursor.execute("UPDATE cases_case SET erased_at = tc.at() WHERE id = ANY (%s)", [cases])


def _emptied(field: object) -> str:
    assert isinstance(field, models.Field)
    assert field.column is not None
    if field.null:
        return f'"{field.column}" = NULL'
    default = field.get_default()
    value = default if isinstance(default, str) else ""
    return f"\"{field.column}\" = '{value}'"
