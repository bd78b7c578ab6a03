"""Where the database is: the addresses that the environment names, or those of this checkout's own cluster.

Two addresses, because two people speak to the database: `owner` creates roles, migrates and applies policies;
`login` is the web's connection, which may do nothing until a signed-in person's role is taken.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOGIN_VARIABLE = "DATABASE_URL"
OWNER_VARIABLE = "THROUGHCARE_OWNER_URL"
STATE_VARIABLE = "THROUGHCARE_STATE"


class HalfAnAddress(Exception):
    """Only one of the two database addresses is set."""


@dataclass(frozen=True)
class Urls:
    owner: str
    login: str


def project_directory() -> Path:
    """Return the checkout this code lies in, or the working directory where it is installed without one."""
    checkout = Path(__file__).resolve().parents[3]
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


def state_directory(environ: Mapping[str, str] = os.environ) -> Path:
    """Return the directory for everything that a run leaves behind: `.state` in the checkout unless set otherwise."""
    chosen = environ.get(STATE_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else project_directory() / ".state"


def from_environment(environ: Mapping[str, str] = os.environ) -> Urls | None:
    """Return the addresses of a PostgreSQL server that the environment names, or None where it names none."""
    login, owner = environ.get(LOGIN_VARIABLE, ""), environ.get(OWNER_VARIABLE, "")
    if bool(login) != bool(owner):
        missing = OWNER_VARIABLE if login else LOGIN_VARIABLE
        raise HalfAnAddress(
            f"{missing} is not set. Set both {LOGIN_VARIABLE} (the web's login) and {OWNER_VARIABLE} "
            "(creates roles and migrates), or neither to use the embedded database."
        )
    return Urls(owner=owner, login=login) if login else None
