"""A profile: a definition that names another one and says only what differs from it.

Mappings are united, key by key. A list or a word replaces what stood there, and `null` takes a part away. What comes of
it must have the shape of a whole definition, so that nobody reads half of one. `in_what_is_inherited` says which words
the profile has instead of its base's: every sentence that it inherits is read with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

PROFILE_OF = "profile_of"
OWN_WORDS = "in_what_is_inherited"
SENTENCES = frozenset(
    {"label", "about", "ahead", "claim", "reason", "text", "runs_from", "shown_as", "chapters", "carries_over"}
)
Data = Mapping[str, Any]


def base_of(data: Any) -> tuple[str, str] | None:
    """This will say which definition a profile differs from, by name and version; none where it is no profile."""
    named = data.get(PROFILE_OF) if isinstance(data, Mapping) else None
    if not isinstance(named, str):
        return None
    name, _slash, version = named.rpartition("/")
    return name, version


def united(base: Data, profile: Data) -> dict[str, Any]:
    """This will unite a definition with what a profile says differs, each sentence it inherits in the profile's words."""
    words = profile.get(OWN_WORDS, {})
    return _united(_reworded(base, words) if words else base, profile)


def _united(base: Data, profile: Data) -> dict[str, Any]:
    found = dict(base)
    for key, value in profile.items():
        if value is None:
            found.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(found.get(key), Mapping):
            found[key] = _united(found[key], value)
        else:
            found[key] = value
    return found


def _reworded(value: Any, words: Mapping[str, str], *, is_said: bool = False) -> Any:
    if isinstance(value, Mapping):
        return {key: _reworded(one, words, is_said=is_said or key in SENTENCES) for key, one in value.items()}
    if isinstance(value, list):
        return [_reworded(one, words, is_said=is_said) for one in value]
    return _in_words(value, words) if is_said and isinstance(value, str) else value


def _in_words(sentence: str, words: Mapping[str, str]) -> str:
    """Whole words, longest first, so that one that holds another is not cut; a capital letter stays one."""
    every = sorted(words, key=len, reverse=True)
    found = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in every), re.IGNORECASE)

    def own(match: re.Match[str]) -> str:
        said = words.get(match[0]) or next(words[one] for one in every if one.lower() == match[0].lower())
        return said[:1].upper() + said[1:] if match[0][:1].isupper() else said

    return found.sub(own, sentence)


def faults(base: Data, profile: Data, *, at: str = "") -> Iterator[str]:
    """This will tell what a profile takes away that its base does not have."""
    for key, value in profile.items():
        here = f"{at}/{key}" if at else str(key)
        if value is None and key not in base:
            yield f"{here} is taken away, and is not there"
        elif isinstance(value, Mapping) and isinstance(base.get(key), Mapping):
            yield from faults(base[key], value, at=here)
