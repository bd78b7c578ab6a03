"""The embedded database: from any path, twice, after a kill, and never somebody else's."""

import os
import signal
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from throughcare.config import embedded
from throughcare.config.accounts import RUNNER
from throughcare.config.embedded import ClusterFailed


@pytest.fixture
def state(tmp_path):
    """A state directory in an awkward place: a space, a comma, quotes, and too long for a socket.

    Only its owner may enter what is above it, so that a cluster that root starts has to lie elsewhere.
    """
    directory = tmp_path / 'a state\'s, "long" $HOME' / ("x" * 80)
    yield directory
    embedded.discard(directory)


@pytest.fixture
def reachable_state():
    """A state directory that every account can enter."""
    with tempfile.TemporaryDirectory(prefix="throughcare test ") as directory:
        Path(directory).chmod(0o755)
        yield Path(directory)
        embedded.discard(Path(directory))


def pid_of(state: Path) -> int:
    return int((state / "pg" / "data" / "postmaster.pid").read_text().split()[0])


def asked(url: str, question: str):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()


def test_a_second_start_finds_the_first_and_a_stop_ends_it(state):
    urls = embedded.start(state, fast=True)
    first = pid_of(state)

    assert embedded.start(state, fast=True) == urls == embedded.urls(state)
    assert pid_of(state) == first
    assert asked(urls.owner, "SELECT current_user::text, rolsuper FROM pg_roles WHERE rolname = current_user") == (
        "tc_owner",
        False,
    )
    assert asked(urls.login, "SELECT current_user::text, rolinherit FROM pg_roles WHERE rolname = current_user") == (
        "tc_login",
        False,
    )
    assert embedded.stop(state)
    assert not embedded.is_running(state)
    assert not embedded.stop(state)


@pytest.mark.parametrize("place", ["state", "reachable_state"])
def test_it_opens_no_port_and_its_socket_is_private(place, request):
    urls = embedded.start(request.getfixturevalue(place), fast=True)

    assert asked(urls.login, "SELECT current_setting('listen_addresses')") == ("",)
    directory = Path(conninfo_to_dict(urls.login)["host"])
    assert (directory / ".s.PGSQL.5432").is_socket()
    assert directory.stat().st_mode & 0o777 == 0o700
    assert directory.stat().st_uid == RUNNER.uid


def test_what_was_written_survives_a_kill_and_no_dead_address_is_handed_out(state):
    urls = embedded.start(state)
    with psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")

    os.kill(pid_of(state), signal.SIGKILL)
    urls = embedded.start(state)

    assert asked(urls.owner, "SELECT one FROM kept") == (1,)


def test_a_process_number_that_now_belongs_to_another_program_is_not_believed(state):
    embedded.start(state, fast=True)
    lock = state / "pg" / "data" / "postmaster.pid"
    embedded.stop(state)
    lock.write_text(f"{os.getpid()}\n/elsewhere\n{int(time.time())}\n5432\n\n\n0 0\n")

    assert not embedded.is_running(state)
    assert asked(embedded.start(state, fast=True).login, "SELECT 1") == (1,)


def test_names_in_every_script_are_compared(state):
    urls = embedded.start(state, fast=True)
    with psycopg.connect(urls.owner) as connection:
        for extension in ("pg_trgm", "btree_gist", "unaccent"):
            connection.execute(f"CREATE EXTENSION {extension}")

        assert connection.execute("SELECT similarity('Łukasz Żółć', 'Żółć Łukasz') = 1").fetchone() == (True,)
        assert connection.execute("SELECT lower('ŻÓŁĆ'), similarity('محمد علي', 'علي محمد') = 1").fetchone() == (
            "żółć",
            True,
        )


def test_a_directory_that_others_can_enter_is_refused(reachable_state):
    home = reachable_state / "pg"
    home.mkdir()
    os.chown(home, RUNNER.uid, RUNNER.gid)
    home.chmod(0o755)

    with pytest.raises(ClusterFailed, match="not a private directory"):
        embedded.start(reachable_state, fast=True)


def test_what_is_discarded_is_gone(state):
    embedded.start(state, fast=True)
    home = (state / "pg").resolve()

    embedded.discard(state)

    assert not home.exists()
    assert not (state / "pg").exists()
