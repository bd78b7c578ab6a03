"""Which conditions bear on a session of the programme, and what was kept of them there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders.models import Event, Explained
from throughcare.commons.orders.queries.orders import basis_in_words, kind_of, running_conditions

KEEP = "orders.record_compliance"


@dataclass(frozen=True)
class Bearing:
    """One condition that bears on a session: what the person must do, and which words were explained of it."""

    key: str
    label: str
    words: str
    mandated: bool
    basis: str
    explained: str
    explained_at: datetime | None
    explained_by: str


def bearing(case_id: int, *, on: date) -> list[Bearing]:
    """This will list the conditions that run on a day and bear on a session, as far as the reader may see them."""
    rows = running_conditions(case_id, on).select_related("order").order_by("order_id", "id")
    found = [row for row in rows if kind_of(row.order).condition(row.condition_kind).sessions]
    explained = _last_explained(row.pk for row in found)
    return [_bearing(row, explained.get(row.pk)) for row in found]


def may_keep(case: OpenCase) -> bool:
    """This will say whether whoever opened the case may record what was kept of a condition, on a pathway that knows it."""
    return bool(case.may(KEEP)) and any(verb.code == KEEP for verb in case.pathway.verbs)


def same_event(case: OpenCase, key: str, *, condition_key: str, what: str, stated_reason: str) -> Event | None:
    """This will find what was recorded before, where it says the same of the same condition; none where it differs."""
    rows = Event.objects.filter(case_id=case.id, key=key, condition__key=condition_key)
    return rows.filter(what=what, stated_reason=stated_reason).first()


def _last_explained(conditions: Iterable[int]) -> dict[int, Any]:
    rows = Explained.objects.filter(condition_id__in=list(conditions)).select_related("by")
    return {row.condition_id: row for row in rows.order_by("happened_at", "id")}


def _bearing(row: Any, told: Any) -> Bearing:
    return Bearing(
        key=str(row.key),
        label=kind_of(row.order).condition(row.condition_kind).label,
        words=row.words,
        mandated=row.mandated,
        basis=basis_in_words(row),
        explained=told.words if told else "",
        explained_at=told.happened_at if told else None,
        explained_by=told.by.name if told and told.by else "",
    )
