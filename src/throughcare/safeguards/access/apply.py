"""Lays down roles, functions, grants and row policies, from the register and the matrix. Runs as owner."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from django.apps import apps
from django.db import connection, transaction

from throughcare.safeguards.access import register
from throughcare.safeguards.access.matrix import Matrix, matrix
from throughcare.safeguards.access.register import Handling

ROLES = {
    "tc_login": "LOGIN NOINHERIT",
    "tc_staff": "NOLOGIN",
    "tc_oversight": "NOLOGIN",
    "tc_public_form": "NOLOGIN",
    "tc_reception": "NOLOGIN",
    "tc_clock": "NOLOGIN",
    "tc_matcher": "NOLOGIN",
    "tc_facts": "NOLOGIN",
    "tc_auditor": "NOLOGIN",
    "tc_eraser": "NOLOGIN",
    "tc_disclosure": "NOLOGIN",
}
# Before version 16 every member may become the role; since then membership and the right to become it are apart.
MAY_BECOME = "CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END"
SWITCHABLE = (
    "tc_staff",
    "tc_oversight",
    "tc_public_form",
    "tc_reception",
    "tc_clock",
    "tc_facts",
    "tc_eraser",
    "tc_disclosure",
)
SIGN_IN = {
    "django_session": "SELECT, INSERT, UPDATE, DELETE",
    "agencies_account": "SELECT, UPDATE (last_login, password)",
    "django_content_type": "SELECT",
    "mfa_authenticator": "SELECT, INSERT, UPDATE, DELETE",
    "usersessions_usersession": "SELECT, INSERT, UPDATE, DELETE",
    "socialaccount_socialaccount": "SELECT, INSERT, UPDATE, DELETE",
    "socialaccount_socialapp": "SELECT",
    "account_emailaddress": "SELECT",
}
# Ids and moments of what falls due: the worker keeps them as login, before and after it takes a role, and nobody else may.
JOBS = {
    "procrastinate_jobs": "SELECT, INSERT, UPDATE, DELETE",
    "procrastinate_events": "SELECT, INSERT, UPDATE, DELETE",
    "procrastinate_periodic_defers": "SELECT, INSERT, UPDATE, DELETE",
    "procrastinate_workers": "SELECT, INSERT, UPDATE, DELETE",
}
EXECUTABLE = {
    "tc_staff": (
        "me",
        "acting",
        "at",
        "audit",
        "visible_cases",
        "visible_people",
        "visible_areas",
        "visible_agencies",
        "excluded_cases",
        "partner_agencies",
        "my_posts",
        "my_last_looks",
        "gate_open",
        "whoami",
        "recorded_now",
    ),
    "tc_oversight": (
        "me",
        "acting",
        "at",
        "audit",
        "my_posts",
        "overseen_cases",
        "overseen_staff",
        "whoami",
        "recorded_now",
    ),
    "tc_reception": ("me", "acting", "at", "audit", "recorded_now"),
    "tc_public_form": ("me", "acting", "at", "audit", "recorded_now"),
    "tc_clock": ("me", "acting", "at", "audit", "recorded_now"),
    "tc_facts": ("me", "acting", "at", "audit", "recorded_now"),
    "tc_matcher": ("me", "at", "visible_cases", "visible_people"),
    "tc_eraser": ("me", "acting", "at", "audit", "recorded_now", "people_of_case"),
    "tc_disclosure": ("me", "acting", "at", "people_of_case"),
}


def apply_policies() -> list[str]:
    """This will create roles, functions, grants and policies anew and give the statements that it ran."""
    statements = [
        *roles(),
        *usage(),
        *matrix_rows(matrix()),
        *_own_functions(),
        *register.functions(),
        *clear(),
        *grants(),
        *policies(),
        *views(),
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(4827)")
        for statement in statements:
            cursor.execute(statement)
    return statements


def roles() -> Iterator[str]:
    """This will give the statements that create the database roles where they are missing."""
    for name, rights in ROLES.items():
        yield (
            f"DO $$ BEGIN CREATE ROLE {name} {rights}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    for name in ROLES:
        if name not in ("tc_login", "tc_auditor"):
            yield f"DO $$ BEGIN IF NOT pg_has_role(current_user, '{name}', {MAY_BECOME}) THEN GRANT {name} TO CURRENT_USER; END IF; END $$"
    for name in SWITCHABLE:
        yield f"GRANT {name} TO tc_login"


def usage() -> Iterator[str]:
    """This will give the statement that lets every role in at all; the schemas exist by then."""
    yield "GRANT USAGE ON SCHEMA public, tc TO " + ", ".join(ROLES)


def matrix_rows(table: Matrix) -> Iterator[str]:
    """This will give the statements that write the matrix as rows."""
    yield "DELETE FROM access_matrixrow"
    for row in table.rows.values():
        reach = table.roles[row.role].reach
        reason = row.because.replace("'", "''")
        yield (
            "INSERT INTO access_matrixrow (role, compartment, reach, may_read, may_write, reason) "
            f"VALUES ('{row.role}', '{row.compartment}', '{reach}', {row.may_read}, {row.may_write}, '{reason}')"
        )


def _own_functions() -> list[str]:
    return [(files("throughcare.safeguards.audit") / "functions.sql").read_text(encoding="utf-8"), _police_tables()]


def _police_tables() -> str:
    """Which tables are for police alone, for functions that leave their audit lines out."""
    return (
        "CREATE OR REPLACE FUNCTION tc.police_tables() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog "
        f"AS $$ SELECT ARRAY[{_labels_of_police()}]::text[] $$"
    )


def _labels_of_police() -> str:
    found = (label for label, handling in register.register().items() if handling.compartment == "police")
    return ", ".join(f"'{label}'" for label in found)


def clear() -> Iterator[str]:
    """This will give the statements that take every grant and policy away before they are laid down anew."""
    everyone = ", ".join(ROLES)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {everyone}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {everyone}"
    yield f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA tc FROM PUBLIC, {everyone}"
    yield (
        "DO $$ DECLARE p record; BEGIN FOR p IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' "
        "LOOP EXECUTE format('DROP POLICY %I ON public.%I', p.policyname, p.tablename); END LOOP; END $$"
    )


def grants() -> Iterator[str]:
    """This will give the grants of sign-in tables, sequences, functions and audit lines."""
    for table, rights in {**SIGN_IN, **JOBS}.items():
        yield f"GRANT {rights} ON {table} TO tc_login"
    yield from _of_jobs("REVOKE ALL", "FROM PUBLIC")
    yield from _of_jobs("GRANT EXECUTE", "TO tc_login")
    yield "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO tc_staff, tc_oversight, tc_reception, tc_clock, tc_public_form, tc_facts, tc_login"
    for role, names in EXECUTABLE.items():
        for name in names:
            yield (
                "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
                f"WHERE n.nspname = 'tc' AND p.proname = '{name}' LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {role}', f); END LOOP; END $$"
            )
    for role, names in register.executable().items():
        for name in names:
            yield (
                "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
                f"WHERE n.nspname = 'tc' AND p.proname = '{name}' LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {role}', f); END LOOP; END $$"
            )
    yield "GRANT SELECT ON audit_line, audit_link, audit_reason TO tc_oversight"


def _of_jobs(verb: str, whom: str) -> Iterator[str]:
    """Give or take the functions by which jobs are kept, which their package lays down for everybody."""
    yield (
        "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        f"WHERE n.nspname = 'public' AND p.proname LIKE 'procrastinate\\_%' LOOP EXECUTE format('{verb} ON FUNCTION %s {whom}', f); "
        "END LOOP; END $$"
    )


def policies() -> Iterator[str]:
    """This will give the row policies: every table has one form, and what is not allowed is refused."""
    for model in apps.get_models(include_auto_created=True):
        yield f"ALTER TABLE {model._meta.db_table} ENABLE ROW LEVEL SECURITY"
    yield from _sign_in_policies()
    yield from _audit_policies()
    for handling in register.register().values():
        yield from _of_table(handling)


def without_views() -> Iterator[str]:
    """This will give the statement that takes every view of facts away, for a view holds fast the columns it reads."""
    yield (
        "DO $$ DECLARE v record; BEGIN FOR v IN SELECT viewname FROM pg_views WHERE schemaname = 'public' AND viewowner IN ('tc_facts', current_user) "
        "LOOP EXECUTE format('DROP VIEW IF EXISTS public.%I CASCADE', v.viewname); END LOOP; END $$"
    )


def views() -> Iterator[str]:
    """This will give the statements that lay down the views of facts: owned by the role of statistics, read by nobody else."""
    yield from without_views()
    yield "GRANT CREATE ON SCHEMA public TO tc_facts"
    for name, query in register.views().items():
        yield f"CREATE VIEW public.{name} AS {query}"
        yield f"ALTER VIEW public.{name} OWNER TO tc_facts"
    yield "REVOKE CREATE ON SCHEMA public FROM tc_facts"


def _sign_in_policies() -> Iterator[str]:
    for table in JOBS:
        yield f"CREATE POLICY jobs ON {table} TO tc_login USING (true) WITH CHECK (true)"
    for table in SIGN_IN:
        yield f"CREATE POLICY sign_in ON {table} TO tc_login USING (true) WITH CHECK (true)"


def _audit_policies() -> Iterator[str]:
    """Whoever asks for lines names their case or their staff: the policy says which of those, and is no index of its own."""
    police = _labels_of_police() or "''"
    overseen = (
        f"(coalesce(case_id, 0) = ANY ((SELECT tc.overseen_cases())::bigint[]) AND subject_kind NOT IN ({police}))"
    )
    own = "coalesce(staff_id, 0) = ANY ((SELECT tc.overseen_staff())::bigint[])"
    yield f"CREATE POLICY overseen ON audit_line FOR SELECT TO tc_oversight USING ({overseen} OR {own})"
    yield "CREATE POLICY overseen ON audit_reason FOR SELECT TO tc_oversight USING (EXISTS (SELECT 1 FROM audit_line l WHERE l.id = line_id))"
    yield "GRANT SELECT, DELETE ON audit_reason TO tc_eraser"
    yield "CREATE POLICY erase ON audit_reason TO tc_eraser USING (true)"
    yield "GRANT SELECT (id, person_id, reference, erased_at), UPDATE (erased_at) ON cases_case TO tc_eraser"
    yield "CREATE POLICY erase ON cases_case TO tc_eraser USING (true)"
    yield "GRANT UPDATE (erased_at) ON people_person TO tc_eraser"
    yield "CREATE POLICY overseen ON audit_link FOR SELECT TO tc_oversight USING (true)"


def _of_table(handling: Handling) -> Iterator[str]:
    yield from _staff_grants(handling)
    read, write = _staff_conditions(handling)
    if read:
        yield f"CREATE POLICY staff_read ON {handling.table} FOR SELECT TO tc_staff USING ({read})"
    if write and handling.writable:
        yield f"CREATE POLICY staff_add ON {handling.table} FOR INSERT TO tc_staff WITH CHECK ({write})"
        if handling.mutable:
            yield f"CREATE POLICY staff_change ON {handling.table} FOR UPDATE TO tc_staff USING ({write}) WITH CHECK ({write})"
        if handling.deletable:
            yield f"CREATE POLICY staff_remove ON {handling.table} FOR DELETE TO tc_staff USING ({write})"
    yield from _of_other_roles(handling)


def _staff_grants(handling: Handling) -> Iterator[str]:
    if handling.scope == "closed":
        return
    yield f"GRANT SELECT ON {handling.table} TO tc_staff"
    if handling.scope == "shared" or not handling.writable:
        return
    yield f"GRANT INSERT ON {handling.table} TO tc_staff"
    if handling.mutable:
        columns = ", ".join(_column(handling, name) for name in handling.mutable)
        yield f"GRANT UPDATE ({columns}) ON {handling.table} TO tc_staff"
    if handling.deletable:
        yield f"GRANT DELETE ON {handling.table} TO tc_staff"


def _column(handling: Handling, name: str) -> str:
    column = handling.model._meta.get_field(name).column  # type: ignore[union-attr]  # handled fields are never relations back
    assert column is not None
    return column


SEEN_BY_SCOPE = {
    "case": "tc.visible_cases",
    "person": "tc.visible_people",
    "area": "tc.visible_areas",
    "agency": "tc.visible_agencies",
}


def _staff_conditions(handling: Handling) -> tuple[str, str]:
    if handling.scope == "shared":
        return "true", ""
    if handling.scope == "own":
        mine = f"{handling.column} = (SELECT tc.me())"
        return mine, mine
    if handling.scope == "closed":
        return "", ""
    seen = SEEN_BY_SCOPE[handling.scope]
    form = "{column} = ANY ((SELECT {seen}('{compartment}', '{need}'))::bigint[])"
    read, write = (
        form.format(column=handling.column, seen=seen, compartment=handling.compartment, need=need)
        for need in ("read", "write")
    )
    if handling.agency_column:
        mine = f"{handling.agency_column} = ANY ((SELECT tc.partner_agencies())::bigint[])"
        kept_out = f"{handling.column} = ANY ((SELECT tc.excluded_cases())::bigint[])"
        read = f"({read}) OR ({mine} AND NOT {kept_out})"
    return _beside_the_form(handling, read, write)


def _beside_the_form(handling: Handling, read: str, write: str) -> tuple[str, str]:
    """Each function stands in a subquery of its own, so that it is asked once a query and not once a row."""
    given = "{} = ANY ((SELECT tc.{}())::bigint[])"
    if handling.narrower:
        read = f"({read}) AND ({' OR '.join(given.format(*pair) for pair in handling.narrower)})"
    for pair in handling.wider:
        read = f"{read} OR {given.format(*pair)}"
    if handling.mine:
        mine = f"{handling.mine} = (SELECT tc.me())"
        read, write = f"{read} OR {mine}", f"{write} OR {mine}"
    return read, write


# The reception receives one referral, or hundreds in one go: its settings hold their ids, parted by commas. They are made
# numbers inside the subquery, once a statement: outside of it alone, each row would do so again for all of them.
CASES_OF_REQUEST = (
    "(SELECT string_to_array(nullif(current_setting('app.open_case', true), ''), ',')::bigint[])::bigint[]"
)
PEOPLE_OF_REQUEST = (
    "(SELECT string_to_array(nullif(current_setting('app.new_person', true), ''), ',')::bigint[])::bigint[]"
)
FACTS = ("facts", "SELECT")
OVERSEEN = "(SELECT tc.overseen_cases())::bigint[]"


def _of_other_roles(handling: Handling) -> Iterator[str]:
    for name, commands in handling.also.items():
        for command in commands.split(","):
            yield f"GRANT {command}{_told(handling) if (name, command) == FACTS else ''} ON {handling.table} TO tc_{name}"
            condition = _condition_of(name, handling)
            clause = f"WITH CHECK ({condition})" if command == "INSERT" else f"USING ({condition})"
            yield f"CREATE POLICY {name}_{command.lower()} ON {handling.table} FOR {command} TO tc_{name} {clause}"
    yield from _of_eraser(handling)
    yield from _of_disclosure(handling)


def _told(handling: Handling) -> str:
    """The columns that statistics may be made from: none that is personal, but for those that the table names."""
    return f" ({', '.join(_column(handling, name) for name in dict.fromkeys((*handling.plain, *handling.told)))})"


def _condition_of(role: str, handling: Handling) -> str:
    if handling.scope == "shared":
        return "true"
    if role == "oversight" and handling.scope == "case":
        return f"{handling.column} = ANY ({OVERSEEN})"
    if role == "oversight" and handling.scope == "own":
        return f"{handling.column} = ANY ((SELECT tc.{handling.watched}())::bigint[])"
    if role == "reception" and handling.scope == "case":
        return f"{handling.column} = ANY ({CASES_OF_REQUEST})"
    if role == "reception" and handling.scope == "person":
        return f"{handling.column} = ANY ({PEOPLE_OF_REQUEST})"
    return "true"


def _of_eraser(handling: Handling) -> Iterator[str]:
    if not handling.personal or handling.scope not in ("case", "person", "area", "agency", "own"):
        return
    yield f"GRANT SELECT, UPDATE, DELETE ON {handling.table} TO tc_eraser"
    yield f"CREATE POLICY erase ON {handling.table} TO tc_eraser USING (true) WITH CHECK (true)"


def _of_disclosure(handling: Handling) -> Iterator[str]:
    """What is handed to a person who asks is read by a role that sees the cases and people of that one request alone."""
    whose = {"case": CASES_OF_REQUEST, "person": PEOPLE_OF_REQUEST}.get(handling.scope)
    if whose is None or not register.is_disclosed(handling):
        return
    yield f"GRANT SELECT ON {handling.table} TO tc_disclosure"
    yield f"CREATE POLICY disclose ON {handling.table} FOR SELECT TO tc_disclosure USING ({handling.column} = ANY ({whose}))"
