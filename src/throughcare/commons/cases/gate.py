"""The one door. No page, action or query receives a case: it receives an opened case, and only this file makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import restriction
from throughcare.commons.cases.models import Case, PoliceStageChange
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Answer, NotFound
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import ANY_NATION
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

_made_by_the_gate = object()
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
T = TypeVar("T")


@dataclass(frozen=True)
class OpenCase:
    """A case that somebody has opened, in what roles, at what moment. Only the gate makes one."""

    id: int
    reference: str
    person_id: int
    area_id: int
    stage: str
    stage_shown: str
    pathway_name: str
    pathway_version: str
    owner_id: int
    police_owner_id: int
    controller_id: int
    regime: str
    basis: str
    review_on: date
    opened_at: datetime
    closed_at: datetime | None
    opened_by: int | None
    agency_id: int | None
    roles: frozenset[str]
    at: datetime
    restricted_at: datetime | None = None
    seal: object = None
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """This will refuse an open case that the gate did not make."""
        if self.seal is not _made_by_the_gate:
            raise TypeError("Only commons/cases/gate.py makes an open case: call gate.open().")

    def once(self, what: str, ask: Callable[[], T]) -> T:
        """This will give what was asked under this name before, or ask and keep it until the next act on the case."""
        if what not in self.kept:
            self.kept[what] = ask()
        found: T = self.kept[what]
        return found

    def forget(self) -> None:
        """This will forget everything that was asked: an act may have changed it."""
        self.kept.clear()

    def is_still_open(self) -> bool:
        """This will ask anew whether whoever opened the case still may: access ends while people work."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT tc.is_still_mine(%s)", [self.id])
            found = cursor.fetchone()
        return bool(found and found[0])

    @property
    def pathway(self) -> Pathway:
        """This will load the pathway under the version that the case began with, counting by the days of its area."""
        found = Pathway.load(self.pathway_name, self.pathway_version)
        if found.nation != ANY_NATION:
            return found
        calendar = self.once("calendar", lambda: agencies.calendar_of(self.area_id))
        return found.counting_by(calendar.nation) if calendar else found

    @property
    def with_police(self) -> str:
        """This will give the words that everybody outside the police reads while police hold a case of this pathway."""
        return self.pathway.stage(self.pathway.held).label_for(police=False)

    def may_read(self, compartment: str) -> bool:
        """This will say whether whoever opened the case may read one compartment of it."""
        return bool(self.may_see(compartment))

    def may_see(self, compartment: str) -> Answer:
        """This will say the same as `may_read`, with the reason where it is no."""
        return matrix().may(self.roles, compartment, "read", under=self._under)

    def may(self, verb: str) -> Answer:
        """This will say whether whoever opened the case may do a verb, by the access matrix, unless the record is restricted."""
        answer = matrix().may_do(self.roles, verb, under=self._under)
        return answer & restriction.may_be_used(self.pathway, verb) if self.restricted_at else answer

    @property
    def _under(self) -> tuple[str, str]:
        return self.pathway_name, self.pathway_version

    def may_here(self, verb: str, facts: Mapping[str, bool] | None = None, *, route: str | None = None) -> Answer:
        """This will say whether a verb may be done where the case stands: by the pathway, with these facts, and by the matrix."""
        by_pathway = self.pathway.may(verb, stage=self.stage, facts=facts or {}, roles=self.roles, route=route)
        return by_pathway & self.may(verb)


def open(reference: str, *, by: int | None, at: datetime, verb: str = "cases:looked", document: str = "") -> OpenCase:
    """This will open a case for a member of staff and write one audit line; hidden and missing both raise NotFound.

    The line of a look at one document of the case names that document.
    """
    row = SQL.one("open", {"reference": reference, "verb": verb, "document": document})
    if row is None:
        raise NotFound
    thread = row._asdict()
    roles, agency_id, police_stage = (thread.pop(name) for name in ("roles", "agency_id", "police_stage"))
    case = Case(**thread)
    stage = police_stage or case.stage
    return _opened(case, roles=frozenset(roles), by=by, agency_id=agency_id, at=at, police_stage=stage)


def open_for(request: HttpRequest, reference: str, *, verb: str = "cases:looked", document: str = "") -> OpenCase:
    """This will open a case for the person who sent a request, at the request's moment, and remember it there."""
    by, at = request.user.staff_id, request.at  # type: ignore[union-attr,attr-defined]
    case = open(reference, by=by, at=at, verb=verb, document=document)
    request.case = case  # type: ignore[attr-defined]  # the shell and the refused look read it
    return case


