"""What must be true of every table, function and role in the database."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from throughcare.safeguards.access.apply import JOBS
from throughcare.safeguards.access.register import register

pytestmark = pytest.mark.django_db

SIGN_IN = {"django_session": "sessions of the login role", "django_content_type": "names of models"}
OF_DJANGO = {"auth_group", "auth_group_permissions", "auth_permission", "django_migrations"}
OF_SAFEGUARDS = {"audit_line", "audit_link", "audit_reason", "access_matrixrow"}
EXEMPT = SIGN_IN.keys() | OF_DJANGO | OF_SAFEGUARDS


def rows(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def our_models():
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("throughcare") and model._meta.db_table not in EXEMPT
    ]


def test_every_table_says_its_compartment_and_handling():
    missing = [model._meta.label for model in our_models() if model._meta.label_lower not in register()]

    assert not missing, f"Put @handled(compartment=…, personal={{…}}, plain=(…)) above: {missing}"


def test_every_field_is_personal_or_not():
    for label, handling in register().items():
        names = {field.name for field in handling.model._meta.concrete_fields}
        said = {
            name.removesuffix("_id") if name not in names else name for name in (*handling.personal, *handling.plain)
        }
        left = names - said - {"id"}
        assert not left, (
            f"{label}: say of each of {sorted(left)} whether it is personal (with its retention class) or plain"
        )
        both = set(handling.personal) & set(handling.plain)
        assert not both, f"{label}: {sorted(both)} cannot be both personal and plain"


def test_personal_fields_can_be_emptied():
    for label, handling in register().items():
        for name in handling.personal:
            field = handling.model._meta.get_field(name)
            empties = field.null or field.get_internal_type() in ("CharField", "TextField")
            assert empties, f"{label}.{name} is personal: make it text or nullable, so that it can be erased"


def test_every_table_has_row_security_and_a_policy_or_an_exemption():
    open_tables = rows(
        "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'public' AND relkind IN ('r', 'p') AND NOT relrowsecurity"
    )
    with_policy = {name for (name,) in rows("SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public'")}
    tables = {model._meta.db_table for model in our_models()}
    closed = {h.table for h in register().values() if h.scope == "closed" and h.reason}

    assert {name for (name,) in open_tables} <= {"django_migrations"}
    assert not tables - with_policy - closed
    assert set(JOBS) <= with_policy


def test_definer_functions_pin_their_search_path_and_are_not_for_everybody():
    bad = rows(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'tc' AND ("
        "(p.prosecdef AND NOT coalesce(array_to_string(p.proconfig, ',') LIKE '%search_path=%', false)) "
        "OR has_function_privilege('public', p.oid, 'EXECUTE'))"
    )

    assert bad == []


def test_no_role_goes_around_row_security():
    assert rows("SELECT rolname FROM pg_roles WHERE rolname LIKE 'tc\\_%' AND (rolbypassrls OR rolsuper)") == []


def test_login_reads_nothing_of_the_domain():
    readable = {
        name
        for (name,) in rows(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND relkind = 'r' AND has_table_privilege('tc_login', c.oid, 'SELECT')"
        )
    }

    domain = {model._meta.db_table for model in our_models()} - {"agencies_account"}
    assert not readable & domain - {h.table for h in register().values() if "login" in h.also}


def test_audit_lines_can_only_be_added():
    for table in ("audit_line", "audit_link"):
        for role in ("tc_staff", "tc_oversight", "tc_clock", "tc_public_form", "tc_reception", "tc_eraser"):
            for act in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
                assert rows(f"SELECT has_table_privilege('{role}', '{table}', '{act}')") == [(False,)]


def test_append_only_tables_cannot_be_changed_or_removed_by_staff():
    for handling in register().values():
        if handling.scope in ("case", "person") and not handling.mutable:
            assert rows(f"SELECT has_any_column_privilege('tc_staff', '{handling.table}', 'UPDATE')") == [(False,)], (
                handling.table
            )
        if handling.scope in ("case", "person") and not handling.deletable:
            assert rows(f"SELECT has_table_privilege('tc_staff', '{handling.table}', 'DELETE')") == [(False,)], (
                handling.table
            )


def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
