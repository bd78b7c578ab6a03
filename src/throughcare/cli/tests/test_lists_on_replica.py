"""A list that is taken out is read on the replica; that it was, and who may still see what, is asked of the first server."""

import json
import os
import subprocess
import sys

import psycopg
import pytest

from tests.kit import database
from tests.kit.site import invented_world, on_a_fresh_database

OTHER = f"tc_live_replica_{os.getpid()}"
TAKE_OUT = """
import json
import django
django.setup()
from django.test import Client
ada = Client()
came = ada.post("/sign-in/", {"username": "ada", "password": "an invented world"})
assert came.status_code == 302, came.content.decode()
said = {"recipient": "Ben Hale", "purpose": "panel", "basis": "public_task"}
page = ada.post("/cases/export/?state=", said)
print(json.dumps([page.status_code, page.headers["Content-Type"], page.content.decode() or page.headers["Location"]]))
"""


@pytest.fixture
def servers(django_db_setup, django_db_blocker):
    """Give a first server, and another with other names that stands in for its replica, so that it shows which was read."""
    with django_db_blocker.unblock():
        database.create(OTHER, **invented_world())
    with on_a_fresh_database(django_db_blocker, **invented_world()):
        first, other = (database.environment(name) for name in (database.LIVE, OTHER))
        with psycopg.connect(other["THROUGHCARE_OWNER_URL"]) as owner:
            owner.execute("UPDATE people_person SET name = 'Read There ' || id, name_used = ''")
        yield first, other["DATABASE_URL"]
        database.end_sessions_of_login(OTHER)
        database.drop(OTHER)


def taken_out(first: dict[str, str], replica: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHCARE_", "DATABASE"))}
    told = {"DATABASE_URL": first["DATABASE_URL"], "THROUGHCARE_REPLICA_URL": replica, "THROUGHCARE_PHASE": "demo"}
    path = {"PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    line = [sys.executable, "-c", TAKE_OUT]
    run = subprocess.run(line, env=kept | told | path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    status, kind, text = json.loads(run.stdout)
    assert (status, kind) == (200, "text/csv; charset=utf-8"), text
    return text


def lines_of(owner: str) -> int:
    with psycopg.connect(owner) as asked:
        return asked.execute("SELECT count(*) FROM audit_line WHERE verb = 'lists:exported'").fetchone()[0]


def test_a_list_is_read_there_and_its_line_is_written_here(servers):
    first, replica = servers

    text = taken_out(first, replica)

    assert text.count("Read There ") >= 3
    assert lines_of(first["THROUGHCARE_OWNER_URL"]) == 1
    assert lines_of(database.environment(OTHER)["THROUGHCARE_OWNER_URL"]) == 0


def test_a_case_that_is_kept_from_the_reader_since_is_in_no_file(servers):
    first, replica = servers
    before = taken_out(first, replica)
    reference = next(row.split(",")[1] for row in before.splitlines()[2:])
    with psycopg.connect(first["THROUGHCARE_OWNER_URL"]) as owner:
        owner.execute(
            "INSERT INTO cases_exclusion (case_id, staff_id, reason, from_at, by_id) "
            "SELECT c.id, a.staff_id, 'a relative', now() - interval '1 minute', a.staff_id "
            "FROM cases_case c, agencies_account a WHERE c.reference = %s AND a.username = 'ada'",
            [reference],
        )

    after = taken_out(first, replica)

    assert reference in before
    assert reference not in after
    assert len(after.splitlines()) == len(before.splitlines()) - 1


def test_without_an_answer_from_the_replica_the_first_server_is_read(servers):
    first, replica = servers

    text = taken_out(first, replica.replace(OTHER, "tc_nowhere"))

    assert "Read There" not in text
    assert len(text.splitlines()) > 4