def is_offered(reference: str) -> bool:
    """This will say whether a case waits for an answer of the reader's area, which decides what page of it they get."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.is_offered_to_me(%s)", [reference])
        found = cursor.fetchone()
    return bool(found and found[0])


def open_offered(reference: str, *, by: int | None, at: datetime, verb: str = "transfers:looked") -> OpenCase:
    """This will open a case as somebody whose area was offered it: name, reference and the offer, and nothing else of it.

    Writes one audit line; a case that was not offered and a missing one both raise NotFound.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, roles, agency_id FROM tc.gate_open_offer(%s, %s)", [reference, verb])
        found = cursor.fetchone()
    case = Case.objects.filter(reference=reference).first()
    if found is None or case is None:
        raise NotFound
    return _opened(case, roles=frozenset(found[1]), by=by, agency_id=found[2], at=at)


def for_clock(case_id: int, *, at: datetime) -> OpenCase:
    """This will open a case for what falls due by itself, under the clock's role, which reads due dates and ids."""
    case = Case.objects.get(pk=case_id)
    return _opened(case, roles=frozenset({"clock"}), by=None, agency_id=None, at=at)


def for_the_person(case_id: int, *, at: datetime) -> OpenCase:
    """This will open a case for what is handed to its person, under a role that reads that case alone."""
    case = Case.objects.get(pk=case_id)
    return _opened(case, roles=frozenset({"person"}), by=None, agency_id=None, at=at)


def close() -> None:
    """This will let go of the case that is open, so that whoever goes through a list of cases sees the list again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.open_case', '', true)")


def again(case: OpenCase) -> OpenCase:
    """This will read an opened case anew after an act has changed its stage or owner."""
    case.forget()
    row = Case.objects.get(pk=case.id)
    return _opened(row, roles=case.roles, by=case.opened_by, agency_id=case.agency_id, at=case.at)


def _stage(case: Case, roles: frozenset[str], police_stage: str | None) -> str:
    """This will give where the case stands: to police truly, to everybody else as `checks` whatever police do with it."""
    pathway = Pathway.load(case.pathway, case.pathway_version)
    if not pathway.stage(case.stage).with_police or not matrix().may(roles, "police", "read"):
        return case.stage
    if police_stage is not None:
        return police_stage
    last = PoliceStageChange.objects.filter(case_id=case.pk).order_by("-id").first()
    return last.to_stage if last else case.stage


def begin(case: Case, *, by: int | None, agency_id: int | None, at: datetime) -> OpenCase:
    """This will open a case that is being received in this very transaction, under the reception's role."""
    return _opened(case, roles=frozenset({"reception"}), by=by, agency_id=agency_id, at=at)


@contextmanager
def receiving(case_id: int, *, by: int | None, agency_id: int | None, at: datetime) -> Iterator[OpenCase]:
    """This will hold a case open, as the reception, for what comes in from somebody who may not see the case.

    The caller has made sure that they may send it. What is inside may be written into the case and shown to nobody.
    """
    with reception(case_id=case_id):
        yield _opened(Case.objects.get(pk=case_id), roles=frozenset({"reception"}), by=by, agency_id=agency_id, at=at)


def next_ids(number: int) -> list[tuple[int, int]]:
    """This will reserve the ids of new cases, each with a new person, and tell the row policies of the reception."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('cases_case', 'id')), nextval(pg_get_serial_sequence('people_person', 'id')) "
            "FROM generate_series(1, %s)",
            [number],
        )
        ids = [(int(case_id), int(person_id)) for case_id, person_id in cursor.fetchall()]
        cursor.execute(
            "SELECT set_config('app.open_case', %s, true), set_config('app.new_person', %s, true)",
            [",".join(str(case_id) for case_id, _ in ids), ",".join(str(person_id) for _, person_id in ids)],
        )
    return ids


def _opened(
    case: Case,
    *,
    roles: frozenset[str],
    by: int | None,
    agency_id: int | None,
    at: datetime,
    police_stage: str | None = None,
) -> OpenCase:
    return OpenCase(
        id=case.pk,
        reference=case.reference,
        person_id=case.person_id,
        area_id=case.area_id,
        stage=_stage(case, roles, police_stage),
        stage_shown=case.stage,
        pathway_name=case.pathway,
        pathway_version=case.pathway_version,
        owner_id=case.owner_id,
        police_owner_id=case.police_owner_id,
        controller_id=case.controller_id,
        regime=case.regime,
        basis=case.basis,
        review_on=case.review_on,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        restricted_at=case.restricted_at,
        opened_by=by,
        agency_id=agency_id,
        roles=roles,
        at=at,
        seal=_made_by_the_gate,
    )
