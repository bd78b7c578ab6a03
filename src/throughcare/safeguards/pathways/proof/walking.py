"""Walking every history of a case: from where it begins, by every act that is possible, under every combination of facts.

A place is where the case stands, where it stood before police took it, what was recorded meanwhile, which facts may hold,
and what the law at hand has noticed. Facts whose life the walk does not follow may hold or not at every step. Facts change
between the acts, and nothing but an act moves a case.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from throughcare.safeguards.pathways.parts import PREVIOUS
from throughcare.safeguards.pathways.proof.table import Facts, Step, Table, outcomes

Watch = Callable[["Act"], int]


class Place(NamedTuple):
    """Where a history has come to."""

    stage: str
    before: str  # where the case stood when police took it; empty where it came to them new
    meanwhile: int  # which of the verbs that catch up were recorded since, as far as it can still matter
    facts: int  # the followed facts that may hold
    noticed: int  # what the law at hand keeps in mind


class Act(NamedTuple):
    """One step taken at a place: under which facts, and where it led."""

    place: Place
    step: Step
    held: Facts
    to: str


@dataclass
class Walked:
    """Every place that a case can come to, how, and how many acts were tried."""

    came: dict[Place, tuple[Place, Act] | None] = field(default_factory=dict)
    onward: dict[Place, set[Place]] = field(default_factory=dict)
    tried: int = 0

    def history(self, place: Place) -> list[Act]:
        """This will give the acts of the shortest history that comes to a place."""
        acts: list[Act] = []
        found = self.came[place]
        while found is not None:
            acts.append(found[1])
            found = self.came[found[0]]
        return acts[::-1]

    def able_to_reach(self, goals: Iterable[Place]) -> set[Place]:
        """This will find every place from which one of the goals can still be reached."""
        back: dict[Place, list[Place]] = {}
        for place, ahead in self.onward.items():
            for other in ahead:
                back.setdefault(other, []).append(place)
        able = set(goals)
        waiting = list(able)
        while waiting:
            fresh = [place for place in back.get(waiting.pop(), ()) if place not in able]
            able.update(fresh)
            waiting += fresh
        return able


class Walk:
    """The ways of one pathway, following the lives of some facts."""

    def __init__(self, table: Table, *, follow: Iterable[str], watch: Watch, noticed: int = 0) -> None:
        self.table, self.pathway, self.watch, self.noticed = table, table.pathway, watch, noticed
        self.followed = tuple(dict.fromkeys(follow))
        self._bit = {fact: 1 << number for number, fact in enumerate(self.followed)}
        self._held = {stage.code for stage in self.pathway.stages if stage.with_police}
        self._doing = {step: self._of_step(step) for steps in table.steps.values() for step in steps}
        self._backs: dict[tuple[Step, str, int], list[tuple[Step, Facts, int, str]]] = {}
        self._coming = {stage.code: self._of_stage(stage.code) for stage in self.pathway.stages}
        self._always = self._mask(fact for fact in self.followed if self.pathway.gate(fact).life.begins_by_itself)
        self._catching = self._catch_up()
        self._here = {stage: [self._ways(step) for step in steps] for stage, steps in table.steps.items()}

    def start(self) -> Place:
        """This will give the place at which every history begins."""
        lives = {fact: self.pathway.gate(fact).life for fact in self.followed}
        first = self._mask(fact for fact, life in lives.items() if life.from_the_start)
        begun, ended = self._coming[self.pathway.first]
        return Place(self.pathway.first, "", 0, (first & ~ended) | begun | self._always, self.noticed)

    def acts(self, place: Place) -> Iterator[Act]:
        """This will give every act that is possible at a place, once for each of the fewest facts that make it so."""
        lacking = ~place.facts
        for step, ways in self._here[place.stage]:
            for held, mask in ways:
                if mask & lacking:
                    continue
                if step.to != PREVIOUS:
                    yield Act(place, step, held, step.to)
                    continue
                for outcome, carried, more, to in self._back(step, place):
                    if not more & lacking:
                        yield Act(place, outcome, held | carried, to)

    def can_hold(self, place: Place, facts: Facts) -> bool:
        """This will say whether the facts can hold at a place, as far as the walk follows them."""
        return not self._mask(facts) & ~place.facts

    def after(self, act: Act) -> Place:
        """This will give the place to which an act leads."""
        place, verb = act.place, act.step.verb
        begun, ended = self._doing.get(act.step) or self._of_step(act.step)  # a step of another walk is worked out
        facts = (place.facts & ~ended) | begun
        before, meanwhile = place.before, place.meanwhile
        if act.to != place.stage:
            came, left = self._coming[act.to]
            facts = (facts & ~left) | came
            if act.to in self._held and place.stage not in self._held:
                before, meanwhile = place.stage, 0
        if place.stage in self._held and verb.code in self._catching:
            meanwhile = self._still_matters(meanwhile | self._catching[verb.code])
        if act.to not in self._held:
            before, meanwhile = "", 0
        return Place(act.to, before, meanwhile, facts | self._always, self.watch(act))

    def everywhere(self, *, look: Callable[[Place, list[Act]], bool]) -> Walked:
        """This will walk everywhere, nearest places first, until a look at a place and its acts says that it is enough."""
        walked, start = Walked(), self.start()
        walked.came[start] = None
        waiting = deque([start])
        while waiting:
            place = waiting.popleft()
            acts = list(self.acts(place))
            ahead: set[Place] = set()
            walked.tried += len(acts)
            walked.onward[place] = ahead
            if look(place, acts):
                break
            for act in acts:
                after = self.after(act)
                if after == place:
                    continue
                ahead.add(after)
                if after not in walked.came:
                    walked.came[after] = (place, act)
                    waiting.append(after)
        return walked

    def _ways(self, step: Step) -> tuple[Step, list[tuple[Facts, int]]]:
        return step, [(held, self._mask(held)) for held in step.needs]

    def _back(self, step: Step, place: Place) -> list[tuple[Step, Facts, int, str]]:
        """Given back, a case comes to where the first that was recorded leads: unless something else carries it, to the next."""
        key = (step, place.before, place.meanwhile)
        if key not in self._backs:
            self._backs[key] = list(self._given_back(step, place)) if place.before else []
        return self._backs[key]

    def _given_back(self, step: Step, place: Place) -> Iterator[tuple[Step, Facts, int, str]]:
        recorded = [code for code, bit in self._catching.items() if bit & place.meanwhile]
        carrying = next((verb.stays_while for verb in map(self.pathway.verb, recorded) if verb.stays_while), ())
        route = step.route.code if step.route else None
        for outcome in outcomes(step, carrying):
            self._doing[outcome.step] = self._doing[step]
            to = self.pathway.destination(
                step.verb.code,
                stage=place.stage,
                route=route,
                previous=place.before,
                meanwhile=recorded,
                facts={code: code in outcome.carried for code in carrying},
            )
            yield outcome.step, outcome.carried, self._mask(outcome.carried), to

    def _still_matters(self, meanwhile: int) -> int:
        """What comes after the first that surely moves the case can no longer matter."""
        kept = 0
        for code, bit in self._catching.items():
            kept |= bit & meanwhile
            if bit & meanwhile and not self.pathway.verb(code).stays_while:
                break
        return kept

    def _of_step(self, step: Step) -> tuple[int, int]:
        lives = {fact: self.pathway.gate(fact).life for fact in self.followed}
        begun = self._mask(fact for fact, life in lives.items() if step.verb.code in life.begins_with)
        return begun, self._mask(fact for fact, life in lives.items() if step.ends(life))

    def _of_stage(self, code: str) -> tuple[int, int]:
        lives = {fact: self.pathway.gate(fact).life for fact in self.followed}
        begun = self._mask(fact for fact, life in lives.items() if code in life.begins_at)
        return begun, self._mask(fact for fact, life in lives.items() if code in life.ends_at)

    def _catch_up(self) -> dict[str, int]:
        catching = [code for verb in self.pathway.verbs for code in verb.catches_up]
        return {code: 1 << number for number, code in enumerate(dict.fromkeys(catching))}

    def _mask(self, facts: Iterable[str]) -> int:
        return sum(self._bit.get(fact, 0) for fact in set(facts))
