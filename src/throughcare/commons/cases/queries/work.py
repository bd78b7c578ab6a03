"""What is due: mine, my team's, nobody's yet, and what is coming up on my cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from throughcare.kernel.paging import Page, count_limit, limit, offset
from throughcare.kernel.sql import NamedSql, rows_of, without_comments
from throughcare.safeguards.pathways import Pathway

SQL = NamedSql(Path(__file__).with_suffix(".sql"))

_TEAM = (
    "((t.area_id, t.for_role) IN (SELECT m.area_id, m.role FROM tc.my_posts() m) "
    "OR t.area_id IN (SELECT m.area_id FROM tc.my_posts() m WHERE m.role = 'manager'))"
)
_OWN = "(SELECT c.id FROM cases_case c WHERE c.owner_id = %(me)s OR c.police_owner_id = %(me)s)"
LISTS = {
    "mine": "t.assigned_to_id = %(me)s",
    "team": _TEAM,
    "unassigned": f"t.assigned_to_id IS NULL AND {_TEAM}",
    "next": f"t.due_on >= %(today)s AND t.case_id IN {_OWN}",
    "coming": f"t.due_on > %(week)s AND t.case_id IN {_OWN}",
}
ORDERS = {
    "due": "t.due_on",
    "person": "lower(p.name)",
    "stage": "array_position(%(stages_in_order)s::text[], c.stage)",
    "owner": "lower(o.name)",
}


@dataclass(frozen=True)
class Counts:
    """How many of one list there are, as far as we count, and how many in each group."""

    all_of_it: int
    overdue: int
    today: int
    week: int
    later: int


def end_of_week(today: date) -> date:
    """This will give the Sunday of the week that a day lies in."""
    return today + timedelta(days=6 - today.weekday())


def stages_in_order() -> list[str]:
    """This will list the stages of every pathway in the order of a case's life, so that lists can be put in it."""
    return list(dict.fromkeys(stage.code for pathway in Pathway.newest() for stage in pathway.stages))


def due(
    name: str,
    *,
    staff_id: int,
    today: date,
    number: int = 1,
    order: str = "due",
    down: bool = False,
    size: int = 25,
    counted: int | None = None,
) -> Page[Any]:
    """This will give one page of a list of what is due, in an order of the reader's choice; counted where nobody has yet."""
    values = {**_values(staff_id, today), "limit": limit(size), "offset": offset(number, size=size)}
    if order == "stage":
        values["stages_in_order"] = stages_in_order()
    way = " DESC" if down else ""
    page = without_comments(SQL.statements["page"])
    cut = {"cut_first": f"ORDER BY due_on{way}, id {page}", "cut_last": ""}
    if order != "due":
        cut = {"cut_first": "", "cut_last": page}
    found = SQL.rows(
        "due", values, parts={"tasks": _tasks(name), "order": f"{ORDERS[order]}{way}, t.due_on, t.id", **cut}
    )
    if counted is None:
        counted = counts(name, staff_id=staff_id, today=today)[name].all_of_it
    return Page.of(found, number=number, size=size, counted=counted)


def counts(*names: str, staff_id: int, today: date) -> dict[str, Counts]:
    """This will count lists by groups, all in one statement, and stop where people stop reading numbers."""
    values = {**_values(staff_id, today), "count_limit": count_limit()}
    group = without_comments(SQL.statements["groups"])
    parts = [group.replace("{list}", name).replace("{tasks}", _tasks(name)) for name in dict.fromkeys(names)]
    rows = rows_of("groups", "-- How many stand on some lists of what is due.\n" + "\nUNION ALL\n".join(parts), values)
    return {row.list: Counts(*row[1:]) for row in rows}


def next_date(*, staff_id: int, today: date) -> Any | None:
    """This will give the next thing due on the cases that somebody owns, whoever does it."""
    found = due("next", staff_id=staff_id, today=today, size=1, counted=0).rows
    return found[0] if found else None


def whose_task(key: str) -> Any | None:
    """This will say on which case an open task stands and who has it, or nothing where it may not be seen."""
    return SQL.one("whose", {"key": key})


def _values(staff_id: int, today: date) -> dict[str, object]:
    return {"me": staff_id, "today": today, "week": end_of_week(today)}


def _tasks(name: str) -> str:
    return without_comments(SQL.statements["task_of"]).replace("{which}", LISTS[name])
