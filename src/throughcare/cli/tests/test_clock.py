"""The clock's run needs no more than the web's login: the owner's address stays off the machine that serves."""

import os
import subprocess
import sys

import pytest

from tests.kit import database

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
