"""Serves the site for use by an organisation, and refuses what is only good enough for a demo."""

import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import typer
from django.db import connections

from throughcare.cli import connection, real_use, webserver
from throughcare.cli.problems import CannotGoOn
from throughcare.commons.files import sealing
from throughcare.config import addresses, embedded

SHORTEST_KEY, SHORTEST_TOKEN = 50, 30  # characters
FILE_KEYS = "THROUGHCARE_FILE_KEYS"
EQUALITY, EQUALITY_KEY = "THROUGHCARE_EQUALITY", "THROUGHCARE_EQUALITY_KEY"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    port: Annotated[int, typer.Option(envvar="PORT", help="the port to listen on")] = 8000,
    host: Annotated[str, typer.Option(help="the address to listen on")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="processes that answer requests")] = 2,
) -> None:
    """Serve the site on a PostgreSQL server of your own; refuses the embedded database and unsafe settings."""
    reasons = reasons_against(os.environ, host=host)
    if reasons:
        raise _not_started(reasons)
    connection.connect_as_login()
    insist_on_officer(os.environ, at=datetime.now(UTC))
    connections.close_all()
    line = webserver.command(host=host, port=port, workers=workers)
    environment = connection.environment_of_web(os.environ[addresses.LOGIN_VARIABLE])
    raise typer.Exit(webserver.run(line, environment={**environment, **_watched(os.environ)}))


def insist_on_officer(environ: Mapping[str, str], *, at: datetime) -> None:
    """Refuse real use while nobody is data protection officer, and warn of it in any other."""
    missing = real_use.without_officer(environ, at=at)
    if missing and environ.get("THROUGHCARE_PHASE") == real_use.LIVE:
        raise _not_started([missing])
    if missing:
        typer.echo(missing, err=True)


def _not_started(reasons: list[str]) -> CannotGoOn:
    return CannotGoOn("The site was not started:\n" + "\n".join(f"  - {reason}" for reason in reasons))


def _watched(environ: Mapping[str, str]) -> dict[str, str]:
    """A line of the log for every request; and where counts are asked for, an empty folder for those of each process."""
    watched = {"THROUGHCARE_LOG_REQUESTS": environ.get("THROUGHCARE_LOG_REQUESTS", "1")}
    if environ.get("THROUGHCARE_METRICS_TOKEN"):
        folder = addresses.state_directory(environ) / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700, parents=True)
        watched["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    return watched


def reasons_against(environ: Mapping[str, str], *, host: str) -> list[str]:
    """Return every reason why these settings are not good enough to serve people."""
    login = environ.get(addresses.LOGIN_VARIABLE)
    asked = [
        (login, "There is no PostgreSQL server. Set DATABASE_URL to the address of the web's login role."),
        (
            login not in _embedded(environ),
            "The embedded database is for the demo. Set DATABASE_URL to a server of yours.",
        ),
        (
            environ.get("THROUGHCARE_DEBUG") != "1",
            "THROUGHCARE_DEBUG shows details of cases in error pages. Remove it.",
        ),
        (
            len(environ.get("THROUGHCARE_SECRET_KEY", "")) >= SHORTEST_KEY,
            f"THROUGHCARE_SECRET_KEY is missing or short. Set it to {SHORTEST_KEY} or more random characters.",
        ),
        (
            all(len(key) >= SHORTEST_KEY for key in _keys(environ.get("THROUGHCARE_SECRET_KEYS_BEFORE", ""))),
            f"THROUGHCARE_SECRET_KEYS_BEFORE holds a key of fewer than {SHORTEST_KEY} characters: what it signs is still believed.",
        ),
        (
            len(environ.get("THROUGHCARE_METRICS_TOKEN", "x" * SHORTEST_TOKEN)) >= SHORTEST_TOKEN,
            f"THROUGHCARE_METRICS_TOKEN is short. Set it to {SHORTEST_TOKEN} or more random characters, or remove it.",
        ),
        (environ.get("THROUGHCARE_HOSTS"), "THROUGHCARE_HOSTS is missing. Set it to the names this site answers to."),
        (
            environ.get("THROUGHCARE_HTTPS") == "1" or host in LOOPBACK,
            "Sign-in would cross the network unencrypted. Set THROUGHCARE_HTTPS=1 behind a proxy that speaks HTTPS.",
        ),
        (
            _has_file_keys(environ.get(FILE_KEYS, "")),
            f"{FILE_KEYS} is missing or not whole: files could not be sealed. Set it to what `throughcare files new-key` prints.",
        ),
        (
            environ.get("THROUGHCARE_CLAMAV_REQUIRED") != "1" or environ.get("THROUGHCARE_CLAMAV"),
            "THROUGHCARE_CLAMAV_REQUIRED asks for a scanner, and THROUGHCARE_CLAMAV names none.",
        ),
        (
            environ.get(EQUALITY, "on") in ("on", "off"),
            f"{EQUALITY} must be on or off.",
        ),
        (
            environ.get(EQUALITY) == "off" or len(environ.get(EQUALITY_KEY, "")) >= SHORTEST_KEY,
            f"{EQUALITY_KEY} is missing or short: no equality form could be handed out or counted. Set it, once and for good, "
            f"to what `throughcare secrets equality-key` prints; or set {EQUALITY}=off where nobody is asked.",
        ),
    ]
    return [reason for is_met, reason in [*asked, *real_use.asked(environ)] if not is_met]


def _has_file_keys(words: str) -> bool:
    keys = _keys(words)
    return bool(keys) and all(sealing.is_key(key) for key in keys)


def _keys(words: str) -> list[str]:
    return [key.strip() for key in words.split(",") if key.strip()]


def _embedded(environ: Mapping[str, str]) -> tuple[str, str]:
    urls = embedded.urls(addresses.state_directory(environ))
    return urls.owner, urls.login
