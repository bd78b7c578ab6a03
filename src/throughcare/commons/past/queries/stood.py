"""Where a case stood at a moment, from the histories of its stage, owner, area and of what was known then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.past.queries.readers import SQL
from throughcare.commons.past.queries.rows import Kept
from throughcare.kernel.definitions import versions
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.parts import Stage


@dataclass(frozen=True)
class Stood:
    """Where a case stood: by id and code; nothing where nothing of it was recorded by then, or nothing one may read."""

    stage: str = ""
    stage_since: datetime | None = None
    owner_id: int | None = None
    area_id: int | None = None
    told: bool | None = None
    told_at: datetime | None = None
    told_review_on: date | None = None
    safe_contact: str = ""
    take_care: str = ""
    staff_safety: str = ""


def stood(case: OpenCase, found: Sequence[Kept], *, at: datetime) -> Stood:
    """This will say where the case stood, from the rows that were recorded by then."""
    stage = _last(found, "cases.stagechange")
    police = _last(found, "cases.policestagechange")
    known = stages_of(case, found)
    held = known.get(stage.values["to_stage"]) if stage else None
    with_police = held is not None and held.with_police
    stage = police if with_police and police is not None else stage
    owned = [row for row in found if row.label == "cases.ownerchange" and row.values["accepted_at"] is not None]
    told, care, safety = (_last(found, name) for name in ("cases.told", "cases.care", "cases.staffsafety"))
    return Stood(
        stage=stage.values["to_stage"] if stage else "",
        stage_since=stage.happened_at if stage else None,
        owner_id=max(owned, key=lambda row: row.values["accepted_at"]).values["to_owner"] if owned else None,
        area_id=_area(case, at=at),
        told=told.values["told"] if told else None,
        told_at=told.happened_at if told else None,
        told_review_on=told.values["told_review_on"] if told else None,
        safe_contact=_words(care, "safe_contact"),
        take_care=_words(care, "take_care"),
        staff_safety=_words(safety, "staff_safety"),
    )


def stages_of(case: OpenCase, found: Sequence[Kept]) -> dict[str, Stage]:
    """This will give every stage by its code of the pathways and versions that the case ever followed, today's first."""
    crossed = [row.values for row in found if row.label in ("programme.crossing", "cases.pathwaychange")]
    moved = [row.values for row in found if row.label == "cases.versionchange"]
    before = {(row["from_pathway"], row["from_version"]) for row in crossed}
    names = {case.pathway_name, *(name for name, _version in before)}
    before |= {(name, row["from_version"]) for row in moved for name in names if _is_there(name, row["from_version"])}
    earlier = [Pathway.load(name, version) for name, version in sorted(before) if name and version]
    return {stage.code: stage for pathway in (*earlier, case.pathway) for stage in pathway.stages}


def _is_there(name: str, version: str) -> bool:
    return version in versions("pathways", name)


def _last(found: Sequence[Kept], label: str) -> Kept | None:
    of_it = [row for row in found if row.label == label]
    return max(of_it, key=lambda row: row.id) if of_it else None


def _words(row: Kept | None, name: str) -> str:
    return str(row.values[name] or "") if row else ""


def _area(case: OpenCase, *, at: datetime) -> int | None:
    row = SQL.one("area_then", {"case": case.id, "at": at})
    return row.area_id if row else None


def erased_at(case: OpenCase) -> datetime | None:
    """This will say when what was written of the person was erased, or nothing."""
    row = SQL.one("erased_at", {"person": case.person_id})
    return row.erased_at if row else None


def lines(case: OpenCase, *, until: datetime) -> list[Any]:
    """This will list the audit lines of the case up to a moment, oldest first; none to those who may not read who looked."""
    return SQL.rows("lines", {"until": until})
