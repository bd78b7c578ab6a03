"""A live site: the web server in a process of its own, signed in to the database as the real login role.

Builders in the test write as owner to the same database, and what they write is committed.
"""

import hashlib
import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.kit import calendar, database
from tests.kit.ending import with_its_parent
from throughcare.cli import webserver
from throughcare.config import addresses

SECONDS_TO_START, SECONDS_TO_END = 120, 60
APPLICATION = "tests.kit.served:application"


@dataclass(frozen=True)
class Site:
    """Where the live site answers."""

    url: str

    def address(self, name: str, *args: object, **kwargs: object) -> str:
        """Return the full address of a named page."""
        return self.url + reverse(name, args=args, kwargs=kwargs)


@pytest.fixture(scope="session")
def web_process(django_db_setup: None) -> Iterator[str]:
    """Run the web server for as long as the tests last, and give its address."""
    database.create(database.LIVE)
    port = _free_port()
    line = webserver.command(host="127.0.0.1", port=port, workers=1, application=APPLICATION)
    where, told = addresses.project_directory(), _environment()
    server = subprocess.Popen(line, env=told, cwd=where, preexec_fn=with_its_parent())
    try:
        yield _when_it_answers(server, f"http://127.0.0.1:{port}")
    finally:
        _end(server)
        database.end_sessions_of_login(database.LIVE)
        database.drop(database.LIVE)


@pytest.fixture
def site(request: pytest.FixtureRequest, web_process: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """Give a live site on a fresh database, and let builders of this test write to it.

    The database is empty, or under `@pytest.mark.invented_world` holds the people and cases of the demo, as they stand
    today or, with `at=`, at another moment.
    """
    world = request.node.get_closest_marker("invented_world")
    at = world.kwargs.get("at") if world else None
    with on_a_fresh_database(django_db_blocker, **(invented_world(at=at) if world else {})):
        yield Site(web_process)


def invented_world(*, at: datetime | None = None) -> dict[str, Any]:
    """Say what fills a fresh database with the people and cases of the demo."""
    return {"filled": _name_of_world(at), "fill": _invent(at or timezone.now())}


@contextmanager
def on_a_fresh_database(
    blocker: DjangoDbBlocker, *, filled: str = "", fill: database.Fill | None = None
) -> Iterator[None]:
    """Put the live site on a fresh database, empty unless it is `filled` by name, and let builders write to it."""
    database.end_sessions_of_login(database.LIVE)
    with blocker.unblock():
        database.create(database.LIVE, filled=filled, fill=fill if filled else None)
        speak_to(database.LIVE)
        try:
            yield
        finally:
            speak_to(database.WORKING)


def _name_of_world(at: datetime | None) -> str:
    """Name the invented world by the day, for its cases lie so many days ago, and by what builds it."""
    builders = b"".join(path.read_bytes() for path in sorted((database.PACKAGE / "cli").glob("demo_*.py")))
    day = (at or timezone.now()).date()
    kind = f"then{day:%Y%m%d}" if at else "world"
    return f"{kind}_{hashlib.sha256(builders + str(day).encode()).hexdigest()[:8]}"


def _invent(at: datetime) -> Callable[[str], None]:
    def invent(name: str) -> None:
        from throughcare.cli import demo_data

        speak_to(name)
        demo_data.build(at=at, progress=lambda done, total: None)
        connection.close()

    return invent


def speak_to(name: str) -> None:
    """Let builders write to the database of this name."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THROUGHCARE_")}
    asked = {"THROUGHCARE_PHASE": "demo", calendar.VARIABLE: str(calendar.FILE)}
    return kept | {"DATABASE_URL": database.environment(database.LIVE)["DATABASE_URL"]} | database.CABINET | asked


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
        raise


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _when_it_answers(server: subprocess.Popen[bytes], url: str) -> str:
    until = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=30):
                return url
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not answer; what it said stands above.")
