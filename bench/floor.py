"""The floor of a page: the same statements by psycopg, prepared, in one transaction, into one compiled template.

What a page costs above this is ours: the framework, the rules, the words. The statements and the page are recorded from the
page itself, and each text of the page is a value of the template.
"""

from __future__ import annotations

import pickle
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from os import environ
from pathlib import Path
from typing import Any

import jinja2
import psycopg

TEXT = re.compile(r">([^<]+)<")


@dataclass(frozen=True)
class Recorded:
    """One page as it was once answered: its statements with their values, and its text."""

    statements: tuple[tuple[str, Any], ...]
    text: str


class Floor:
    """A WSGI application that answers recorded pages."""

    def __init__(self, pages: dict[str, Recorded], url: str) -> None:
        self.url, self.local = url, threading.local()
        self.recorded, self.pages = pages, dict[str, Any]()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        address = _asked_for(environ)
        if address not in self.pages:
            self.pages[address] = _compiled(self.recorded[address])
        statements, template, values = self.pages[address]
        with self._connection().transaction(), self._connection().cursor() as cursor:
            for statement, given in statements:
                cursor.execute(statement, given)
                if cursor.description:
                    cursor.fetchall()
        body = template.render(values=values).encode()
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
        return [body]

    def _connection(self) -> psycopg.Connection:
        if not hasattr(self.local, "connection"):
            self.local.connection = psycopg.connect(self.url, autocommit=True, prepare_threshold=2)
        found: psycopg.Connection = self.local.connection
        return found


def address_of(username: str, address: str) -> str:
    """Say where the floor of one reader's page is asked for: two readers may use the same address."""
    return f"/{username}{address}"


def _asked_for(environ: dict[str, Any]) -> str:
    query = environ.get("QUERY_STRING", "")
    return environ["PATH_INFO"] + (f"?{query}" if query else "")


def _compiled(page: Recorded) -> tuple[tuple[tuple[str, Any], ...], jinja2.Template, list[str]]:
    values: list[str] = []

    def place(found: re.Match[str]) -> str:
        values.append(found[1])
        return f">{{{{ values[{len(values) - 1}] }}}}<"

    raw = page.text.replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #")
    source = TEXT.sub(place, raw)
    return page.statements, jinja2.Environment(autoescape=True).from_string(source), values


def keep(pages: dict[str, Recorded], path: Path) -> None:
    """Write recorded pages down for the process that answers them."""
    path.write_bytes(pickle.dumps(pages))


def made() -> Floor:
    """Make the application from what was written down."""
    pages = pickle.loads(Path(environ["BENCH_FLOOR"]).read_bytes())  # noqa: S301  # written by this bench a moment ago
    return Floor(pages, environ["DATABASE_URL"])


if "BENCH_FLOOR" in environ:
    application = made()
