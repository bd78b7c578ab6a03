"""What each audit tag says in words, to the data protection officer."""

from __future__ import annotations


def in_words(tag: str) -> str:
    """This will say what a line's tag means: `notes:added` reads "Notes: added"."""
    package, _colon, act = tag.partition(":")
    words = act.replace("_", " ").replace(":", ", ").replace("-", " ")
    return f"{package.replace('_', ' ').capitalize()}: {words}"
