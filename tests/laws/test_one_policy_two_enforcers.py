"""The matrix in Python and the row policies in the database agree, for every role, on generated worlds."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings

from tests.kit.worlds import NOW, World, build, may, readable, roles_at, worlds
from throughcare.commons.cases import gate
from throughcare.frame.transaction import acting
from throughcare.kernel.answers import NotFound
from throughcare.safeguards.access.matrix import matrix

TABLES = [
    ("cases_case", "id", "identity"),
    ("cases_event", "case_id", "core"),
    ("cases_healthnote", "case_id", "health"),
    ("cases_policenote", "case_id", "police"),
]


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(world=worlds())
def test_python_and_database_see_the_same_cases(world: World) -> None:
    with transaction.atomic():
        built = build(world)
        for number, staff in enumerate(built.staff):
            _compare(world, built, number, staff)
        transaction.set_rollback(True)


def _compare(world, built, number, staff) -> None:
    with acting("staff", staff=staff, at=NOW):
        for compartment in matrix().compartments:
            for need in ("read", "write"):
                expected = {built.cases[c] for c in range(len(world.cases)) if may(world, number, c, compartment, need)}
                assert visible(compartment, need) == expected, (compartment, need)
        for table, column, compartment in TABLES:
            expected = {built.cases[c] for c in range(len(world.cases)) if may(world, number, c, compartment, "read")}
            assert readable(table, column) == expected, table
    for case, reference in enumerate(built.references):
        with acting("staff", staff=staff, at=NOW):
            _compare_gate(world, number, staff, case, reference)


def _compare_gate(world, number, staff, case, reference) -> None:
    roles = roles_at(world, number, case)
    opens = bool(matrix().may({role for role in roles if matrix().roles[role].opens}, "identity", "read"))
    if not opens:
        with pytest.raises(NotFound):
            gate.open(reference, by=staff, at=NOW)
        return
    opened = gate.open(reference, by=staff, at=NOW)
    assert opened.roles == roles
    for compartment in matrix().compartments:
        expected = {opened.id} if opened.may_read(compartment) else set()
        assert visible(compartment, "read") == expected, compartment


def visible(compartment: str, need: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unnest(tc.visible_cases(%s, %s))", [compartment, need])
        return {row[0] for row in cursor.fetchall()}
