"""The plan as it is written now, or as it went to the panel: put together from its pieces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import codelist
from throughcare.stages.panels import queries as panels
from throughcare.stages.plans import rules
from throughcare.stages.plans.models import Piece, Sending


@dataclass(frozen=True)
class PieceRow:
    """One version of one piece: its words, who wrote them, when."""

    id: int
    thread: UUID
    version: int
    part: str
    parent: UUID | None
    body: Mapping[str, object]
    is_out: bool
    by: str
    recorded_at: datetime


def thread_of_statements(case: OpenCase) -> UUID:
    """This will give the one thread of the plan's statements, so that two people who begin at once still meet."""
    return uuid5(NAMESPACE_OID, f"the statements of the plan of {case.reference}")


def newest(case: OpenCase, *, up_to: int | None = None) -> list[PieceRow]:
    """This will list the newest version of each piece, in the order in which the pieces were begun."""
    rows = Piece.objects.filter(case_id=case.id).select_related("by").order_by("id")
    rows = rows if up_to is None else rows.filter(id__lte=up_to)
    found: dict[UUID, PieceRow] = {}
    for row in rows:
        found[row.thread] = _row(row)
    return list(found.values())


def piece(case: OpenCase, thread: str | UUID, version: int | None = None) -> PieceRow | None:
    """This will find one version of a piece, the newest unless one is named, or none."""
    rows = Piece.objects.filter(case_id=case.id, thread=thread).select_related("by").order_by("-version")
    row = (rows if version is None else rows.filter(version=version)).first()
    return _row(row) if row else None


def draft(case: OpenCase, *, up_to: int | None = None) -> rules.Plan:
    """This will give the plan as it is written now, or as it was when one piece was the last."""
    rows = [row for row in newest(case, up_to=up_to) if not row.is_out]
    first = next((row for row in rows if row.part == rules.STATEMENTS), None)
    statements = rules.Statements(**_texts(rules.Statements, first.body)) if first else rules.Statements()
    needs = tuple(_need(row, rows) for row in rows if row.part == rules.NEED)
    return rules.Plan(statements, needs, statements_version=first.version if first else 0)


def said_by_the_panel(case: OpenCase) -> dict[str, str]:
    """This will give what the panel said for the plan when it adopted the case, to begin its statements with."""
    adopted = panels.adoption(case)
    if adopted is None:
        return {}
    words = {"nature": adopted.nature, "providers": adopted.providers, "how_and_when": adopted.how_and_when}
    return {"consent_how": adopted.consent_asked, **words}


def sending(case: OpenCase) -> Sending | None:
    """This will give the last sending to the panel, or none."""
    return Sending.objects.filter(case_id=case.id).select_related("by").order_by("-number").first()


def sent(case: OpenCase) -> rules.Plan | None:
    """This will give the plan as it last went to the panel, or none."""
    last = sending(case)
    return draft(case, up_to=last.up_to) if last else None


def has_changed(case: OpenCase) -> bool:
    """This will say whether anything was written since the plan last went to the panel."""
    last = sending(case)
    rows = Piece.objects.filter(case_id=case.id)
    return (rows.filter(id__gt=last.up_to) if last else rows).exists()


def support_of(body: Mapping[str, Any], *, key: str, version: int = 1) -> rules.Support:
    """This will read a support from the words it is kept in."""
    kind = str(body.get("support_kind") or "")
    return rules.Support(
        key=key,
        kind=kind,
        kind_label=str(codelist("support_kinds").label(kind)) if kind else "",
        what=str(body.get("what") or ""),
        provider_staff_id=int(body["provider_staff"]) if body.get("provider_staff") else None,
        provider_name=str(body.get("provider_name") or ""),
        how_often=str(body.get("how_often") or ""),
        sessions_planned=int(body["sessions_planned"]) if body.get("sessions_planned") else None,
        from_on=_day(body.get("from_on")),
        until_on=_day(body.get("until_on")),
        version=version,
    )


def _need(row: PieceRow, rows: list[PieceRow]) -> rules.Need:
    goals = tuple(_goal(one, rows) for one in rows if one.parent == row.thread)
    words = _texts(rules.Need, row.body)
    return rules.Need(**words | {"key": str(row.thread)}, goals=goals, version=row.version)


def _goal(row: PieceRow, rows: list[PieceRow]) -> rules.Goal:
    supports = [one for one in rows if one.parent == row.thread]
    made = tuple(support_of(one.body, key=str(one.thread), version=one.version) for one in supports)
    return rules.Goal(**_texts(rules.Goal, row.body) | {"key": str(row.thread)}, supports=made, version=row.version)


def _texts(kind: Any, body: Mapping[str, object]) -> dict[str, Any]:
    names = {one.name for one in fields(kind) if one.type == "str"}
    return {name: str(value or "") for name, value in body.items() if name in names}


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _row(row: Piece) -> PieceRow:
    by = row.by.name if row.by else ""
    return PieceRow(
        row.pk, row.thread, row.version, row.part, row.parent, row.body or {}, row.is_out, by, row.recorded_at
    )
