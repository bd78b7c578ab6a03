"""What lies beside an order: polygraph sessions for those who may know, and MAPPA as the authority set it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders.models import Mappa, MappaAction, MappaMeeting, Order, Polygraph
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date


@dataclass(frozen=True)
class MappaPage:
    """Category and level as quoted, newest first, the meetings, and the actions that touch the programme."""

    quoted: Sequence[Any]
    meetings: Sequence[Any]
    actions: Sequence[Any]


def polygraphs(case: OpenCase) -> list[Polygraph]:
    """This will list the polygraph sessions, for those who may know of them; nothing for anybody else."""
    if not case.may_read("polygraph"):
        return []
    return list(Polygraph.objects.filter(case_id=case.id).order_by("-held_on", "-id"))


def sessions_of(case: OpenCase, order: Order) -> list[Polygraph]:
    """This will list the polygraph sessions of one order, for those who may know of them, newest first."""
    return [row for row in polygraphs(case) if row.order_id == order.pk and row.step_id is None]


def polygraph_choices(case: OpenCase, order: Order) -> list[tuple[str, str]]:
    """This will list the sessions that may stand beside a report, key and words; nothing for who may not know of them."""
    return [(str(row.key), in_a_line(row)) for row in sessions_of(case, order)]


def find_session(case: OpenCase, order: Order, key: str) -> Polygraph:
    """This will find a polygraph session of an order by its key; NotFound where there is none that the reader may know of."""
    row = next((row for row in sessions_of(case, order) if str(row.key) == key), None)
    if row is None:
        raise NotFound
    return row


def beside(case: OpenCase) -> dict[int, list[str]]:
    """This will say which sessions stand beside which step, for those who may know of them."""
    found: dict[int, list[str]] = {}
    for row in polygraphs(case):
        if row.step_id is not None:
            found.setdefault(row.step_id, []).append(in_a_line(row))
    return found


def in_a_line(row: Polygraph) -> str:
    """This will name a polygraph session by its day and by who keeps its record."""
    said = {"day": format_date(row.held_on), "holder": row.holder}
    line = _("Polygraph session of %(day)s, its record is with %(holder)s") % said
    return f"{line}, {row.reference}" if row.reference else line


def mappa(case: OpenCase) -> MappaPage:
    """This will give what the case keeps of MAPPA."""
    return MappaPage(
        list(Mappa.objects.filter(case_id=case.id).order_by("-said_on", "-id")),
        list(MappaMeeting.objects.filter(case_id=case.id).order_by("-on_day", "-id")),
        list(MappaAction.objects.filter(case_id=case.id).order_by("due_on", "id")),
    )


def find_meeting(case: OpenCase, key: str) -> MappaMeeting:
    """This will find a MAPPA meeting by its key; NotFound where there is none."""
    row = MappaMeeting.objects.filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row


def find_action(case: OpenCase, key: str) -> MappaAction:
    """This will find an action that is not done by its key; NotFound where there is none."""
    row = MappaAction.objects.filter(case_id=case.id, key=key, done_on__isnull=True).first()
    if row is None:
        raise NotFound
    return row
