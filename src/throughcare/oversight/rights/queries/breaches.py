"""The log of breaches, as the data protection officers of one agency read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.commons.agencies import queries as agencies
from throughcare.kernel.definitions import load
from throughcare.oversight.rights.models import Breach, BreachStep
from throughcare.oversight.rights.rules import COMMISSIONER, KnownBreach

MOST = 200


@dataclass(frozen=True)
class Logged:
    """One breach with everything that was done about telling, oldest first."""

    breach: Breach
    steps: tuple[BreachStep, ...]

    @property
    def known(self) -> KnownBreach:
        """This will give what the rules ask of it."""
        of_commissioner = [step for step in self.steps if step.whom == COMMISSIONER]
        told = [step.happened_at for step in of_commissioner if step.told]
        return KnownBreach(
            aware_at=self.breach.aware_at,
            tell_by=self.breach.tell_by,
            commissioner_told_at=min(told) if told else None,
            has_reason_not_to_tell=bool(of_commissioner) and not of_commissioner[-1].told,
        )


def breach_rules(regime: str) -> Mapping[str, Any]:
    """This will give what a regime asks of a breach: its clock, and where the duties to tell are from."""
    found: Mapping[str, Any] = load("rights", "breaches").data["regimes"][regime]
    return found


def regime_of_staff(staff_id: int) -> str:
    """This will give the regime of somebody's agency."""
    return agencies.agency(agencies.staff(staff_id).agency_id).regime


def breaches() -> list[Logged]:
    """This will list the breaches of the own agency: those that wait first, the clock that runs out first at the top."""
    rows = list(Breach.objects.order_by("-aware_at", "-id").select_related("staff")[:MOST])
    found = _logged(rows)
    waiting = sorted((one for one in found if one.known.waits()), key=lambda one: one.breach.tell_by)
    return [*waiting, *(one for one in found if not one.known.waits())]


def breach(key: str) -> Logged | None:
    """This will find one breach of the own agency, or none."""
    found = _logged(list(Breach.objects.filter(key=key).select_related("staff")))
    return found[0] if found else None


def _logged(rows: list[Breach]) -> list[Logged]:
    steps = BreachStep.objects.filter(breach__in=rows).select_related("staff").order_by("id")
    by_breach: dict[int, list[BreachStep]] = {}
    for step in steps:
        by_breach.setdefault(step.breach_id, []).append(step)
    return [Logged(row, tuple(by_breach.get(row.pk, ()))) for row in rows]
