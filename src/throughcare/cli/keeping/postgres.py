"""PostgreSQL's own programs for a copy: of the server's own version, told the address where no list of processes shows it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from throughcare.cli.problems import CannotGoOn
from throughcare.config import binaries

FOLDER_VARIABLE = "THROUGHCARE_PG_BIN"


def program(name: str, *, major: int) -> Path:
    """Return one of PostgreSQL's programs, of the version that the server is; CannotGoOn where there is none."""
    for folder in _folders(major):
        found = folder / name
        if found.is_file() and _major(found) == major:
            return found
    raise CannotGoOn(
        f"{name} of PostgreSQL {major} was not found. Install postgresql-client-{major}, "
        f"or set {FOLDER_VARIABLE} to the folder it lies in."
    )


def _folders(major: int) -> Iterator[Path]:
    if os.environ.get(FOLDER_VARIABLE):
        yield Path(os.environ[FOLDER_VARIABLE])
    yield Path(f"/usr/lib/postgresql/{major}/bin")
    for name in ("pg_dump", "pg_restore"):
        found = shutil.which(name)
        if found:
            yield Path(found).parent
    try:
        yield binaries.directory()
    except binaries.NoBinaries:
        return


def _major(path: Path) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r" (\d+)", told)
    return int(found[1]) if found else 0


def environment(url: str) -> dict[str, str]:
    """Return the environment that tells a program of PostgreSQL the address, its password included."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    told = {
        "PGHOST": options.get("host") or parts.hostname or "",
        "PGPORT": options.get("port") or str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        "PGSSLMODE": options.get("sslmode", ""),
        "PGSSLROOTCERT": options.get("sslrootcert", ""),
    }
    return os.environ | {name: value for name, value in told.items() if value}
