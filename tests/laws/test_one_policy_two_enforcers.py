"""The matrix in Python and the row policies in the database agree, for every role, on generated worlds."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings

from tests.kit.worlds import NOW, World, build, may, readable, roles_at, worlds
from throughcare.commons.agencies.keys import new_key
from throughcare.commons.agencies.models import Staff, Token, TokenSecret
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


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(world=worlds())
def test_machines_are_told_of_the_same_cases_by_list_and_by_address(world: World, at_that_moment: None) -> None:
    with transaction.atomic():
        built = build(world)
        for number, staff in enumerate(built.staff):
            _compare_addresses(world, built, number, staff)
        transaction.set_rollback(True)


@pytest.fixture
def at_that_moment(monkeypatch) -> None:
    from throughcare.api import door

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr(door, "_not_too_often", lambda *_asked, **_limits: None)


def _compare_addresses(world, built, number, staff) -> None:
    bearer = {"Authorization": f"Bearer {_a_token(staff)}"}
    answer = Client().get("/api/cases", headers=bearer)
    if number in world.inactive:
        assert answer.status_code == 401
        return
    listed = {case["reference"] for case in answer.json()["cases"]}
    for case, reference in enumerate(built.references):
        roles = roles_at(world, number, case)
        opens = bool(matrix().may({role for role in roles if matrix().roles[role].opens}, "identity", "read"))
        found = Client().get(f"/api/cases/{reference}", headers=bearer)
        expected = 404 if not opens else 200 if matrix().may_do(roles, "cases.open") else 409
        assert ((reference in listed), found.status_code) == (opens, expected), roles


def _a_token(staff: int) -> str:
    key = new_key()
    times = {"made_at": NOW - timedelta(days=1), "expires_at": NOW + timedelta(days=1)}
    agency = Staff.objects.get(pk=staff).agency_id
    token = Token.objects.create(staff_id=staff, agency_id=agency, purpose="-", scopes=["cases.read"], **times)
    TokenSecret.objects.create(token=token, handle=key.handle, salt="", digest=key.digest(""))
    return key.written
