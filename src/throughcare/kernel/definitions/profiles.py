"""A profile: a definition that names another one and says only what differs from it.

Mappings are united, key by key. A list or a word replaces what stood there, and `null` takes a part away. What comes of
it must have the shape of a whole definition, so that nobody reads half of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

PROFILE_OF = "profile_of"
Data = Mapping[str, Any]


def base_of(data: Any) -> tuple[str, str] | None:
    """This will say which definition a profile differs from, by name and version; none where it is no profile."""
    named = data.get(PROFILE_OF) if isinstance(data, Mapping) else None
    if not isinstance(named, str):
        return None
    name, _slash, version = named.rpartition("/")
    return name, version


def united(base: Data, profile: Data) -> dict[str, Any]:
    """This will unite a definition with what a profile says differs."""
    found = dict(base)
    for key, value in profile.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), Mapping):
            found[key] = united(found[key], value)
        else:
            found[key] = value
    return found


def faults(base: Data, profile: Data, *, at: str = "") -> Iterator[str]:
    """This will tell what a profile takes away that its base does not have."""
    for key, value in profile.items():
        here = f"{at}/{key}" if at else str(key)
        if value is None and key not in base:
            yield f"{here} is taken away, and is not there"
        elif isinstance(value, Mapping) and isinstance(base.get(key), Mapping):
            yield from faults(base[key], value, at=here)
