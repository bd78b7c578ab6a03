"""The files of the project as the laws read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

from throughcare.config import addresses

PROJECT = addresses.project_directory()
PACKAGE = PROJECT / "src" / "throughcare"


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """Return the project's own files, committed or about to be, with one of these endings; all without endings."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split("\0")
    found = (PROJECT / name for name in listed if name)
    return tuple(path for path in found if path.is_file() and (not endings or path.name.endswith(endings)))


def code() -> tuple[Path, ...]:
    """Return the Python files of the product itself: no tests, no migrations."""
    return tuple(
        path for path in files(".py") if path.is_relative_to(PACKAGE) and not {"tests", "migrations"} & set(path.parts)
    )


def place(path: Path) -> str:
    """Return a file's place in the project, as messages name it."""
    return str(path.relative_to(PROJECT))


def parsed(path: Path) -> ast.Module:
    """Return a Python file's syntax."""
    return ast.parse(path.read_text(encoding="utf-8"))
