"""A database for each run of the tests, copied from a template that is built once for each state of the schema.

In-process tests and builders speak as the owner, and take a role as a request would; the live site speaks as the
real login role (see `site.py`).
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
import pytest
from cryptography.fernet import Fernet
from django.conf import settings

from throughcare.config import addresses, embedded
from throughcare.config.addresses import Urls

STATE = addresses.state_directory() / "test"
PACKAGE = addresses.project_directory() / "src" / "throughcare"
SHAPES_THE_SCHEMA = (".py", ".sql", ".yaml")
SHAPES_NOTHING = {  # rooms and files in which no table, function, grant or policy begins
    *("tests", "templates", "static", "assets", "cli", "frame", "methods"),
    *("actions", "api", "cards", "forms", "pages", "queries", "rules", "urls"),
    *("codelists", "demo", "instruments", "intake", "letters", "published"),
}
KEEPS_TABLES = (("api", "models"), ("api", "migrations"))  # the face of that name, among the rooms that have none
WORKING, LIVE = f"tc_test_{os.getpid()}", f"tc_live_{os.getpid()}"
FILES = STATE / f"{WORKING}.files"
CABINET = {
    "THROUGHCARE_FILES_DIR": str(FILES),
    "THROUGHCARE_FILE_KEYS": Fernet.generate_key().decode(),
    "THROUGHCARE_EQUALITY_KEY": "of the tests alone",
}
IN_A_SHARE, OWNER_TOLD, LOGIN_TOLD = "PYTEST_XDIST_WORKER", "TESTS_OWNER_URL", "TESTS_LOGIN_URL"
RUN_TOLD = "TESTS_RUN"  # the number of the process that shares the tests out
LOCK = 715_208  # an advisory lock: one run at a time builds the template
LONGEST_WAIT = "300s"  # for another's lock: a test that waits in vain fails instead of hanging

Fill = Callable[[str], None]  # writes rows to the database of this name

_server: Urls | None = None
_started_here = False


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Start the tests' database and let Django read its settings, which point to this run's working copy as owner."""
    global _server, _started_here
    _server = _told_by_the_first_process() or addresses.from_environment()
    if _server is None:
        _started_here = not embedded.is_running(STATE)
        _server = embedded.start(STATE, fast=True)
    os.environ |= {OWNER_TOLD: _server.owner, LOGIN_TOLD: _server.login}
    os.environ |= environment(WORKING) | CABINET | {"THROUGHCARE_AS_OWNER": "1"}
    if IN_A_SHARE not in os.environ:
        os.environ[RUN_TOLD] = str(os.getpid())
        _sweep()
    os.environ["PGOPTIONS"] = f"-c lock_timeout={LONGEST_WAIT}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "throughcare.config.settings"
    # The browser's driver runs a loop in the thread in which builders ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    # A process of several has read its settings already, with the first one's database in them.
    settings.DATABASES["default"]["NAME"] = WORKING
    assert settings.INSTALLED_APPS


def _told_by_the_first_process() -> Urls | None:
    """Return the server that the process which shares the tests out has found; its own database is named apart."""
    if IN_A_SHARE not in os.environ:
        return None
    return Urls(owner=os.environ[OWNER_TOLD], login=os.environ[LOGIN_TOLD])


def environment(database: str) -> dict[str, str]:
    """Return the environment that points a process to one of the server's databases."""
    server = _known_server()
    return {"DATABASE_URL": _named(server.login, database), "THROUGHCARE_OWNER_URL": _named(server.owner, database)}


def _known_server() -> Urls:
    assert _server is not None, "pytest_configure starts it"
    return _server


