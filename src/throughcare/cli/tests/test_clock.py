"""The clock's run needs no more than the web's login: the owner's address stays off the machine that serves."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests.kit import database
from tests.kit.site import invented_world, on_a_fresh_database

NIGHT = f"tc_live_night_{os.getpid()}"


@pytest.fixture(scope="module")
def login():
    """Give the login's address of a database of its own, for what these commands write is committed."""
    database.create(NIGHT)
    yield database.environment(NIGHT)["DATABASE_URL"]
    database.drop(NIGHT)


@pytest.mark.parametrize("command", [("clock", "run"), ("figures", "make")])
def test_a_nightly_command_works_as_login_and_twice(login, command):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHCARE_", "DATABASE"))}

    runs = [
        subprocess.run(
            [sys.executable, "-m", "throughcare.cli.main", *command],
            env=kept | {"DATABASE_URL": login},
            capture_output=True,
            text=True,
            check=False,
        )
        for _ in range(2)
    ]

    assert [(run.returncode, run.stderr) for run in runs] == [(0, ""), (0, "")]


def test_figures_are_counted_on_a_replica_and_kept_on_the_first(login, django_db_setup, django_db_blocker):
    """A server with other rows stands in for the replica, so that it shows which of the two was read."""
    with on_a_fresh_database(django_db_blocker, **invented_world()):
        other = database.environment(database.LIVE)["DATABASE_URL"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("THROUGHCARE_", "DATABASE"))}
        line = [sys.executable, "-m", "throughcare.cli.main", "figures", "make"]

        run = subprocess.run(
            line,
            env=kept | {"DATABASE_URL": login, "THROUGHCARE_REPLICA_URL": other},
            capture_output=True,
            text=True,
            check=False,
        )

    assert (run.returncode, run.stderr) == (0, "")
    with psycopg.connect(database.environment(NIGHT)["THROUGHCARE_OWNER_URL"]) as asked:
        stored = asked.execute("SELECT data FROM evaluation_storedtable WHERE data::text ~ '[0-9]{3}'").fetchall()
        assert stored
        assert asked.execute("SELECT count(*) FROM cases_case").fetchone() == (0,)
