"""How information of a case may be used: which statement applies to it, who read it, and who has not yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing.models import InformationRequest, StatementRead
from throughcare.kernel.definitions import load, names
from throughcare.kernel.time import format_moment, uk_today
from throughcare.safeguards.pathways import Pathway

FOLDER = "statement/"
PARTNER = "partner"


@dataclass(frozen=True)
class Statement:
    """What whoever is given information of a case is told about its use, in one version."""

    name: str
    version: str
    data: Any

    @property
    def asked_of(self) -> frozenset[str]:
        """This will name the roles that are asked to say that they read it."""
        return frozenset(self.data["asked_of"])

    @property
    def since(self) -> date:
        """This will give the day of its version."""
        return date.fromisoformat(self.version)


@dataclass(frozen=True)
class Reader:
    """Somebody who is asked to read the statement, and when they said that they did."""

    name: str
    agency: str
    read: str


def statement_for(pathway_name: str) -> Statement | None:
    """This will give the newest statement of the programme that a pathway belongs to; none where a site wrote none for its own."""
    family = Pathway.load(pathway_name).family
    for wanted in (pathway_name, family):
        for name in names("sharing"):
            found = load("sharing", name) if name.startswith(FOLDER) else None
            if found and wanted in found.data["pathways"]:
                return Statement(name.removeprefix(FOLDER), found.version, found.data)
    return None


def statement_of_request(request: InformationRequest) -> Statement | None:
    """This will give the statement that applies to what an agency is asked; of the case nothing else is read."""
    with gate.receiving(request.case_id, by=None, agency_id=request.agency_id, at=request.happened_at) as case:
        return statement_for(case.pathway_name)


def is_asked(case: OpenCase) -> bool:
    """This will say whether whoever opened the case is asked to read the statement."""
    statement = statement_for(case.pathway_name)
    return statement is not None and bool(case.roles & statement.asked_of)


def my_reading(case_id: int, statement: Statement, *, staff_id: int) -> StatementRead | None:
    """This will find when somebody said that they read this version for this case, or none."""
    of_mine = StatementRead.objects.filter(case_id=case_id, by_id=staff_id)
    return of_mine.filter(statement=statement.name, version=statement.version).first()


def readers_of(case: OpenCase) -> list[Reader]:
    """This will list who is asked to read the statement that applies now: whoever has not yet first."""
    statement = statement_for(case.pathway_name)
    if statement is None:
        return []
    done = _read(case, statement)
    granted = {row.staff_id: row for row in cases.team(case) if row.runs and row.role in statement.asked_of}
    found = [Reader(row.name, row.agency, _when(done.get(staff))) for staff, row in granted.items()]
    answering = [row for staff, row in done.items() if staff not in granted]
    found += [Reader(row.by.name, row.agency.name, _when(row)) for row in answering if row.by]
    found += _nobody_yet(case, {row.agency_id for row in answering})
    return sorted(found, key=lambda one: (bool(one.read), one.agency, one.name))


def _read(case: OpenCase, statement: Statement) -> dict[int | None, StatementRead]:
    rows = StatementRead.objects.filter(case_id=case.id, statement=statement.name, version=statement.version)
    return {row.by_id: row for row in rows.select_related("by", "agency")}


def _nobody_yet(case: OpenCase, answered: set[int]) -> Sequence[Reader]:
    """Agencies that were asked, whose staff answer on these pages, and of whom nobody has read it."""
    signing_in = agencies.agencies_with(PARTNER, on=uk_today(case.at))
    asked = InformationRequest.objects.filter(case_id=case.id).select_related("agency")
    there = {one.agency_id: one.agency.name for one in asked if one.agency_id in signing_in - answered}
    return [Reader(_("Whoever answers requests"), name, "") for name in there.values()]


def _when(row: StatementRead | None) -> str:
    return format_moment(row.happened_at) if row else ""
