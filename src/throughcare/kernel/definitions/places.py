"""Where definitions lie: ours, then the site's, and the list of what is released."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[2] / "definitions"


def folders() -> tuple[Path, ...]:
    """This will give the folders that hold definitions: the shipped one, then the site's in DEFINITIONS_DIR."""
    return _folders(os.environ.get("DEFINITIONS_DIR", ""))


def place_of(path: Path) -> str:
    """This will write where a file lies inside its folder, as RELEASED names it."""
    return path.relative_to(root_of(path)).as_posix()


def root_of(path: Path) -> Path:
    """This will name the folder of definitions that holds a file."""
    return next(root for root in folders() if path.is_relative_to(root))


@lru_cache
def released(roots: tuple[Path, ...]) -> dict[str, str]:
    """This will read the SHA-256 of each released file; a site keeps its own list, and ours stands before it."""
    found: dict[str, str] = {}
    for root in roots:
        path = root / "RELEASED"
        for line in path.read_text().splitlines() if path.exists() else ():
            sha256, _space, place = line.partition("  ")
            found.setdefault(place.strip(), sha256)
    return found


@lru_cache
def _folders(site: str) -> tuple[Path, ...]:
    if not site:
        return (SHIPPED,)
    folder = Path(site).resolve()
    if not folder.is_dir():
        raise NotADirectoryError(f"DEFINITIONS_DIR names {site}, which is no folder. Make it, or unset the variable.")
    return (SHIPPED, folder)
