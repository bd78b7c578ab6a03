"""Who has something of a case: whom to tell of a change since, and who received something of cases closed without concern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.paging import limit, offset
from throughcare.kernel.sql import NamedSql, without_comments

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_recipients_to_tell")
DONE, GONE = ["granted", "partly"], ["destroyed", "returned"]
EVERY = 1000


@dataclass(frozen=True)
class ToTell:
    """Somebody who received something, and one change since."""

    disclosure: str
    number: int
    reference: str
    case_reference: str
    recipient: str
    contact: str
    happened_at: datetime
    purpose: str
    way: str
    what: str
    change: str
    at: datetime
    is_told: bool


@dataclass(frozen=True)
class Asked:
    """Which rows of the report are asked for."""

    recipient: str = ""
    purpose: str = ""
    since: datetime | None = None
    until: datetime | None = None


def to_tell(*, number: int = 1) -> list[ToTell]:
    """This will list one page of those who were not told yet, in the cases that the reader watches over, oldest change first."""
    return _found("waiting", number=number)


def to_tell_in(case: OpenCase) -> list[ToTell]:
    """This will list those who received something of an opened case and were not told of a change yet."""
    return _found("waiting_of_case", {"case": case.id}, rows=EVERY) if case.may_read("disclosures") else []


def one_to_tell(disclosure: str, change: str) -> ToTell | None:
    """This will find one who is not told of one change yet, or none."""
    return next(iter(_found("waiting_of_disclosure", {"disclosure": disclosure, "change": change})), None)


def recipients_of_change(change: str) -> list[ToTell]:
    """This will list everybody who was to be told of one change, told or not."""
    return _found("of_change", {"change": change}, rows=EVERY)


def shared_without_concern(asked: Asked, *, number: int = 1, rows: int = 0) -> list[Any]:
    """This will give one page of what was given of the own controller's cases that were closed without concern."""
    size = rows or int(report_rules()["page_of_rows"])
    ways_further = {stage for way in load("rights", "retention").data["outcomes"] for stage in way["reached"]}
    values = {
        "endings": endings_without_concern(),
        "came_further": sorted(ways_further),
        "recipient": asked.recipient,
        "purpose": asked.purpose,
        "since": asked.since,
        "until": asked.until,
        "limit": limit(size),
        "offset": offset(number, size=size),
    }
    return SQL.rows("without_concern", values)


def report_rules() -> Mapping[str, Any]:
    """This will give which closed cases count as closed without concern, and how much of them is shown."""
    return load("rights", "without_concern").data


def endings_without_concern() -> list[str]:
    """This will list the reasons for ending that say that there was no concern."""
    groups = report_rules()["statistics"]
    return [code.code for code in codelist("endings").values if code.extra.get("statistic") in groups]


def _found(which: str, values: Mapping[str, object] | None = None, *, number: int = 1, rows: int = 0) -> list[ToTell]:
    bounds = {"limit": rows or limit(), "offset": 0 if rows else offset(number), "done": DONE, "gone": GONE}
    part = without_comments(SQL.statements[which])
    return [
        ToTell(**(row._asdict() | {"disclosure": str(row.disclosure), "change": str(row.change)}))
        for row in SQL.rows("to_tell", {**bounds, **(values or {})}, parts={"which": part})
    ]
