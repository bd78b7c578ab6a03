"""Every act that a pathway lets anyone do: each verb, stage, role and combination of facts, asked of the pathway itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from throughcare.safeguards.pathways.parts import Life, Route, Verb
from throughcare.safeguards.pathways.pathway import Pathway

Facts = frozenset[str]


@dataclass(frozen=True, eq=False)
class Step:
    """One act at one stage: who may do it, the fewest facts that make it possible, and where it leads.

    An act that stays where something else carries the case is several steps: one for each fact that carries it, in
    which those named before it do not hold, and one in which none does.
    """

    verb: Verb
    route: Route | None
    stage: str
    roles: tuple[str, ...]
    needs: tuple[Facts, ...]
    to: str  # `previous` is where the case stood before police took it
    lacks: Facts = frozenset()

    @property
    def is_always_possible(self) -> bool:
        """This will say whether no fact can refuse it."""
        return self.needs == (frozenset(),)

    def ends(self, life: Life) -> bool:
        """This will say whether it surely ends a fact of this life."""
        return self.verb.code in life.ends_with and self.lacks.issuperset(life.ends_unless)


@dataclass(frozen=True, eq=False)
class Table:
    """Everything that can be done under a pathway, stage by stage, and how many questions it took to know."""

    pathway: Pathway
    steps: dict[str, tuple[Step, ...]]
    asked: int


def table(pathway: Pathway) -> Table:
    """This will ask the pathway about every verb at every stage, for every role, under every combination of its facts."""
    asking = _Asking(pathway)
    steps = {stage.code: tuple(asking.steps(stage.code)) for stage in pathway.stages}
    return Table(pathway, steps, asking.asked)


class _Asking:
    def __init__(self, pathway: Pathway) -> None:
        self.pathway, self.asked = pathway, 0

    def steps(self, stage: str) -> Iterator[Step]:
        for verb in self.pathway.verbs:
            for route in verb.routes or (None,):
                yield from self._step(verb, route, stage)

    def _step(self, verb: Verb, route: Route | None, stage: str) -> Iterator[Step]:
        facts = self.pathway.gate_facts(verb.code, route=route.code if route else None)
        found: dict[tuple[Facts, ...], list[str]] = {}
        for role in self.pathway.parts.roles:
            if self._may(verb, route, stage, role.code, facts, frozenset(facts)):
                found.setdefault(self._fewest(verb, route, stage, role.code, facts), []).append(role.code)
        for needs, roles in found.items():
            to = route.to if route else verb.moves.get(stage, stage)
            step = Step(verb, route, stage, tuple(roles), needs, to)
            yield from (one.whole for one in outcomes(step, verb.stays_while))

    def _fewest(
        self, verb: Verb, route: Route | None, stage: str, role: str, facts: tuple[str, ...]
    ) -> tuple[Facts, ...]:
        """Every combination is asked; a fact more must never refuse what was possible without it."""
        possible = [held for held in _combinations(facts) if self._may(verb, route, stage, role, facts, held)]
        known = set(possible)
        for held in possible:
            for more in facts:
                if held | {more} not in known:
                    raise ValueError(f"{verb.code} is refused because {more} holds: gates may only ask for more.")
        return tuple(held for held in possible if not any(other < held for other in known))

    def _may(self, verb: Verb, route: Route | None, stage: str, role: str, facts: tuple[str, ...], held: Facts) -> bool:
        self.asked += 1
        known = {fact: fact in held for fact in facts}
        code = route.code if route else None
        return self.pathway.permits(verb.code, stage=stage, facts=known, roles={role}, route=code)


@dataclass(frozen=True)
class Outcome:
    """One way in which a step ends: which fact carries the case, and which others do not."""

    step: Step
    carried: Facts = frozenset()

    @property
    def whole(self) -> Step:
        """This will give the step that ends so: where something carries the case, it stays."""
        if not self.carried:
            return self.step
        needs = tuple(held | self.carried for held in self.step.needs)
        return replace(self.step, needs=needs, to=self.step.stage)


def outcomes(step: Step, carrying: Sequence[str]) -> Iterator[Outcome]:
    """This will give every way in which a step can end, where some facts may carry the case."""
    for number, fact in enumerate(carrying):
        yield Outcome(replace(step, lacks=frozenset(carrying[:number])), frozenset({fact}))
    yield Outcome(replace(step, lacks=frozenset(carrying)) if carrying else step)


def _combinations(facts: tuple[str, ...]) -> Iterator[Facts]:
    return (frozenset(held) for size in range(len(facts) + 1) for held in combinations(facts, size))
