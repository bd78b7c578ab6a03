"""The file that names a site's settings, a line for each: secrets are changed in it whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from throughcare.cli.problems import CannotGoOn

LINE = re.compile(r"^([A-Z_]+)=(.*)$")


def read(path: Path) -> dict[str, str]:
    """Return the settings of a file; CannotGoOn where it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise CannotGoOn(f"{path} cannot be read.") from None
    return {found[1]: found[2] for line in lines if (found := LINE.match(line))}


def change(path: Path, values: Mapping[str, str], *, first: Callable[[], None] = lambda: None) -> None:
    """Write values into the file in the place of those that are there, for the same owner and readers.

    What `first` does is done once the new file lies beside the old one, and before it takes its place.
    """
    draft, told = path.with_name(f"{path.name}.new"), path.stat()
    lines = _with(path.read_text(encoding="utf-8").splitlines(), dict(values))
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise CannotGoOn(f"{draft} cannot be written, or is left from a change that did not end.") from None
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
        out.flush()
        os.fsync(out.fileno())
    os.chown(draft, told.st_uid, told.st_gid)
    draft.chmod(told.st_mode & 0o777)
    try:
        first()
    except BaseException:
        draft.unlink()
        raise
    draft.replace(path)


def _with(lines: list[str], values: dict[str, str]) -> list[str]:
    written = []
    for line in lines:
        found = LINE.match(line)
        written.append(f"{found[1]}={values.pop(found[1])}" if found and found[1] in values else line)
    return [*written, *(f"{name}={value}" for name, value in values.items())]
