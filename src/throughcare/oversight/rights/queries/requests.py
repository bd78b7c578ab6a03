"""What people ask of their record: each request with its steps, children first; and the rules of each regime."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.carried import months_later
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import has
from throughcare.kernel.definitions import load
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import uk_today, working_days
from throughcare.oversight.rights.models import (
    Answered,
    Asked,
    Decided,
    Extended,
    IdentityChecked,
    Restriction,
    Statement,
)
from throughcare.oversight.rights.rules import Known
from throughcare.safeguards.pathways import Pathway

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
MOST = 200


@dataclass(frozen=True)
class Of:
    """The case that a request is about, as somebody knows it who need not open it."""

    case_id: int
    reference: str
    area_id: int
    controller_id: int
    regime: str
    pathway: str
    pathway_version: str

    @classmethod
    def opened(cls, case: OpenCase) -> Of:
        """This will give the same of a case that somebody has opened."""
        return cls(
            *(case.id, case.reference, case.area_id, case.controller_id, case.regime),
            *(case.pathway_name, case.pathway_version),
        )


@dataclass(frozen=True)
class Standing:
    """One request and how far it has come."""

    asked: Asked
    identity: IdentityChecked | None
    extended: Extended | None
    decided: Decided | None
    answered: Answered | None

    @property
    def due_on(self) -> date:
        """This will give the day by which the person is answered."""
        return self.extended.due_on if self.extended else self.asked.due_on

    @property
    def is_granted(self) -> bool:
        """This will say whether it was decided that what was asked is done, in whole or in part."""
        return self.decided is not None and self.decided.outcome in ("granted", "partly")

    @property
    def known(self) -> Known:
        """This will give what the rules ask of it."""
        return Known(
            asked=self.asked.asked,
            due_on=self.due_on,
            has_identity=self.identity is not None,
            is_extended=self.extended is not None,
            is_decided=self.decided is not None,
            is_answered=self.answered is not None,
        )


def overseen(reference: str) -> Of | None:
    """This will find a case of the own controller by its reference, under the oversight role, or none."""
    row = SQL.one("overseen", {"reference": reference})
    return Of(*row) if row else None


def regime(code: str) -> Mapping[str, Any]:
    """This will give what a regime asks: its clock, how much longer an answer may take, and the article of each request."""
    found: Mapping[str, Any] = load("rights", "requests").data["regimes"][code]
    return found


def complaint_routes() -> list[Mapping[str, Any]]:
    """This will list where somebody may complain."""
    return list(load("rights", "requests").data["complaints"])


def due_on(of: Of, *, received_at: datetime, more: bool = False) -> date:
    """This will give the day by which a request is answered: the same day of a later month, or the next working day."""
    rules = regime(of.regime)
    months = rules["clock"]["months"] + (rules["extension"]["months"] if more else 0)
    day = months_later(uk_today(received_at), months)
    return working_days(agencies.area(of.area_id).nation).on_or_after(day)


def is_child(of: Of, *, on: date) -> bool:
    """This will say whether the person of a case is treated as a child on a day, as its pathway has it."""
    age = Pathway.load(of.pathway, of.pathway_version).clock("turning_18").length
    row = SQL.one("is_child", {"case": of.case_id, "on": on, "majority": age})
    return bool(row and row.is_child)


def works_on(case_id: int, *, staff_id: int, at: datetime) -> bool:
    """This will say whether somebody works on a case: owner, police owner, or let in now or before."""
    row = SQL.one("works_on", {"case": case_id, "staff": staff_id})
    return bool(row and row.works_on)


def asked_of_records(*, open_only: bool = False) -> list[Standing]:
    """This will list what was asked in the own controller's cases: open ones first, of those children first, then by day."""
    found = _standings(Asked.objects.order_by("-received_at", "-id")[:MOST])
    waiting = [one for one in found if one.answered is None]
    waiting.sort(key=lambda one: (not one.asked.is_child, one.due_on, one.asked.pk))
    return waiting if open_only else [*waiting, *(one for one in found if one.answered is not None)]


def asked_in(case: OpenCase) -> list[Standing]:
    """This will list what the person of an opened case asked, newest first, for those who may read it."""
    if not case.may_read("requests"):
        return []
    return _standings(Asked.objects.filter(case_id=case.id).order_by("-received_at", "-id"))


def standing(key: str) -> Standing | None:
    """This will find one request by its key, as far as the reader may see it, or none."""
    found = _standings(Asked.objects.filter(key=key))
    return found[0] if found else None


def _standings(rows: Any) -> list[Standing]:
    asked = list(rows.select_related("by"))
    ids = [one.pk for one in asked]
    steps = [_steps(model, ids) for model in (IdentityChecked, Extended, Decided, Answered)]
    return [Standing(one, *(step.get(one.pk) for step in steps)) for one in asked]


def _steps(model: Any, ids: Collection[int]) -> dict[int, Any]:
    return {row.request_id: row for row in model.objects.filter(request_id__in=ids).select_related("by")}


def statements(case: OpenCase) -> list[Statement]:
    """This will list what the person says of their record, oldest first."""
    return list(Statement.objects.filter(case_id=case.id).order_by("id")) if case.may_read("core") else []


def statement_on(request_id: int) -> Statement | None:
    """This will give the statement that a request led to, or none."""
    return Statement.objects.filter(request_id=request_id).first()


def restriction_on(request_id: int) -> Restriction | None:
    """This will give the restriction that a request led to, while it is in force, or none."""
    return Restriction.objects.filter(request_id=request_id, lifted_at__isnull=True).first()


def restrictions_on(request_id: int) -> list[Restriction]:
    """This will list every restriction that a request led to, oldest first."""
    found = Restriction.objects.filter(request_id=request_id).select_related("by", "lifted_by")
    return list(found.order_by("id"))


def card(case: OpenCase) -> Card | None:
    """This will show what the person says of their record to everybody who reads the case; nothing where they said nothing."""
    found = SQL.rows("said", {"case": case.id}) if case.may_read("core") else []
    said = [(row.about, row.words) for row in found]
    return Card(_("What the person says of this record"), said, order=10) if said else None


def side_links(case: OpenCase) -> list[SideLink]:
    """This will offer what the person asks of their record, and how long it is kept, to those who may read that."""
    found = [("requests", _("Requests"), "requests", 85), ("retention", _("How long it is kept"), "kept", 86)]
    if case.may_read("disclosures") and has(case, "has_disclosures"):  # the list itself is asked for on its own page
        found.append(("disclosures", _("Whom to tell of a change"), "to-tell", 61))
    return [SideLink("record", label, page, order) for of, label, page, order in found if case.may_read(of)]
