"""What a pathway promises to the laws: which of its stages, verbs, gates and clocks play which part in the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Data = Mapping[str, Any]
VOLUNTARY = "voluntary"


@dataclass(frozen=True)
class AfterNo:
    """Where a no is said and by which verbs, to which stage it leads, and what its decision always has."""

    said_by: tuple[str, ...]
    said_at: tuple[str, ...]
    stage: str
    decided_by: tuple[str, ...]
    gates: tuple[str, ...]
    clock: str


@dataclass(frozen=True)
class Aftercare:
    """Where a case is looked at again after it was closed, under which clocks, and what ends that."""

    stage: str
    clocks: tuple[str, ...]
    ended_by: tuple[str, ...]


@dataclass(frozen=True)
class HandOver:
    """How a case is offered to somebody else, accepted, or not; and the fact that an offer stands."""

    offered_by: tuple[str, ...]
    accepted_by: tuple[str, ...]
    ended_by: tuple[str, ...]
    fact: str


@dataclass(frozen=True)
class Promises:
    """What the checker proves of a pathway, in its own words."""

    threat: str
    checks: str
    clear: str
    must_pass: Mapping[str, tuple[str, ...]]
    footing: str = VOLUNTARY
    threat_raised_by: tuple[str, ...] = ()
    threat_acknowledged_by: tuple[str, ...] = ()
    threat_gate: str = ""
    threat_clock: str = ""
    plan: str = ""
    authority: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    assessment: tuple[str, ...] = ()
    taken_on: tuple[str, ...] = ()
    evaluation: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()
    after_no: AfterNo | None = None
    aftercare: Aftercare | None = None
    hand_over: HandOver | None = None
    without: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_voluntary(self) -> bool:
        """This will say whether nobody can be made to take part."""
        return self.footing == VOLUNTARY


_MANY = (
    "threat_raised_by",
    "threat_acknowledged_by",
    "authority",
    "order",
    "support",
    "start",
    "assessment",
    "taken_on",
    "evaluation",
    "panel",
)


def read_promises(row: Data) -> Promises:
    """This will read the promises; what a file must say of them is in its schema."""
    return Promises(
        threat=row["threat"],
        checks=row["checks"],
        clear=row["clear"],
        must_pass={stage: tuple(before) for stage, before in row["must_pass"].items()},
        footing=row.get("footing", VOLUNTARY),
        threat_gate=row.get("threat_gate", ""),
        threat_clock=row.get("threat_clock", ""),
        plan=row.get("plan", ""),
        after_no=AfterNo(**_tuples(row["after_no"])) if "after_no" in row else None,
        aftercare=Aftercare(**_tuples(row["aftercare"])) if "aftercare" in row else None,
        hand_over=HandOver(**_tuples(row["hand_over"])) if "hand_over" in row else None,
        without=dict(row.get("without", {})),
        **{name: tuple(row.get(name, ())) for name in _MANY},
    )


def _tuples(row: Data) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


@dataclass(frozen=True)
class Named:
    """Every code that promises name, by what it must be."""

    stages: frozenset[str]
    gates: frozenset[str]
    verbs: frozenset[str]
    clocks: frozenset[str]


def named_by(promises: Promises) -> Named:
    """This will list every stage, gate, verb and clock that promises name."""
    after, looked, hands = promises.after_no, promises.aftercare, promises.hand_over
    stages = {promises.threat, promises.checks, *promises.must_pass, *promises.taken_on}
    stages |= {stage for before in promises.must_pass.values() for stage in before}
    gates = {promises.clear, promises.threat_gate, promises.plan, *promises.authority, *promises.order}
    gates |= {*promises.assessment, *promises.evaluation, *promises.panel}
    verbs = {*promises.threat_raised_by, *promises.threat_acknowledged_by, *promises.support, *promises.start}
    clocks = {promises.threat_clock}
    if after:
        stages, gates = stages | {after.stage, *after.said_at}, gates | {*after.gates}
        verbs, clocks = verbs | {*after.said_by, *after.decided_by}, clocks | {after.clock}
    if looked:
        stages, gates, clocks = stages | {looked.stage}, gates | {*looked.ended_by}, clocks | {*looked.clocks}
    if hands:
        verbs, gates = verbs | {*hands.offered_by, *hands.accepted_by, *hands.ended_by}, gates | {hands.fact}
    return Named(*(frozenset(codes - {""}) for codes in (stages, gates, verbs, clocks)))
