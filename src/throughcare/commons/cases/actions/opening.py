"""Opening a thread when a referral is received. The only act that has no opened case to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import for_agency
from throughcare.commons.cases.models import Case, Grant, OwnerChange, StageChange
from throughcare.commons.people import actions as people
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import no
from throughcare.kernel.ids import new_reference
from throughcare.safeguards.pathways import Pathway


@dataclass(frozen=True)
class NewCase:
    """What opens a thread: the person, the area, the pathway."""

    person: people.NewPerson
    area_id: int
    pathway: str = "channel"


@contextmanager
def receive(new: NewCase, *, by: int | None, at: datetime) -> Iterator[gate.OpenCase]:
    """This will open a case at receipt, with one named owner and a police risk owner, and hold it open for what comes with it.

    Everything inside runs as the reception, which sees this case alone. Refuses when the area has nobody on duty.
    """
    with reception():
        yield from _receive(new, by=by, at=at)


def _receive(new: NewCase, *, by: int | None, at: datetime) -> Iterator[gate.OpenCase]:
    area = agencies.area(new.area_id)
    owners = agencies.holders("coordinator", area_id=area.pk, on=at.date())
    police = agencies.holders("police_officer", area_id=area.pk, on=at.date())
    if not owners or not police:
        no("the area has no coordinator or no police officer in post to own it").or_refuse(
            "The concern was not received", ask=None
        )
    case_id, person_id = gate.next_ids()
    values = for_agency(area.local_authority_id, at=at)
    team = [
        Grant(case_id=case_id, staff_id=owners[0].id, role="coordinator", from_at=at, reason="owner at receipt"),
        Grant(
            case_id=case_id,
            staff_id=police[0].id,
            role="police_officer",
            from_at=at,
            reason="police risk owner at receipt",
        ),
    ]
    Grant.objects.bulk_create(team)
    people.create(new.person, person_id=person_id, carried={"by_id": by, "happened_at": at, **values})
    pathway = Pathway.load(new.pathway)
    case = _case(new, case_id, person_id, pathway, owners[0].id, police[0].id, values, at)
    StageChange.objects.create(
        case=case, by_id=by, happened_at=at, to_stage=case.stage, verb="referrals.receive", **values
    )
    OwnerChange.objects.create(
        case=case, by_id=by, happened_at=at, to_owner_id=owners[0].id, offered_at=at, accepted_at=at, **values
    )
    with gate.begin(case, by=by, agency_id=area.local_authority_id, at=at) as opened:
        yield opened


def _case(
    new: NewCase,
    case_id: int,
    person_id: int,
    pathway: Pathway,
    owner: int,
    police: int,
    values: dict[str, object],
    at: datetime,
) -> Case:
    for _attempt in range(20):
        try:
            with transaction.atomic():
                return Case.objects.create(
                    id=case_id,
                    reference=new_reference(),
                    person_id=person_id,
                    area_id=new.area_id,
                    pathway=pathway.name,
                    pathway_version=pathway.version,
                    stage=pathway.parts.start.stage,
                    owner_id=owner,
                    police_owner_id=police,
                    opened_at=at,
                    **values,
                )
        except IntegrityError:
            continue
    raise RuntimeError("No free case reference was found in twenty tries.")
