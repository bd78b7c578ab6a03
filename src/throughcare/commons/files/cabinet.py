"""Where sealed files lie: a folder outside everything that is served, under names that say nothing.

A file is whole on the disk before the row that names it is written. A row that is rolled back leaves a file that no
record names, and whose key was never kept; a sweep removes it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

UNFINISHED = ".part"
NAME_BYTES = 16


class Missing(Exception):
    """A record names a file that is not where files lie."""


def new_name() -> str:
    """This will make a name that says nothing and cannot be guessed."""
    return secrets.token_hex(NAME_BYTES)


def keep(name: str, pieces: Iterable[bytes]) -> None:
    """This will write a file so that it is there whole and to stay, or not there at all."""
    place = _place(name)
    settings.FILES_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.parent.mkdir(exist_ok=True, mode=0o700)
    draft = place.with_name(f"{name}{UNFINISHED}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    for folder in (place.parent, place.parent.parent):
        _fsync(folder)


def read(name: str) -> bytes:
    """This will give a file as it is stored; Missing where it is not there."""
    try:
        return _place(name).read_bytes()
    except (FileNotFoundError, ValueError):
        raise Missing from None


def is_there(name: str) -> bool:
    """This will say whether a file is there."""
    return _place(name).is_file()


def remove(names: Iterable[str]) -> int:
    """This will remove files from the disk, and give how many of them were there."""
    removed = 0
    for name in names:
        with suppress(FileNotFoundError):
            _place(name.removesuffix(UNFINISHED)).with_name(name).unlink()
            removed += 1
    return removed


def kept() -> Iterator[tuple[str, float]]:
    """This will give the name of every file that lies here, unfinished ones included, and when it was last written."""
    for path in settings.FILES_DIR.glob("??/*"):
        with suppress(FileNotFoundError):
            yield path.name, path.stat().st_mtime


def _place(name: str) -> Path:
    """Names are our own; anything else never becomes a path."""
    if len(name) != 2 * NAME_BYTES or not set(name) <= set("0123456789abcdef"):
        raise ValueError(name)
    folder: Path = settings.FILES_DIR
    return folder / name[:2] / name


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
