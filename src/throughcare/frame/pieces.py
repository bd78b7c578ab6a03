"""Small values that the macros draw: heads of tables, tasks of a list, changes between two texts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from throughcare.frame.shell import Link


@dataclass(frozen=True)
class Head:
    """The head of a column. With an address it sorts; `sorted` is ascending, descending or empty.

    A `whole` column, such as one of dates, never breaks its words over two lines.
    """

    label: str
    numeric: bool = False
    whole: bool = False
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Task:
    """One line of a task list; without an address it cannot be started yet. A done task's status is plain text."""

    label: str
    status: str
    url: str = ""
    hint: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Event:
    """One event of a timeline. `recorded_at` is said only where it is another day than the event."""

    title: str
    when: str
    by: str = ""
    text: str = ""
    url: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Due:
    """One thing that is due: what, when in words, whose; the rule behind its date, and whether that is unconfirmed."""

    what: str
    due: str
    owner: str = ""
    url: str = ""
    rule: str = ""
    rule_url: str = ""
    verify: bool = False


@dataclass(frozen=True)
class Row:
    """One answer of a summary list, with the address where it is changed and what the change is called."""

    key: str
    value: str | Markup = ""
    change_url: str = ""
    change_what: str = ""


def words_changed(mine: str, other: str) -> Markup:
    """This will write a text with the words that the other one does not have marked, for eyes and screen readers."""
    here, there = _words(mine), _words(other)
    changes = difflib.SequenceMatcher(a=there, b=here, autojunk=False).get_opcodes()
    return Markup("").join(_marked("".join(here[start:end]), tag != "equal") for tag, _a, _b, start, end in changes)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+|\s+", text)


def _marked(words: str, differs: bool) -> Markup:
    return Markup("<ins>{}</ins>").format(words) if differs and words.strip() else Markup.escape(words)


def heads_of(heads: Sequence[str | Head]) -> list[Head]:
    """This will make every head of a table a Head, so that a plain word may stand for one."""
    return [head if isinstance(head, Head) else Head(head) for head in heads]


PIECES: dict[str, object] = {
    "Head": Head,
    "Link": Link,
    "Task": Task,
    "Due": Due,
    "Event": Event,
    "Row": Row,
    "heads_of": heads_of,
}
FILTERS: dict[str, Callable[..., object]] = {"words_changed": words_changed}
