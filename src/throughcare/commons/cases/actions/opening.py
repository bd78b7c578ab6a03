"""Opening threads when referrals are received. The only act that has no opened case to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.actions.ties import look_for_ties
from throughcare.commons.cases.carried import for_agency
from throughcare.commons.cases.models import Case, Grant, OwnerChange, StageChange
from throughcare.commons.people import actions as people
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import no
from throughcare.kernel.bulk import insert_all, insert_each
from throughcare.kernel.ids import new_reference
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway

ATTEMPTS_AT_A_REFERENCE = 20


@dataclass(frozen=True)
class NewCase:
    """What opens a thread: the person, the area, the pathway; where none is named, the one of the area's nation."""

    person: people.NewPerson
    area_id: int
    pathway: str = ""


@dataclass(frozen=True)
class _OnDuty:
    """Who receives for an area, and what a record of its local authority carries."""

    agency_id: int
    nation: str
    owner_id: int
    police_owner_id: int
    values: dict[str, Any]


@contextmanager
def receive(new: NewCase, *, by: int | None, at: datetime) -> Iterator[gate.OpenCase]:
    """This will open a case at receipt, with one named owner and a police risk owner, and hold it open for what comes with it.

    Everything inside runs as the reception, which sees this case alone. Refuses when the area has nobody on duty.
    """
    with receive_all([new], by=by, at=at) as opened:
        yield opened[0]


@contextmanager
def receive_all(news: Sequence[NewCase], *, by: int | None, at: datetime) -> Iterator[list[gate.OpenCase]]:
    """This will open several cases at once, each table in one statement, and hold them open for what comes with them.

    Everything inside runs as the reception, which sees these cases alone. Give it hundreds, not thousands.
    """
    with reception():
        on_duty = {area_id: _on_duty(area_id, at) for area_id in {new.area_id for new in news}}
        ids = gate.next_ids(len(news))
        team = [_team(ids[place][0], on_duty[new.area_id], at) for place, new in enumerate(news)]
        insert_each(Grant, [grant for grants in team for grant in grants])
        said = {area_id: {"by_id": by, "happened_at": at, **duty.values} for area_id, duty in on_duty.items()}
        people.create_all([(ids[place][1], new.person, said[new.area_id]) for place, new in enumerate(news)])
        cases = _cases(news, ids, on_duty, at)
        _begin_history(cases, said, at)
        look_for_ties([case.pk for case in cases], at=at)
        agency_of = {area_id: duty.agency_id for area_id, duty in on_duty.items()}
        yield [gate.begin(case, by=by, agency_id=agency_of[case.area_id], at=at) for case in cases]


def _on_duty(area_id: int, at: datetime) -> _OnDuty:
    area, today = agencies.area(area_id), uk_today(at)
    owners = agencies.holders("coordinator", area_id=area.pk, on=today)
    police = agencies.holders("police_officer", area_id=area.pk, on=today)
    if not owners or not police:
        no(_("the area has no coordinator or no police officer in post to own it")).or_refuse(
            _("The concern was not received")
        )
    values = for_agency(area.local_authority_id, at=at)
    return _OnDuty(area.local_authority_id, area.nation, owners[0].id, police[0].id, values)


def _team(case_id: int, duty: _OnDuty, at: datetime) -> list[dict[str, Any]]:
    owners = (
        (duty.owner_id, "coordinator", "owner at receipt"),
        (duty.police_owner_id, "police_officer", "police risk owner at receipt"),
    )
    return [
        {"case_id": case_id, "staff_id": staff_id, "role": role, "from_at": at, "reason": reason}
        for staff_id, role, reason in owners
    ]


def _cases(
    news: Sequence[NewCase], ids: Sequence[tuple[int, int]], on_duty: dict[int, _OnDuty], at: datetime
) -> list[Case]:
    """References are random, so one may be taken: what was not stored gets another and is stored again."""
    chosen = {(new.pathway, new.area_id): _pathway(new, on_duty[new.area_id]) for new in news}
    wanted = {
        case_id: _case(new, case_id, person_id, chosen[new.pathway, new.area_id], on_duty[new.area_id], at)
        for new, (case_id, person_id) in zip(news, ids, strict=True)
    }
    missing = set(wanted)
    for _attempt in range(ATTEMPTS_AT_A_REFERENCE):
        for case_id in missing:
            wanted[case_id].reference = new_reference()
        insert_all([wanted[case_id] for case_id in sorted(missing)], unless_taken=True)
        missing -= set(Case.objects.filter(pk__in=missing).values_list("pk", flat=True))
        if not missing:
            return [wanted[case_id] for case_id, _person_id in ids]
    raise RuntimeError(f"No free case reference was found in {ATTEMPTS_AT_A_REFERENCE} tries.")


def _pathway(new: NewCase, duty: _OnDuty) -> Pathway:
    return Pathway.load(new.pathway) if new.pathway else Pathway.for_nation(duty.nation)


def _case(new: NewCase, case_id: int, person_id: int, pathway: Pathway, duty: _OnDuty, at: datetime) -> Case:
    return Case(
        id=case_id,
        person_id=person_id,
        area_id=new.area_id,
        pathway=pathway.name,
        pathway_version=pathway.version,
        stage=pathway.first,
        owner_id=duty.owner_id,
        police_owner_id=duty.police_owner_id,
        opened_at=at,
        **duty.values,
    )


def _begin_history(cases: Sequence[Case], said: dict[int, dict[str, Any]], at: datetime) -> None:
    insert_each(
        StageChange,
        [{"case_id": case.id, "to_stage": case.stage, "verb": _began(case), **said[case.area_id]} for case in cases],
    )
    taken = {"offered_at": at, "accepted_at": at}
    insert_each(
        OwnerChange,
        [{"case_id": case.id, "to_owner_id": case.owner_id, **taken, **said[case.area_id]} for case in cases],
    )


def _began(case: Case) -> str:
    return Pathway.load(case.pathway, case.pathway_version).parts.start.verb
