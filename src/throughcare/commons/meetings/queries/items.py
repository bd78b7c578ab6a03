"""Items: one case on one agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings.queries.meetings import MeetingLine, meeting
from throughcare.commons.meetings.queries.statements import SQL
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.safeguards.pathways import Pathway

ACTION = "panel.action"


@dataclass(frozen=True)
class OnAgenda:
    """One case on one agenda, with its meeting. Before publication a member sees no reason why it is due."""

    id: int
    key: str
    number: int
    case_id: int
    reference: str
    ended_at: datetime | None
    why: str
    why_words: str
    address: str
    meeting: MeetingLine

    @property
    def is_over(self) -> bool:
        """This will say whether its minutes are signed, or the meeting ended without reaching it."""
        return self.ended_at is not None


@dataclass(frozen=True)
class ItemLine:
    """A row of an agenda."""

    id: int
    key: str
    number: int
    case_id: int
    reference: str
    name: str
    ended_at: datetime | None
    why: str
    why_words: str
    police_id: int
    local_authority_id: int
    views_in: int
    own_view_in: bool
    outcome: str
    said: str
    left_unsigned: bool
    looked_at: datetime | None
    changes: int
    pathway: str
    pathway_version: str

    @property
    def waits_for_signature(self) -> bool:
        """This will say whether it is decided, and nobody has signed its minutes or said why they are left unsigned."""
        return bool(self.outcome) and self.ended_at is None and not self.left_unsigned


@dataclass(frozen=True)
class Due:
    """A case that something is due for at a panel, and the day that made it so."""

    case_id: int
    reference: str
    name: str
    code: str
    what: str
    due_on: date
    address: str


@dataclass(frozen=True)
class MyAction:
    """What somebody promised at a meeting: theirs to do, also after the case has left the panel."""

    key: str
    reference: str
    what: str
    due_on: date
    done_at: datetime | None
    outcome: str


def find(key: str, *, on: MeetingLine | None = None) -> OnAgenda:
    """This will find an item that the reader may know of, without opening its case; `on` is its meeting, where it was read."""
    row = SQL.one("item", {"key": key})
    if row is None:
        raise NotFound
    values = row._asdict()
    meeting_key = str(values.pop("meeting_key"))
    values.pop("meeting_id")
    at = on if on is not None and on.key == meeting_key else meeting(meeting_key)
    texts = {name: values[name] or "" for name in ("why", "why_words", "address")}
    return OnAgenda(**(values | texts | {"key": str(row.key)}), meeting=at)


def item(case: OpenCase, key: str, *, on: MeetingLine | None = None) -> OnAgenda:
    """This will find an item of an opened case; `on` is its meeting, where it was read before."""
    found = find(key, on=on)
    if found.case_id != case.id:
        raise NotFound
    return found


def agenda(meeting_id: int, *, agency_id: int | None = None, since: datetime | None = None) -> list[ItemLine]:
    """This will list the items of a meeting that the reader may see, in their order, with what changed since a moment."""
    rows = SQL.rows("agenda", {"meeting": meeting_id, "agency": agency_id, "since": since})
    return [_line(row) for row in rows]


def numbers(meeting_id: int) -> list[tuple[int, bool]]:
    """This will list the numbers of an agenda, each with whether that case is over, also where it is closed to the reader."""
    return [(row.number, row.is_over) for row in SQL.rows("numbers", {"meeting": meeting_id})]


def pulse(key: str) -> str:
    """This will sum up how far an item is, so that a page that stays open can ask whether anything was said since."""
    row = SQL.one("pulse", {"item": find(key).id})
    assert row is not None
    return str(row.pulse)


def meeting_of(key: str) -> MeetingLine | None:
    """This will find the meeting that an item stands on, before its case is opened; none where it is hidden."""
    try:
        return find(key).meeting
    except NotFound:
        return None


def items_of_case(case: OpenCase) -> list[Any]:
    """This will list every meeting that the case was or is on, newest first."""
    return SQL.rows("items_of_case", {"case": case.id})


def open_items(case: OpenCase) -> list[OnAgenda]:
    """This will list the published agendas on which the panel can still decide on the case, the next meeting first."""
    found = [item(case, str(row.key)) for row in items_of_case(case) if row.ended_at is None]
    return sorted((one for one in found if one.meeting.is_published), key=lambda one: one.meeting.starts_at)


def is_before_a_panel(case: OpenCase) -> bool:
    """This will say whether the case stands on a published agenda that is not done with it: yes or no, and no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.is_before_a_panel(%s)", [case.id])
        row = cursor.fetchone()
    return bool(row and row[0])


def due(area_id: int, *, on: date) -> list[Due]:
    """This will list the cases of an area that are due at a panel by a day and on no agenda, longest due first."""
    tasks = [task for reason in codelist("panel_reasons").values for task in reason.extra.get("tasks", ())]
    rows = [row for row in SQL.rows("due", {"area": area_id, "on": on, "tasks": tasks}) if _can_be_listed(row)]
    found = [Due(row.case_id, row.reference, row.name, row.code, row.what, row.due_on, row.address) for row in rows]
    return sorted(found, key=lambda one: (one.due_on, one.reference))


def ends_with_minutes() -> list[str]:
    """This will name the tasks that are over once a meeting has looked at the case and its minutes are signed."""
    reasons = codelist("panel_reasons").values
    return [task for one in reasons if one.extra.get("ends_with_minutes") for task in one.extra.get("tasks", ())]


def my_actions() -> list[MyAction]:
    """This will list what the reader promised at meetings: what is open first, by its day."""
    rows = SQL.rows("my_tasks", {"code": ACTION})
    return [MyAction(str(row.key), row.reference, row.what, row.due_on, row.done_at, row.outcome) for row in rows]


def _can_be_listed(row: Any) -> bool:
    pathway = Pathway.load(row.pathway, row.pathway_version)
    return row.stage in pathway.verb("meetings.list_case").stages


def _line(row: Any) -> ItemLine:
    texts = {name: getattr(row, name) or "" for name in ("why", "why_words", "outcome", "said")}
    return ItemLine(**(row._asdict() | texts | {"key": str(row.key)}))
