"""Who has something of a case: whom to tell of a change since, and who received something of cases closed without concern."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing.rules import changes_in_words, parts_by_table
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.paging import SIZE, limit, offset
from throughcare.kernel.sql import NamedSql, without_comments
from throughcare.kernel.time import uk_today, working_days
from throughcare.safeguards.access.matrix import matrix

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
AS_STAFF, AS_OVERSIGHT = "corrected_as_staff", "corrected_as_oversight"
DONE, GONE = ["granted", "partly"], ["destroyed", "returned"]
EVERY = 1000


@dataclass(frozen=True)
class ToTell:
    """Somebody who received something, and one change since. `part` names what was corrected, where an entry was."""

    disclosure: str
    number: int
    reference: str
    case_reference: str
    nation: str
    regime: str
    recipient: str
    contact: str
    happened_at: datetime
    purpose: str
    way: str
    what: str
    part: str
    change: str
    at: datetime
    is_told: bool

    @property
    def due_on(self) -> date:
        """This will give the day by which they are told: some working days after the change, under its regime."""
        return working_days(self.nation).add(uk_today(self.at), int(self._rule["working_days"]))

    @property
    def rule(self) -> str:
        """This will say why that day, and where it is written."""
        words = {"number": self._rule["working_days"], "source": self._rule["source"]}
        return ngettext(
            "%(number)s working day after the change. %(source)s.",
            "%(number)s working days after the change. %(source)s.",
            int(self._rule["working_days"]),
        ) % (words)

    @property
    def verify(self) -> bool:
        """This will say whether the rule has still to be checked against the law."""
        return bool(self._rule.get("verify"))

    @property
    def changed(self) -> str:
        """This will say what changed, and of a correction in which part of the record."""
        words = changes_in_words()[self.what]
        part = load("sharing", "views").data["parts"].get(self.part)
        return f"{words}: {_(part['label'])}" if part else words

    @property
    def _rule(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = load("rights", "requests").data["regimes"][self.regime]["recipients"]
        return found


@dataclass(frozen=True)
class Asked:
    """Which rows of the report are asked for."""

    recipient: str = ""
    purpose: str = ""
    since: datetime | None = None
    until: datetime | None = None


def to_tell(*, number: int = 1) -> list[ToTell]:
    """This will list one page of those who were not told yet, in the cases that the reader watches over, oldest change first."""
    return _found("waiting", AS_OVERSIGHT, number=number)


def to_tell_in(case: OpenCase) -> list[ToTell]:
    """This will list those who received something of an opened case and were not told of a change yet."""
    if not case.may_read("disclosures"):
        return []
    return case.once("to_tell", lambda: _found("waiting_of_case", AS_STAFF, {"case": case.id}, rows=EVERY))


def to_tell_of_mine(staff_id: int, *, roles: Collection[str]) -> list[ToTell]:
    """This will list the same of every case that a colleague owns, to whoever may tell them; the oldest change first."""
    if not matrix().may_do(roles, "disclosures.tell") or not SQL.rows("gave_something", {"me": staff_id})[0].is_so:
        return []
    return _found("waiting_of_owner", AS_STAFF, {"me": staff_id}, rows=SIZE)


def one_to_tell(disclosure: str, change: str) -> ToTell | None:
    """This will find one who is not told of one change yet, or none."""
    which = {"disclosure": disclosure, "change": change}
    return next(iter(_found("waiting_of_disclosure", AS_OVERSIGHT, which)), None)


def recipients_of_change(change: str) -> list[ToTell]:
    """This will list everybody who was to be told of one change, told or not."""
    return _found("of_change", AS_OVERSIGHT, {"change": change}, rows=EVERY)


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


def _found(
    which: str, reader: str, values: Mapping[str, object] | None = None, *, number: int = 1, rows: int = 0
) -> list[ToTell]:
    bounds = {"limit": rows or limit(), "offset": 0 if rows else offset(number), "done": DONE, "gone": GONE, "me": None}
    bounds["parts"] = json.dumps(parts_by_table(load("sharing", "views").data))
    parts = {"which": without_comments(SQL.statements[which]), "corrected": without_comments(SQL.statements[reader])}
    return [
        ToTell(**(row._asdict() | {"disclosure": str(row.disclosure), "change": str(row.change)}))
        for row in SQL.rows("to_tell", {**bounds, **(values or {})}, parts=parts)
    ]
