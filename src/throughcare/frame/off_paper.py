"""Names that may not be printed: on screen as they are, on paper the words in their place.

A court may order that somebody is not named. Whatever names the person on a page, in a heading or in what a colleague
typed, is then drawn twice: once for the screen, once for paper. In a file that is paper from the start the words stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

# What is no text of the page: comments, tags, and what holds text but no tags.
NO_TEXT = re.compile(
    r"(<!--.*?-->|<(script|style|textarea|select|title)\b.*?</\2\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE
)
TITLE = re.compile(r"<title\b", re.IGNORECASE)


def off_paper(page: Markup, names: Mapping[str, str] | None) -> Markup:
    """This will give a page of which no name is printed: each stands on paper as the words that `names` gives for it."""
    if not names:
        return page
    instead = {str(escape(name)): str(escape(words)) for name, words in names.items()}
    twice, once = _swap(instead, drawn_twice), _swap(instead, lambda _name, words: words)
    drawn, at = [], 0
    for found in NO_TEXT.finditer(page):
        drawn += [twice(page[at : found.start()]), once(found[0]) if TITLE.match(found[0]) else found[0]]
        at = found.end()
    return Markup("".join([*drawn, twice(page[at:])]))  # noqa: S704  # the page itself, and words escaped above


def drawn_twice(name: str, words: str) -> str:
    """This will draw a name for the screen and the words in its place for paper."""
    return f'<span class="tc-off-paper">{name}</span><span class="tc-on-paper">{words}</span>'


def without_names(values: Any, names: Mapping[str, str]) -> Any:
    """This will give the values of a file with every name in them, however deep, as the words in its place."""
    if not names:
        return values
    swap = _swap(names, lambda _name, words: words)
    return _deep(values, swap)


def _deep(value: Any, swap: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return swap(value)
    if isinstance(value, Mapping):
        return {key: _deep(one, swap) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_deep(one, swap) for one in value]
    return value


def _swap(instead: Mapping[str, str], draw: Callable[[str, str], str]) -> Callable[[str], str]:
    by_name = {name.lower(): words for name, words in instead.items()}
    pattern = _pattern(tuple(sorted(instead, key=lambda name: (-len(name), name))))
    return lambda text: pattern.sub(lambda found: draw(found[0], by_name[found[0].lower()]), text)


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Longer names first. One word counts as it is written or in capitals alone: "will" is no name, "Will" may be."""
    either = "|".join(_written(name) for name in names)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _written(name: str) -> str:
    if " " in name:
        return rf"(?i:{re.escape(name)})"
    return f"{re.escape(name)}|{re.escape(name.upper())}"
