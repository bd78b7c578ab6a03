"""Lists of cases: filtered, searched, paged in the database. Nothing here shows or counts what the gate would not open."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from throughcare.commons.cases.queries.work import end_of_week, stages_in_order
from throughcare.commons.people import rules as people
from throughcare.kernel.ids import read_reference
from throughcare.kernel.paging import Page, count_limit, limit, offset
from throughcare.kernel.sql import NamedSql, without_comments

SQL = NamedSql(Path(__file__).with_suffix(".sql"))

KEYS = {
    "opened": ("c.opened_at", "DESC"),
    "person": ("lower(coalesce(nullif(p.name_used, ''), p.name))", "ASC"),
    "stage": ("array_position(%(stages_in_order)s::text[], c.stage)", "ASC"),
    "owner": ("lower(o.name)", "ASC"),
    "nearest": ("array_position(%(ids)s::bigint[], c.id)", "ASC"),
}
_TASK = "EXISTS (SELECT 1 FROM cases_task t WHERE t.case_id = c.id AND t.done_at IS NULL AND {when})"
SHORTEST = 2


@dataclass(frozen=True)
class Wanted:
    """What a list is held to. Nothing chosen is no filter."""

    stages: Collection[str] = ()
    owner_id: int | None = None
    area_id: int | None = None
    state: str = ""
    due: str = ""
    ids: tuple[int, ...] | None = None


def cases(
    wanted: Wanted, *, today: date, number: int = 1, order: str = "opened", turned: bool = False, size: int = 25
) -> Page[Any]:
    """This will give one page of the cases that the reader may open, held to what is wanted."""
    which, values = _which(wanted, today)
    key, way = KEYS[order]
    parts = {"which": which, "key": key, "way": _turned(way) if turned else way, "sorted_by": _sorted_by(order)}
    page: dict[str, object] = {"limit": limit(size), "offset": offset(number, size=size)}
    if order == "stage":
        page["stages_in_order"] = stages_in_order()
    counted = SQL.one("count", {**values, "count_limit": count_limit()}, parts={"which": which})
    found = SQL.rows("cases", {**values, **page}, parts=parts)
    return Page.of(found, number=number, size=size, counted=counted.number if counted else 0)


def cases_after(*, opened_at: str, reference: str, size: int) -> list[Any]:
    """This will give the cases that the reader may open after a moment and a reference, newest first, and one row too many."""
    values = {"opened": opened_at or None, "reference": reference, "limit": limit(size)}
    return SQL.rows("cases_after", values)


def open_to_me(references: Collection[str]) -> set[str]:
    """This will give those of some references whose cases the reader may open at this moment."""
    return {row.reference for row in SQL.rows("open_to_me", {"references": list(references)})}


def is_moment(written: str) -> bool:
    """This will say whether a cursor names a moment, or none at all."""
    try:
        return not written or datetime.fromisoformat(written).tzinfo is not None
    except ValueError:
        return False


def search(words: str) -> tuple[int, ...]:
    """This will find cases by a reference, a date or year of birth, or a name, nearest first."""
    reference = read_reference(words)
    if reference:
        found = SQL.rows("referred", {"reference": reference})
    elif (birth := read_birth(words)) is not None:
        found = SQL.rows("born", {"first": birth[0], "last": birth[1], "day": birth[2]})
    else:
        found = _by_name(words)
    return tuple(row.case_id for row in found)


def changed() -> tuple[int, ...]:
    """This will find the reader's own cases in which somebody else did something since they last looked."""
    return tuple(row.case_id for row in SQL.rows("changed"))


def opened_by_reference(words: str) -> str:
    """This will give the reference of the one case that was asked for by it, or nothing."""
    reference = read_reference(words)
    found = SQL.one("referred", {"reference": reference}) if reference else None
    return found.reference if found else ""


def read_birth(words: str) -> tuple[date, date, date | None] | None:
    """This will read a date of birth (14 3 2009, 14 March 2009) or a year, as the first and last day to look at."""
    found = re.fullmatch(r"(?:(\d{1,2})[\s/.-]+(\d{1,2}|[a-z]{3,9})[\s/.-]+)?(\d{4})", words.strip().lower())
    if found is None:
        return None
    year = int(found[3])
    try:
        first, last = date(year, 1, 1), date(year, 12, 31)
        return first, last, date(year, _month(found[2]), int(found[1])) if found[1] else None
    except ValueError:
        return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month(typed: str) -> int:
    return int(typed) if typed.isdigit() else _MONTHS.index(typed[:3]) + 1


def _by_name(words: str) -> list[Any]:
    plain = " ".join(words.lower().split())
    if len(plain) < SHORTEST:
        return []
    escaped = re.sub(r"([\\%_])", r"\\\1", plain)
    return SQL.rows("named", {"words": escaped, "sounds": people.sounds(plain)})


def _sorted_by(order: str) -> str:
    name = f"by_{order}"
    return without_comments(SQL.statements[name]) if name in SQL.statements else ""


def _turned(way: str) -> str:
    return "ASC" if way == "DESC" else "DESC"


def _which(wanted: Wanted, today: date) -> tuple[str, dict[str, object]]:
    week = end_of_week(today)
    filters = {
        "c.stage = ANY (%(stages)s)": bool(wanted.stages),
        "c.owner_id = %(owner)s": wanted.owner_id is not None,
        "c.area_id = %(area)s": wanted.area_id is not None,
        "c.closed_at IS NULL": wanted.state == "open",
        "c.closed_at IS NOT NULL": wanted.state == "closed",
        _TASK.format(when="t.due_on < %(today)s"): wanted.due == "overdue",
        _TASK.format(when="t.due_on <= %(week)s"): wanted.due == "week",
        "c.id = ANY (%(ids)s)": wanted.ids is not None,
    }
    values = {"stages": list(wanted.stages), "owner": wanted.owner_id, "area": wanted.area_id, "today": today}
    chosen = [words for words, is_chosen in filters.items() if is_chosen]
    return " AND ".join(chosen) or "true", {
        **values,
        "week": week,
        "ids": list(wanted.ids or ()),
    }
