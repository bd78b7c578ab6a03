"""Proving a law of a pathway, or finding the shortest history that breaks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.proof.law import Law, Wrong
from throughcare.safeguards.pathways.proof.laws import LAWS
from throughcare.safeguards.pathways.proof.table import Table, table
from throughcare.safeguards.pathways.proof.walking import Act, Place, Walk, Walked


@dataclass(frozen=True)
class Outcome:
    """One law of one pathway: proved, not its concern, or broken by a history."""

    law: Law
    places: int = 0
    tried: int = 0
    left_out: str = ""
    history: tuple[Act, ...] = ()
    wrong: Wrong | None = None

    @property
    def holds(self) -> bool:
        """This will say whether nothing breaks the law."""
        return self.wrong is None


def prove(pathway: Pathway) -> Iterator[Outcome]:
    """This will prove or break every law of a pathway, one after another."""
    asked = table(pathway)
    yield from (prove_one(law(pathway), asked) for law in LAWS)


def prove_one(law: Law, asked: Table) -> Outcome:
    """This will prove or break one law: with as few facts as it takes, more where a history could not be lived."""
    if reason := law.left_out():
        return Outcome(law, left_out=reason)
    lives = _with_lives(asked)
    follow = _leading(law, asked, lives) if _has_goals(law) else [fact for fact in law.follows() if fact in lives]
    places = tried = 0
    while True:
        outcome = _walk(law, asked, follow)
        places, tried = places + outcome.places, tried + outcome.tried
        missing = _unlived(law, asked, outcome, lives) if outcome.wrong else set()
        if not missing:
            return replace(outcome, places=places, tried=tried)
        follow = [*follow, *sorted(missing)]


def _walk(law: Law, asked: Table, follow: Sequence[str]) -> Outcome:
    walk = Walk(asked, follow=follow, watch=law.watch, noticed=law.noticed)
    found: list[tuple[Place, Wrong]] = []

    def look(place: Place, acts: list[Act]) -> bool:
        if wrong := law.wrong(place, acts):
            found.append((place, wrong))
        return bool(found)

    walked = walk.everywhere(look=look)
    if not found and _has_goals(law):
        found += _stuck(law, walked)
    if not found:
        return Outcome(law, len(walked.came), walked.tried)
    place, wrong = found[0]
    history = (*walked.history(place), *((wrong.act,) if wrong.act else ()))
    return Outcome(law, len(walked.came), walked.tried, history=history, wrong=wrong)


def _stuck(law: Law, walked: Walked) -> Iterator[tuple[Place, Wrong]]:
    able = walked.able_to_reach(place for place in walked.came if law.reached(place))
    stuck = (place for place in walked.came if law.must_reach(place) and place not in able)
    yield from ((place, Wrong(law.out_of_reach)) for place in stuck)


def _unlived(law: Law, asked: Table, outcome: Outcome, lives: Sequence[str]) -> set[str]:
    """The facts for whose lives a history could not have happened; none where it could."""
    walk = Walk(asked, follow=lives, watch=law.watch, noticed=law.noticed)
    place = walk.start()
    for act in outcome.history:
        missing = {fact for fact in act.held if not walk.can_hold(place, frozenset({fact}))}
        if missing:
            return missing
        place = walk.after(act._replace(place=place))
    return set()


def _with_lives(asked: Table) -> list[str]:
    return [gate.code for gate in asked.pathway.gates if gate.life.is_told]


def _leading(law: Law, asked: Table, lives: Sequence[str]) -> list[str]:
    """The facts with lives on which it depends where a case can go and what the law notices there.

    What such an act needs has to begin first, and that act may need facts too: left out, they would hold out of the blue.
    """
    steps = [step for here in asked.steps.values() for step in here]
    verbs = set(law.noticing())
    while True:
        leading = (step for step in steps if step.to != step.stage or step.verb.code in verbs)
        needed = {fact for step in leading for held in step.needs for fact in held if fact in lives}
        begins = {code for fact in needed for code in asked.pathway.gate(fact).life.begins_with}
        if begins <= verbs:
            return [fact for fact in lives if fact in needed]
        verbs |= begins


def _has_goals(law: Law) -> bool:
    return type(law).reached is not Law.reached
