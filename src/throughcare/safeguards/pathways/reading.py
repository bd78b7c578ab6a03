"""From the file to the values: spelling out `any`, joining sources, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from throughcare.kernel.answers import Mend
from throughcare.safeguards.pathways.parts import (
    ANY,
    Again,
    Basis,
    ClockRule,
    Coming,
    Gate,
    Life,
    Role,
    Route,
    Source,
    Stage,
    Verb,
)
from throughcare.safeguards.pathways.promises import Promises, read_promises

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Start:
    """How a case begins: the act that opens it, and where it then stands."""

    verb: str
    stage: str
    section: str
    basis: Basis


@dataclass(frozen=True)
class Parts:
    """Everything a pathway's file says."""

    about: str
    approver: str
    start: Start
    promises: Promises
    chapters: Mapping[str, str]
    sources: tuple[Source, ...]
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    gates: tuple[Gate, ...]
    verbs: tuple[Verb, ...]
    clocks: tuple[ClockRule, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    opens_for: tuple[str, ...] = ()
    profile_of: str = ""
    foreign: tuple[str, ...] = ()
    coming_from: Mapping[str, Coming] = field(default_factory=dict)


def read_parts(data: Data) -> Parts:
    """This will read the parts of a pathway; what does not fit together is told by `checking.problems`."""
    sources = {code: _source(code, row) for code, row in data["sources"].items()}
    stages = tuple(_stage(code, row) for code, row in data["stages"].items())
    codes = tuple(stage.code for stage in stages)
    return Parts(
        about=data["about"],
        approver=data["approver"],
        start=_start(data["start"], sources),
        promises=read_promises(data["promises"]),
        chapters=data["chapters"],
        sources=tuple(sources.values()),
        roles=tuple(_role(code, row) for code, row in data["roles"].items()),
        stages=stages,
        gates=_in_order(_gate(code, row, sources) for code, row in data["gates"].items()),
        verbs=_in_order(_verb(code, row, sources, codes) for code, row in data["verbs"].items()),
        clocks=_in_order(_clock(code, row, sources, data["nation"]) for code, row in data["clocks"].items()),
        words=data.get("words", {}),
        opens_for=tuple(data.get("opens_for", ())),
        profile_of=data.get("profile_of", ""),
        foreign=tuple(data.get("foreign", ())),
        coming_from={name: _coming(row, sources) for name, row in data.get("coming_from", {}).items()},
    )


def section_key(section: str) -> tuple[int, ...]:
    """This will sort 2.10 after 2.9."""
    return tuple(int(number) for number in section.split("."))


def _in_order(parts: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(parts, key=lambda part: section_key(getattr(part, "section", "") or part.rule)))


def _source(code: str, row: Data) -> Source:
    return Source(code, row["cite"], row.get("url", ""), row.get("verify", False))


def _basis(row: Data, sources: Mapping[str, Source]) -> Basis:
    """A code that is not among the sources stands for itself and is told by the checker."""
    found = tuple(sources.get(code, Source(code, "", verify=True)) for code in row.get("source", ()))
    return Basis(found, row.get("verify", False) or any(source.verify for source in found))


def _role(code: str, row: Data) -> Role:
    return Role(code, row["label"], row.get("police", False), row.get("machine", False))


def _stage(code: str, row: Data) -> Stage:
    return Stage(
        code,
        row["label"],
        row["owner"],
        about=row.get("about", ""),
        ahead=row.get("ahead", ""),
        shown_as=row.get("shown_as", ""),
        open=row.get("open", True),
        is_end=row.get("end", False),
        with_police=row.get("with_police", False),
    )


def _gate(code: str, row: Data, sources: Mapping[str, Source]) -> Gate:
    mends = tuple(Mend(mend["text"], verb=mend.get("verb", "")) for mend in row.get("mends", ()))
    return Gate(
        code,
        row["section"],
        row["claim"],
        row["reason"],
        _basis(row, sources),
        mends,
        any_of=tuple(row.get("any_of", ())),
        life=_life(row),
    )


def _life(row: Data) -> Life:
    return Life(
        begins_with=tuple(row.get("begins_with", ())),
        begins_at=tuple(row.get("begins_at", ())),
        ends_with=tuple(row.get("ends_with", ())),
        ends_unless=tuple(row.get("ends_unless", ())),
        ends_at=tuple(row.get("ends_at", ())),
        from_the_start=row.get("from_the_start", False),
        begins_by_itself=row.get("begins_by_itself", False),
        ends_by_itself=row.get("ends_by_itself", False),
    )


def _verb(code: str, row: Data, sources: Mapping[str, Source], stages: tuple[str, ...]) -> Verb:
    at = stages if row["from"] == ANY else tuple(row["from"])
    return Verb(
        code,
        row["label"],
        row["kind"],
        row["section"],
        tuple(row["who"]),
        at,
        _basis(row, sources),
        moves=_moves(row, at),
        gates=tuple(row.get("gates", ())),
        contradicts=tuple(row.get("contradicts", ())),
        routes=tuple(_route(key, route, sources) for key, route in row.get("routes", {}).items()),
        contact=row.get("contact", False),
        sanction=row.get("sanction", False),
        catches_up=tuple(row.get("catches_up", ())),
        stays_while=tuple(row.get("stays_while", ())),
        about=row.get("about", ""),
    )


def _moves(row: Data, at: tuple[str, ...]) -> dict[str, str]:
    """`to: x` moves from every stage of the verb but x itself; `moves:` names each pair."""
    if "to" in row:
        return {stage: row["to"] for stage in at if stage != row["to"]}
    return dict(row.get("moves", {}))


def _route(code: str, row: Data, sources: Mapping[str, Source]) -> Route:
    return Route(code, row["label"], row["to"], tuple(row.get("gates", ())), _basis(row, sources))


def _clock(code: str, row: Data, sources: Mapping[str, Source], nation: str) -> ClockRule:
    return ClockRule(
        code,
        row["label"],
        row.get("length"),
        row.get("unit", ""),
        row["runs_from"],
        row["kind"],
        row["section"],
        row.get("nation", nation),
        _basis(row, sources),
        starts=tuple(row.get("starts", ())),
        stops=tuple(row.get("stops", ())),
        about=row.get("about", ""),
    )


def _coming(row: Data, sources: Mapping[str, Source]) -> Coming:
    again = tuple(Again(one["text"], one.get("address", ""), _basis(one, sources)) for one in row["again"])
    return Coming(tuple(row["carries_over"]), again)


def _start(row: Data, sources: Mapping[str, Source]) -> Start:
    return Start(row["verb"], row["stage"], row["section"], _basis(row, sources))
