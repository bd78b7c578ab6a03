"""The moves of a pathway as people read them: from where to where, by which verbs, what comes from everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from throughcare.safeguards.pathways.parts import PREVIOUS, Stage, Verb
from throughcare.safeguards.pathways.pathway import Pathway

_EVERYWHERE = 5  # a verb that leads to one stage from so many others is told once, at that stage
_FEW = 3


@dataclass(frozen=True)
class Act:
    """One verb, or one route of it, as the name of a move."""

    section: str
    label: str
    records: bool

    @property
    def text(self) -> str:
        """This will write the act with its section."""
        return f"{self.section} {self.label}"


@dataclass(frozen=True)
class Move:
    """From one stage to another, and every act that does it."""

    start: Stage
    end: Stage
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Note:
    """A move that is told at one stage in words: from almost everywhere, or back to where a case stood."""

    stage: Stage
    act: Act
    where: str = ""

    @property
    def text(self) -> str:
        """This will write the act and from where it comes."""
        return f"{self.act.text}, {self.where}" if self.where else self.act.text


def moves(pathway: Pathway, *, all_of_them: bool = False) -> list[Move]:
    """This will list the moves in the order of stages, without those told as notes unless all are wanted."""
    order = {stage.code: number for number, stage in enumerate(pathway.stages)}
    found: dict[tuple[str, str], list[Act]] = {}
    for verb in pathway.verbs:
        for start, end, act in _acts(verb):
            if end != PREVIOUS and (all_of_them or not _is_note(verb, end)):
                found.setdefault((start, end), []).append(act)
    keys = sorted(found, key=lambda key: (order[key[0]], order[key[1]]))
    return [Move(pathway.stage(start), pathway.stage(end), tuple(found[start, end])) for start, end in keys]


def notes(pathway: Pathway) -> list[Note]:
    """This will list what is told in words at a stage."""
    found: dict[tuple[str, str], Note] = {}
    for verb in pathway.verbs:
        for start, end, act in _acts(verb):
            if end == PREVIOUS:
                found[start, act.text] = Note(pathway.stage(start), Act(verb.section, verb.label, verb.records))
            elif _is_note(verb, end):
                found[end, act.text] = Note(pathway.stage(end), act, _from_where(pathway, verb, end))
    return list(found.values())


def _acts(verb: Verb) -> list[tuple[str, str, Act]]:
    routed = [
        (start, route.to, Act(verb.section, route.label, verb.records))
        for route in verb.routes
        for start in verb.stages
    ]
    moved = [(start, end, Act(verb.section, verb.label, verb.records)) for start, end in verb.moves.items()]
    return [(start, end, act) for start, end, act in moved + routed if start != end]


def _is_note(verb: Verb, end: str) -> bool:
    return sum(to == end for to in verb.moves.values()) >= _EVERYWHERE


def _from_where(pathway: Pathway, verb: Verb, end: str) -> str:
    starts = {start for start, to in verb.moves.items() if to == end}
    others = [stage.label for stage in pathway.stages if stage.code not in starts and stage.code != end]
    if not others:
        return "from every other stage"
    if len(others) <= _FEW:
        return f"from every stage but {' and '.join(others)}"
    return "from " + ", ".join(pathway.stage(start).label for start in sorted(starts))
