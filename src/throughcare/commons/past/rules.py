"""How a row is shown as it stood at a moment. Pure: the moment comes in, and no row is changed.

Most rows are only ever added. The few fields that change later change together with a moment that is kept, such as an
outcome with `done_at`: before that moment they show as empty. A field that changes and keeps no moment is known only as
it stands today, and whoever shows it says so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

AT, BY = "_at", "_by"


def moments(mutable: Collection[str], with_moment: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """This will name the moments of a table that come later, each with the fields that change together with it."""
    later = [name for name in mutable if name.endswith(AT)]
    return {name: tuple(dict.fromkeys((name, *_who(name, mutable), *with_moment.get(name, ())))) for name in later}


def _who(moment: str, mutable: Collection[str]) -> tuple[str, ...]:
    who = moment.removesuffix(AT) + BY
    return (who,) if who in mutable else ()


def as_of_today(mutable: Collection[str], with_moment: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """This will name the fields whose earlier value nobody kept: they are shown as they stand today, and say so."""
    known = {name for names in moments(mutable, with_moment).values() for name in names}
    return frozenset(mutable) - known


def as_it_was(values: Mapping[str, Any], *, at: datetime, changes: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """This will give the values of a row as they stood at a moment: what changed after it shows as not yet changed."""
    later = {name for moment, names in changes.items() if _is_after(values.get(moment), at) for name in names}
    return {name: None if name in later else value for name, value in values.items()}


def _is_after(moment: object, at: datetime) -> bool:
    return isinstance(moment, datetime) and moment > at


def version_on(versions: Collection[str], *, day: date) -> str:
    """This will name the version of a definition that was in force on a day: the newest by then, or else the first."""
    by_then = [version for version in versions if version <= day.isoformat()]
    return max(by_then) if by_then else min(versions)


@dataclass(frozen=True)
class Known:
    """One version of the access matrix: of which compartments it speaks, and which of them each of its roles reads."""

    compartments: Collection[str]
    reads: Mapping[str, Collection[str]]


def reads(role: str, versions: Sequence[Known]) -> frozenset[str]:
    """This will give what a role reads by the first of these versions, oldest first.

    A role or a compartment that a version does not know is read by the first one that knows both: nobody held the role, and
    nothing stood in the compartment, before that version was laid down.
    """
    found: set[str] = set()
    settled: set[str] = set()
    for known in (version for version in versions if role in version.reads):
        found |= set(known.reads[role]) - settled
        settled |= set(known.compartments)
    return frozenset(found)


@dataclass(frozen=True)
class Reader:
    """Somebody who could open a case at a moment: in which role, and whether by a post or because it was granted."""

    name: str
    agency: str
    role: str
    granted: bool
    since: date


def who_read(readers: Collection[Reader], reads: Mapping[str, Collection[str]]) -> dict[str, list[Reader]]:
    """This will give, by compartment, who could read it; `reads` maps a role to the compartments it reads."""
    found: dict[str, list[Reader]] = {}
    for one in readers:
        for compartment in reads.get(one.role, ()):
            found.setdefault(compartment, []).append(one)
    return found
