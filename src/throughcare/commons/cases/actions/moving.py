"""The case moves to another area: its owners, its open tasks and who may open it move with it, in one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.carried import carried, for_agency
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import AreaChange, Case, EnforcementTask, Grant, OwnerChange, PoliceTask, Task
from throughcare.safeguards.access.matrix import matrix


@dataclass(frozen=True)
class NewTeam:
    """Whom a case moves to: the area, the coordinator who owns it from now on, the officer who owns its risk."""

    area_id: int
    owner_id: int
    police_owner_id: int


def move_area(case: OpenCase, *, to: NewTeam, offered_at: datetime, reason: str, at: datetime) -> AreaChange:
    """This will move a case to another area, as part of the act of whoever accepts it there, and append it to its history.

    The caller runs it as the reception. The old team's access ends as its roles say; a mentor's and an assessor's stays.
    """
    row = AreaChange.objects.create(
        **carried(case, at=at), from_area_id=case.area_id, to_area_id=to.area_id, moved_at=at
    )
    _owners(case, to, offered_at=offered_at, reason=reason, at=at)
    _grants(case, to, at=at)
    _tasks(case, to, at=at)
    return row


def _owners(case: OpenCase, to: NewTeam, *, offered_at: datetime, reason: str, at: datetime) -> None:
    OwnerChange.objects.create(
        **carried(case, at=at),
        from_owner_id=case.owner_id,
        to_owner_id=to.owner_id,
        offered_at=offered_at,
        accepted_at=at,
        reason=reason,
    )
    controller = for_agency(agencies.area(to.area_id).local_authority_id, at=at)
    Case.objects.filter(pk=case.id).update(
        area_id=to.area_id,
        owner_id=to.owner_id,
        police_owner_id=to.police_owner_id,
        controller_id=controller["controller_id"],
        regime=controller["regime"],
        basis=controller["basis"],
    )


def _grants(case: OpenCase, to: NewTeam, *, at: datetime) -> None:
    ending = [code for code, role in matrix().roles.items() if role.when_moved == "ends"]
    running = Grant.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), case_id=case.id, role__in=ending)
    running.filter(from_at__lte=at).update(until_at=at, ended_by_id=case.opened_by)
    for staff_id, role in ((to.owner_id, "coordinator"), (to.police_owner_id, "police_officer")):
        Grant.objects.create(
            case_id=case.id,
            staff_id=staff_id,
            role=role,
            from_at=at,
            granted_by_id=case.opened_by,
            reason="owner at hand-over" if role == "coordinator" else "police risk owner at hand-over",
        )


def _tasks(case: OpenCase, to: NewTeam, *, at: datetime) -> None:
    """What the old team had to do falls to the new one; what somebody else promised by name stays theirs."""
    offered = Task.objects.filter(case_id=case.id, code="cases.accept", done_at__isnull=True)
    offered.update(done_at=at, done_by_id=case.opened_by, outcome=_("The case moved to another area"))
    tables: tuple[type[Task] | type[PoliceTask] | type[EnforcementTask], ...] = (Task, PoliceTask, EnforcementTask)
    by_area = [code for code, role in matrix().roles.items() if role.reach == "area"]
    owner = {"coordinator": to.owner_id, "police_officer": to.police_owner_id}
    for table in tables:
        waiting = table.objects.filter(case_id=case.id, done_at__isnull=True)
        waiting.update(area_id=to.area_id)
        for role in by_area:
            waiting.filter(for_role=role, assigned_to__isnull=False).update(assigned_to_id=owner.get(role))
