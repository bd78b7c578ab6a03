"""Meetings and who is invited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from throughcare.commons.meetings.queries.statements import SQL
from throughcare.kernel.answers import Answer, NotFound
from throughcare.kernel.paging import Page, limit, offset
from throughcare.safeguards.access.matrix import matrix

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as lists and heads show it."""

    id: int
    key: str
    area_id: int
    area: str
    starts_at: datetime
    place: str
    chair_id: int
    chair: str
    state: str
    published_at: datetime | None
    called_because: str
    appointed_id: int | None
    appointed_by: str
    appointed_on: date | None
    nation: str
    items: int

    @property
    def is_extraordinary(self) -> bool:
        """This will say whether it was called outside the rhythm of the panel's meetings."""
        return bool(self.called_because)

    @property
    def has_appointed_chair(self) -> bool:
        """This will say whether whoever takes the chair was appointed to it."""
        return self.appointed_id == self.chair_id

    @property
    def is_published(self) -> bool:
        """This will say whether members may read its papers or could."""
        return self.published_at is not None


@dataclass(frozen=True)
class SeatLine:
    """Somebody who is invited, and whether they come or whom they send."""

    id: int
    key: str
    staff_id: int
    staff_key: str
    name: str
    job_title: str
    agency_id: int
    agency: str
    agency_code: str
    role: str
    item_id: int | None
    item_number: int | None
    apologies_at: datetime | None
    sends_id: int | None
    sends: str
    instead_of_id: int | None
    instead_of: str

    @property
    def has_voice(self) -> bool:
        """This will say whether they sit on the panel."""
        return self.role in ("chair", "panel_member")

    def is_for(self, item_id: int) -> bool:
        """This will say whether they are invited to an item: a guest to one alone, everybody else to all."""
        return self.item_id in (None, item_id)


def meeting(key: str) -> MeetingLine:
    """This will find a meeting that the reader may know of; a hidden one is not found, as a missing one."""
    row = SQL.one("meeting", {"key": key})
    if row is None:
        raise NotFound
    return _line(row)


def meetings(*, since: datetime = EARLIEST) -> list[MeetingLine]:
    """This will list the meetings that the reader may know of and that nobody recorded as held, soonest first."""
    which = "m.state <> 'held' AND m.starts_at >= %(since)s"
    return [_line(row) for row in SQL.rows("meetings", {"since": since}, parts={"which": which, "way": ""})]


def held(*, number: int = 1) -> Page[MeetingLine]:
    """This will give one page of the meetings that were held and that the reader may know of, the last first."""
    return _page("m.state = 'held'", number)


def newest(*, number: int = 1) -> Page[MeetingLine]:
    """This will give one page of all meetings that the reader may know of, the last first."""
    return _page("true", number)


def _page(condition: str, number: int) -> Page[MeetingLine]:
    which = f"{condition} ORDER BY m.starts_at DESC, m.id DESC LIMIT %(limit)s OFFSET %(offset)s"
    values = {"limit": limit(), "offset": offset(number)}
    found = SQL.rows("meetings", values, parts={"which": which, "way": " DESC"})
    return Page.of([_line(row) for row in found], number=number)


def seats(meeting_id: int) -> list[SeatLine]:
    """This will list who is invited to a meeting, the chair first."""
    return [_seat(row) for row in SQL.rows("seats", {"meeting": meeting_id})]


def roles_in(area_id: int) -> frozenset[str]:
    """This will give the roles of the reader's own posts in an area, today."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT role FROM tc.my_posts() WHERE area_id = %s", [area_id])
        return frozenset(row[0] for row in cursor.fetchall())


def areas_in_which_i_may(verb: str) -> set[int]:
    """This will list the areas in which the reader may do an act that belongs to no case, asking once for all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT area_id, array_agg(role) FROM tc.my_posts() WHERE area_id IS NOT NULL GROUP BY area_id")
        return {area for area, roles in cursor.fetchall() if matrix().may_do(roles, verb)}


def may_in_area(verb: str, area_id: int) -> Answer:
    """This will say whether the reader may do an act that belongs to no case, by their posts in the area."""
    return matrix().may_do(roles_in(area_id), verb)


def _line(row: Any) -> MeetingLine:
    return MeetingLine(**(row._asdict() | {"key": str(row.key)}))


def _seat(row: Any) -> SeatLine:
    texts = {
        "key": str(row.key),
        "staff_key": str(row.staff_key),
        "sends": row.sends or "",
        "instead_of": row.instead_of or "",
    }
    return SeatLine(**(row._asdict() | texts))
