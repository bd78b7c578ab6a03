"""Passwords of the roles by which the site speaks to its database, changed in the database and in the file together."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from django.db import ProgrammingError, connection, transaction
from psycopg import sql

from throughcare.cli.problems import CannotGoOn

SCRAM = b"scram-sha-256"


def user_of(address: str) -> str:
    """Return the role that an address names."""
    return urlsplit(address).username or ""


def with_password(address: str, password: str) -> str:
    """Return the address with another password, and everything else as it was."""
    parts = urlsplit(address)
    machine = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:{quote(password, safe='')}@{machine}"))


def give(role: str, password: str) -> None:
    """Give a role its password, over the owner's connection; what travels and may be logged is the verifier alone."""
    connection.ensure_connection()
    pg: Any = connection.connection
    verifier = pg.pgconn.encrypt_password(password.encode(), role.encode(), SCRAM).decode()
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.as_string(pg))
    except ProgrammingError:
        raise CannotGoOn(
            f"The owner may not change {role}. Have whoever runs the server do it; nothing was changed."
        ) from None
