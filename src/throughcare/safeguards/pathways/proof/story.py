"""A history in words: who did what, under which facts, where the case came to, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator

from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.proof.proving import Outcome
from throughcare.safeguards.pathways.proof.walking import Act


def story(outcome: Outcome) -> list[str]:
    """This will tell the history that breaks a law, a line an act, the last line saying what is wrong."""
    return list(_lines(outcome)) if outcome.wrong else []


def _lines(outcome: Outcome) -> Iterator[str]:
    pathway = outcome.law.pathway
    yield f"1. A referral is received. The case stands at “{pathway.stage(pathway.first).label}”."
    for number, act in enumerate(outcome.history, start=2):
        yield f"{number}. {_act(pathway, act)}"
    assert outcome.wrong is not None
    yield f"But: {outcome.wrong.words}."


def _act(pathway: Pathway, act: Act) -> str:
    who = pathway.role(act.step.roles[0]).label
    what = f"“{act.step.verb.label}”" + (f", “{act.step.route.label}”" if act.step.route else "")
    facts = [pathway.gate(code).claim for code in sorted(act.held)]
    while_ = f", while {'; '.join(facts)}" if facts else ""
    return f"{who[0].upper()}{who[1:]}: {what}{while_}. {_came(pathway, act)}"


def _came(pathway: Pathway, act: Act) -> str:
    verb = "stays at" if act.to == act.place.stage else "comes to"
    return f"The case {verb} “{pathway.stage(act.to).label}”."
