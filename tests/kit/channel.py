"""Asking Channel a question in the words of a table."""

from __future__ import annotations

from collections.abc import Mapping

from tests.kit.tables import Case
from throughcare.kernel.answers import Answer
from throughcare.safeguards.pathways import Pathway

CHANNEL = Pathway.load("channel")
COORDINATOR, CHAIR, OFFICER, SUPERVISOR = "coordinator", "chair", "police_officer", "police_supervisor"


def facts_of(verb: str, case: Case, columns: Mapping[str, str], *, route: str | None = None) -> dict[str, bool]:
    """This will read the facts of a verb from the columns of a case; what no column asks about is true."""
    given = {gate: case[column] == "yes" for column, gate in columns.items()}
    return {gate: given.get(gate, True) for gate in CHANNEL.gate_facts(verb, route=route)}


def told(answer: Answer) -> str:
    """This will write the reasons of an answer as a table does."""
    return "; ".join(reason.text for reason in answer.reasons)


def may(verb: str, case: Case, columns: Mapping[str, str], *, role: str, route: str | None = None) -> tuple[str, str]:
    """This will ask the pathway and give the two last cells of a table: may?, because."""
    facts = facts_of(verb, case, columns, route=route)
    answer = CHANNEL.may(verb, stage=case["at"], facts=facts, roles=[role], route=route)
    return ("yes" if answer else "no"), told(answer)
