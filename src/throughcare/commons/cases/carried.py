"""The values that a new record carries: controller, regime, basis and review date, defaulted from the agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import load
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record


def months_later(day: date, months: int) -> date:
    """This will give the same day of a later month, or that month's last day."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th day")


def for_agency(agency_id: int, *, at: datetime) -> dict[str, Any]:
    """This will give controller, regime, basis and review date for what an agency records at a moment."""
    agency = agencies.agency(agency_id)
    default = load("records", "defaults").data["regimes"][agency.regime]
    return {
        "controller_id": agency.id,
        "regime": agency.regime,
        "basis": default["basis"],
        "review_on": months_later(uk_today(at), int(default["review_after_months"])),
    }


def carried(
    case: OpenCase, *, at: datetime, happened_at: datetime | None = None, kind: str = "fact", source: str = ""
) -> dict[str, Any]:
    """This will give every value that a record of this case carries: `Model.objects.create(**carried(case, at=at), …)`."""
    agency_id, day = case.agency_id or case.controller_id, uk_today(at)
    return {
        "case_id": case.id,
        "by_id": case.opened_by,
        "happened_at": happened_at or at,
        "kind": kind,
        "source": source,
        **case.once(f"carried by {agency_id} from {day}", lambda: for_agency(agency_id, at=at)),
    }


def carried_by_each(cases: Sequence[OpenCase], *, at: datetime) -> list[dict[str, Any]]:
    """This will give what a record of each of these cases carries, asking for each agency once."""
    agency_ids = {case.agency_id or case.controller_id for case in cases}
    of_agency = {agency_id: for_agency(agency_id, at=at) for agency_id in agency_ids}
    return [
        {
            "case_id": case.id,
            "by_id": case.opened_by,
            "happened_at": at,
            **of_agency[case.agency_id or case.controller_id],
        }
        for case in cases
    ]


def act(case: OpenCase, verb: str, row: Any, *, at: datetime, reason: str = "") -> int:
    """This will write the one audit line of an act on an opened case; `verb` has the form `package:act`."""
    case.forget()
    return record(verb, kind=row._meta.label_lower, subject=row.pk, at=at, case_id=case.id, reason=reason)
