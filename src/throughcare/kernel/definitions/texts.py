"""The words in definitions that people read, for translators: an extraction method that Babel calls on every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

import yaml

from throughcare.kernel.definitions.strict_yaml import compose

SHOWN = frozenset(
    {
        "about",
        "ahead",
        "asks",
        "because",
        "claim",
        "does",
        "hint",
        "holds",
        "label",
        "note",
        "question",
        "reason",
        "reminder",
        "shell",
    }
    | {"runs_from", "shown_as", "text", "title", "total_note"}
)
SHOWN_MAPPINGS = frozenset({"chapters", "rules", "to_verify", "words", "in_what_is_inherited"})
SHOWN_LISTS = frozenset({"carries_over"})
Message = tuple[int, str, str, list[str]]


def extract(fileobj: IO[bytes], _keywords: object, _comment_tags: object, options: dict[str, Any]) -> Iterator[Message]:
    """This will give Babel the line and the words of every shown text of one definition file."""
    del options  # Babel passes it by name
    for line, words in _shown(compose(fileobj.read().decode()), shown=False):
        yield line, "gettext", words, []


def _shown(node: yaml.Node | None, *, shown: bool) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.ScalarNode) and shown:
        yield node.start_mark.line + 1, node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _shown(item, shown=shown)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            is_words = isinstance(value, yaml.ScalarNode) and (shown or key.value in SHOWN)
            yield from _shown(value, shown=is_words or key.value in SHOWN_MAPPINGS | SHOWN_LISTS)


def said(data: Any, *, shown: bool = False) -> Iterator[str]:
    """This will give every shown text of a definition as it is read: of a profile, what it inherits in its own words too."""
    if isinstance(data, str) and shown:
        yield data
    elif isinstance(data, list | tuple):
        for item in data:
            yield from said(item, shown=shown)
    elif isinstance(data, Mapping):
        for key, value in data.items():
            is_words = isinstance(value, str) and (shown or key in SHOWN)
            yield from said(value, shown=is_words or key in SHOWN_MAPPINGS | SHOWN_LISTS)


def placed(written: str) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """This will give every text of a definition with its line and the keys it stands under, outermost first."""
    yield from _placed(compose(written), ())


def _placed(node: yaml.Node | None, under: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line + 1, under, node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _placed(item, under)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _placed(value, (*under, key.value))