def _named(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/" + quote(database)))


def pytest_unconfigure() -> None:
    """Stop the database where this run started it and nobody else uses it, and remove the files of this run."""
    shutil.rmtree(FILES, ignore_errors=True)
    if IN_A_SHARE in os.environ:
        return
    (STATE / f"tc_run_{os.getpid()}.held").unlink(missing_ok=True)
    _sweep()
    if _started_here and not _others_are_connected():
        embedded.stop(STATE)


def _sweep() -> None:
    """Remove what processes of the tests left behind that were killed: their databases and their files."""
    with psycopg.connect(_known_server().owner, autocommit=True) as connection:
        left = [name for name in _databases(connection) if _is_a_runs_own(name) and not _is_in_use(name)]
    for name in left:
        with suppress(psycopg.Error):  # what cannot be removed now harms nobody, and the next run tries again
            end_sessions_of_login(name)
            drop(name)
    for path in STATE.glob("tc_*"):
        if not _is_in_use(path.stem):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _others_are_connected() -> bool:
    with psycopg.connect(_known_server().owner) as connection:
        others = "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return connection.execute(others).fetchone() is not None


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """Give this run its working database: schema, roles, policies, and no rows."""
    create(WORKING)
    yield
    from django.db import connection

    connection.close()
    drop(WORKING)


def create(database: str, *, filled: str = "", fill: Fill | None = None) -> None:
    """Create a database anew as a copy of the template, or of one that was also filled, built once for each name."""
    with _as_owner() as connection:
        template = _template(connection)
        if fill:
            template = _filled(connection, template, f"{template}_{filled}", fill)
        _copy(connection, template, database)


def _copy(connection: psycopg.Connection, template: str, database: str) -> None:
    connection.execute(f"DROP DATABASE IF EXISTS {database}")
    connection.execute(f"CREATE DATABASE {database} TEMPLATE {template} STRATEGY file_copy")


def _filled(connection: psycopg.Connection, template: str, name: str, fill: Fill) -> str:
    kind = name.rpartition("_")[0]  # what it is filled with; the last part says from what state of the builders
    kept = [each for each in _databases(connection) if each.startswith(f"{kind}_")]
    if name in kept:
        return name
    for old in kept:
        connection.execute(f"DROP DATABASE {old}")
    _copy(connection, template, f"{name}_draft")
    fill(f"{name}_draft")
    connection.execute(f"ALTER DATABASE {name}_draft RENAME TO {name}")
    return name


def _databases(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tc\\_%'")]


def drop(database: str) -> None:
    """Delete a database, whichever session of ours has not let go of it."""
    for patience in (0.2, 1, 5, None):
        with _as_owner() as connection:
            try:
                connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            except (
                psycopg.errors.InsufficientPrivilege
            ):  # the server's own worker is tidying it, and nobody may end that
                if patience is None:
                    raise
                time.sleep(patience)
            else:
                return


def end_sessions_of_login(database: str) -> None:
    """End the login role's sessions in one database, as that role, so that the database can be replaced."""
    with psycopg.connect(_known_server().login) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = %s AND usename = current_user AND backend_type = 'client backend'",
            [database],
        )


@contextmanager
def _as_owner() -> Iterator[psycopg.Connection]:
    with psycopg.connect(_known_server().owner, autocommit=True) as connection:
        connection.execute("SET lock_timeout = 0")  # whoever builds a template or a world takes their time
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield connection


def _template(connection: psycopg.Connection) -> str:
    """Return the template for the schema as it is now, building it where there is none."""
    name = f"tc_template_{_fingerprint()}"
    kept = _databases(connection)
    if name in kept:
        return name
    for old in kept:
        if not _is_in_use(old):
            connection.execute(f"DROP DATABASE IF EXISTS {old} WITH (FORCE)")
    _build(connection, f"{name}_draft")
    connection.execute(f"ALTER DATABASE {name}_draft RENAME TO {name}")
    return name


def _is_a_runs_own(name: str) -> bool:
    return name.startswith(("tc_test_", "tc_live_", "tc_run_"))


def _is_in_use(name: str) -> bool:
    """Return whether a running process of the tests owns this database or file, by the process number in its name."""
    return _is_a_runs_own(name) and _lives(name.rpartition("_")[2])


def _lives(number: str) -> bool:
    """Return whether a process runs; one that ended and was not asked for yet does not."""
    try:
        told = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def _fingerprint() -> str:
    """Sum up in one hash whatever may shape tables, functions, grants and policies."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        rooms = path.relative_to(PACKAGE).with_suffix("").parts
        if path.suffix in SHAPES_THE_SCHEMA and (rooms[:2] in KEEPS_TABLES or not SHAPES_NOTHING & set(rooms)):
            digest.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _build(connection: psycopg.Connection, database: str) -> None:
    try:
        connection.execute(f"CREATE DATABASE {database}")
    except psycopg.errors.InsufficientPrivilege:
        pytest.exit(
            "The tests make databases of their own. Run as the server's superuser: ALTER ROLE <owner> CREATEDB", 3
        )
    command = [sys.executable, "-m", "throughcare.cli.main", "db", "migrate"]
    built = subprocess.run(command, env=os.environ | environment(database), capture_output=True, text=True, check=False)
    if built.returncode:
        raise RuntimeError(f"The template database could not be built.\n{built.stdout}{built.stderr}")
