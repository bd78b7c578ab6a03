"""Every verb of every pathway has an act behind it, and whoever the pathway lets do it, the access matrix lets too."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

import throughcare
from throughcare.kernel.definitions import all_of
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway

SHIPPED = [Pathway.of(one) for one in all_of("pathways")]
SOURCE = Path(throughcare.__file__).parent
# Anybody who can open a case passes a threat on: the act asks no more.
FOR_EVERYBODY = {"threat.raise"}
# A partner answers through a door of its own, which opens no case.
BY_ANOTHER_DOOR = {("information.record_answer", "partner")}


@pytest.mark.parametrize("pathway", SHIPPED, ids=lambda one: f"{one.name}-{one.version}")
def test_every_verb_is_asked_for_by_an_act(pathway):
    verbs = {verb.code for verb in pathway.verbs} | {pathway.parts.start.verb}

    assert verbs - asked_for() == set()


@pytest.mark.parametrize("pathway", SHIPPED, ids=lambda one: f"{one.name}-{one.version}")
def test_whoever_the_pathway_lets_do_something_the_matrix_lets_too(pathway):
    table, wrong = matrix(), []
    for verb in pathway.verbs:
        if verb.code in FOR_EVERYBODY:
            continue
        roles = [role for role in verb.who if (verb.code, role) not in BY_ANOTHER_DOOR]
        wrong += [f"{verb.code}: {role}" for role in roles if not table.may_do({role}, verb.code)]

    assert wrong == []


def test_a_verb_that_stands_in_no_act_is_noticed():
    assert "panels.sing" not in asked_for()
    assert {"panels.adopt", "orders.record_varied", "programme.take_on"} <= asked_for()


@lru_cache(maxsize=1)
def asked_for() -> frozenset[str]:
    """Every word that an act says: whole, by the name of a constant of its slice, or made of two: f"record_{change}"."""
    slices = (path for room in ("commons", "stages") for path in (SOURCE / room).iterdir() if path.is_dir())
    return frozenset(word for path in slices for word in _said_by_acts(path))


def _said_by_acts(path: Path) -> Iterator[str]:
    trees = {one: _nodes(one) for one in path.rglob("*.py") if "tests" not in one.parts}
    named = dict(pair for nodes in trees.values() for pair in _constants(nodes))
    for one, nodes in trees.items():
        if "actions" in (one.stem, one.parent.name):
            yield from _words(nodes, named)


def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _constants(nodes: list[ast.AST]) -> Iterator[tuple[str, str]]:
    """What a name stands for: CLOSE = "closure.close", or START, REFER = "…", "…"."""
    for node in nodes:
        if isinstance(node, ast.Assign):
            names, values = (one.elts if isinstance(one, ast.Tuple) else [one] for one in (node.targets[0], node.value))
            for name, value in zip(names, values, strict=False):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield name.id, value.value


def _words(nodes: list[ast.AST], named: dict[str, str]) -> Iterator[str]:
    whole = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    yield from whole
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in named:
            yield named[node.attr]
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant) and len(node.values) > 1:
            yield from (f"{node.values[0].value}{word}" for word in whole)
