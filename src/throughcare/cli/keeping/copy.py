"""A folder with one copy: three sealed files, and a list of them that anybody may read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from throughcare.cli.problems import CannotGoOn

DATABASE, FILES, INSIDE = "database.dump.age", "files.tar.age", "inside.json.age"
LIST, FORMAT = "copy.json", 1


@dataclass(frozen=True)
class Listed:
    """What the list says: when, of which versions, and the size and digest of each sealed file."""

    made_at: str
    version: str
    postgres: int
    files: dict[str, tuple[int, str]]
    format: int = FORMAT


def write_list(folder: Path, *, made_at: str, version: str, postgres: int) -> Listed:
    """Write the list of the sealed files of a folder."""
    files = {name: (_size(folder / name), _digest(folder / name)) for name in (DATABASE, FILES, INSIDE)}
    listed = Listed(made_at=made_at, version=version, postgres=postgres, files=files)
    (folder / LIST).write_text(json.dumps(asdict(listed), indent=1) + "\n", encoding="utf-8")
    return listed


def read_list(folder: Path) -> Listed:
    """Read the list and hold every sealed file against it; CannotGoOn where one is missing or was changed."""
    try:
        told = json.loads((folder / LIST).read_text(encoding="utf-8"))
        listed = Listed(**{**told, "files": {name: (size, digest) for name, (size, digest) in told["files"].items()}})
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotGoOn(f"{folder} holds no copy: {LIST} is missing or is no list.") from None
    if listed.format != FORMAT:
        raise CannotGoOn(f"{folder} was written in form {listed.format}; this version reads form {FORMAT}.")
    wrong = [name for name, (_bytes, digest) in listed.files.items() if _digest_or_none(folder / name) != digest]
    if wrong:
        raise CannotGoOn(f"Nothing was restored: {', '.join(wrong)} in {folder} is missing or was changed.")
    return listed


def _size(path: Path) -> int:
    return path.stat().st_size


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest_or_none(path: Path) -> str:
    return _digest(path) if path.is_file() else ""
