"""The stories of the demo: each takes a case some way through its life, by the acts that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Told:
    """What a story needs: the case, who is who, when it came in, and today."""

    reference: str
    staff: dict[str, int]
    at: datetime
    now: datetime


def build(case: dict[str, Any], *, areas: dict[str, int], staff: dict[str, int], at: datetime, now: datetime) -> str:
    """This will receive one case at a moment, take it through its story, and give its reference."""
    reference = _received(case, area=areas[case["area"]], at=at)
    for step in STORIES[case["story"]]:
        step(Told(reference, staff, at, now))
    return reference


def _received(case: dict[str, Any], *, area: int, at: datetime) -> str:
    from throughcare.commons.cases import actions
    from throughcare.commons.cases.actions import NewCase
    from throughcare.commons.people.actions import NewPerson
    from throughcare.frame.transaction import acting
    from throughcare.safeguards.audit.record import record

    known = {key: case[key] for key in ("name_used", "birth_precision", "gender", "phone", "address", "interpreter") if key in case}
    born_on = date.fromisoformat(str(case["born_on"])) if "born_on" in case else None
    person = NewPerson(name=case["name"], born_on=born_on, other_names=tuple(case.get("other_names", ())), **known)
    with acting("public_form", staff=None, at=at), actions.receive(NewCase(person, area), by=None, at=at) as opened:
        actions.tell(opened, verb="referrals.receive", words="Referral received", at=at)
        record("referrals:received", kind="case", subject=opened.id, at=at, case_id=opened.id)
        return opened.reference


def _noted(told: Told) -> None:
    from throughcare.commons.cases import actions, gate
    from throughcare.frame.transaction import acting

    at = told.at + timedelta(hours=3)
    with acting("staff", staff=told.staff["ada"], at=at):
        case = gate.open(told.reference, by=told.staff["ada"], at=at)
        actions.add_note(case, compartment="core", text="Rang the school. The form tutor will write down what was said.",
                         kind="fact", source="", happened_at=at, at=at)  # fmt: skip
        actions.record_care(case, safe_contact="text only, after 4pm, not at home", take_care="Do not ring the home number.", at=at)


STORIES: dict[str, tuple[Callable[[Told], None], ...]] = {
    "received": (),
}
