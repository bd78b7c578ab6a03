"""What lies beside an order: polygraph sessions for those who may know, and MAPPA as the authority set it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders.models import Mappa, MappaAction, MappaMeeting, Polygraph
from throughcare.kernel.answers import NotFound


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
