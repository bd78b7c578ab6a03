"""The model checker: what must never be true of a pathway, whatever its file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from throughcare.kernel.definitions import Definition
from throughcare.safeguards.pathways.parts import AUTHORISES, PREVIOUS, RECORDS, Verb
from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.promises import named_by

Move = tuple[str, str]


def problems(pathway: Pathway) -> list[str]:
    """This will tell everything that is wrong with a pathway; none is what a released one must have."""
    names = [*_unknown_names(pathway), *_sections(pathway), *_sources(pathway)]
    if names:
        return names
    acts = [*_records(pathway), *_contacts(pathway), *_held_alike(pathway)]
    return [*_dead_ends(pathway), *acts, *_ways_back(pathway), *_order(pathway)]


def definition_problems(definition: Definition) -> list[str]:
    """This will check a pathway's file, for `check_all({"pathways": definition_problems})`."""
    return problems(Pathway.of(definition))


def reachable(pathway: Pathway, *, start: str, without: str = "") -> frozenset[str]:
    """This will find the stages a case can come to from a start, optionally as if one stage did not exist."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        ahead = {to for from_, to in _moves(pathway) if from_ == here and to != without} - seen
        seen |= ahead
        waiting += ahead
    return frozenset(seen)


def _moves(pathway: Pathway) -> frozenset[Move]:
    """Going back to where one stood leads nowhere new, so `previous` is left out."""
    return frozenset(move for verb in pathway.verbs for move in verb.destinations() if move[1] != PREVIOUS)


def _unknown_names(pathway: Pathway) -> Iterator[str]:
    stages = {stage.code for stage in pathway.stages}
    gates = {gate.code for gate in pathway.gates}
    roles = {role.code for role in pathway.parts.roles}
    verbs = {verb.code for verb in pathway.verbs} | {pathway.parts.start.verb}
    for verb in pathway.verbs:
        used = {*verb.stages, *(stage for move in verb.destinations() for stage in move)}
        yield from _missing(used - {PREVIOUS}, stages, f"{verb.code} names the stage")
        yield from _missing(_gates_of(verb), gates, f"{verb.code} names the gate")
        yield from _missing(verb.who, roles, f"{verb.code} names the role")
        yield from _missing(verb.moves, verb.stages, f"{verb.code} moves from a stage where it is not done:")
    for stage in pathway.stages:
        yield from _missing([stage.owner], roles, f"{stage.code} is owned by")
    for gate in pathway.gates:
        yield from _missing([m.verb for m in gate.mends if m.verb], verbs, f"the gate {gate.code} is mended by")
    for clock in pathway.clocks:
        yield from _missing([*clock.starts, *clock.stops], verbs, f"the clock {clock.code} names the verb")
    promised = named_by(pathway.parts.promises)
    yield from _missing({pathway.first, *promised.stages}, stages, "start and promises name the stage")
    yield from _missing(promised.gates, gates, "the promises name the gate")
    yield from _missing(promised.verbs, verbs, "the promises name the verb")
    yield from _missing(promised.clocks, {clock.code for clock in pathway.clocks}, "the promises name the clock")
    for gate in pathway.gates:
        life = gate.life
        yield from _missing((*gate.any_of, *life.ends_unless), gates, f"the gate {gate.code} names the gate")
        yield from _missing((*life.begins_with, *life.ends_with), verbs, f"the gate {gate.code} names the verb")
        yield from _missing((*life.begins_at, *life.ends_at), stages, f"the gate {gate.code} names the stage")
    for verb in pathway.verbs:
        yield from _missing(verb.catches_up, verbs, f"{verb.code} catches up with")


def _missing(used: Iterable[str], known: Iterable[str], said: str) -> Iterator[str]:
    yield from (f"{said} {code}, which is not there" for code in sorted(set(used) - set(known)))


def _sections(pathway: Pathway) -> Iterator[str]:
    sections = [pathway.parts.start.section]
    sections += [verb.section for verb in pathway.verbs] + [gate.section for gate in pathway.gates]
    sections += [clock.rule for clock in pathway.clocks]
    yield from (f"section {section} stands twice" for section, number in Counter(sections).items() if number > 1)
    chapters = {section.partition(".")[0] for section in sections}
    yield from _missing(chapters, pathway.parts.chapters, "sections belong to chapter")


def _sources(pathway: Pathway) -> Iterator[str]:
    cited = [(verb.code, verb.basis) for verb in pathway.verbs]
    cited += [(f"{verb.code} {route.code}", route.basis) for verb in pathway.verbs for route in verb.routes]
    cited += [(f"the gate {gate.code}", gate.basis) for gate in pathway.gates]
    cited += [(f"the clock {clock.code}", clock.basis) for clock in pathway.clocks]
    for name, basis in cited:
        if not basis.sources:
            yield f"{name} has no source"
        yield from (f"{name} cites {source.code}, which is not there" for source in basis.sources if not source.cite)


def _dead_ends(pathway: Pathway) -> Iterator[str]:
    moves = _moves(pathway)
    reached = reachable(pathway, start=pathway.first)
    ends = {stage.code for stage in pathway.stages if stage.is_end}
    for stage in pathway.stages:
        if stage.code not in reached:
            yield f"no case ever comes to {stage.code}"
        if stage.is_end:
            continue
        if not any(from_ == stage.code and to != stage.code for from_, to in moves):
            yield f"{stage.code} has no way on and is no end"
        elif not ends & reachable(pathway, start=stage.code):
            yield f"no end can be reached from {stage.code}"


def _records(pathway: Pathway) -> Iterator[str]:
    everywhere = {stage.code for stage in pathway.stages}
    for verb in pathway.verbs:
        if verb.kind == AUTHORISES and verb.contradicts:
            yield f"{verb.code} authorises: what it must not contradict belongs among its gates"
        if verb.kind == RECORDS and (verb.gates or verb.routes):
            yield f"{verb.code} records what happened: no gate and no route may stop it"
        if verb.kind == RECORDS and set(verb.stages) != everywhere:
            yield f"{verb.code} records what happened: it must be possible at any stage"


def _contacts(pathway: Pathway) -> Iterator[str]:
    clear, checks = pathway.parts.promises.clear, pathway.parts.promises.checks
    for verb in pathway.verbs:
        if not verb.contact or verb.kind == RECORDS:
            continue
        if clear not in verb.gates:
            yield f"{verb.code} contacts someone without the gate {clear}"
        if checks in verb.stages:
            yield f"{verb.code} contacts someone while the case is at {checks}"


def _held_alike(pathway: Pathway) -> Iterator[str]:
    """To everybody outside the police a case that police hold is the same whatever they do with it."""
    held = {stage.code for stage in pathway.stages if stage.with_police}
    police = {role.code for role in pathway.parts.roles if role.is_police}
    for verb in pathway.verbs:
        if set(verb.who) - police and held & set(verb.stages) and held - set(verb.stages):
            missing = ", ".join(sorted(held - set(verb.stages)))
            yield f"{verb.code} is not only for police and is done while they hold a case: it must be possible at {missing} too"


def _ways_back(pathway: Pathway) -> Iterator[str]:
    promises = pathway.parts.promises
    for target in (promises.threat, promises.checks):
        for stage in pathway.stages:
            if not stage.is_end and stage.code != target and not _free_way(pathway, stage.code, target):
                yield f"no ungated verb leads from {stage.code} to {target}"


def _free_way(pathway: Pathway, stage: str, target: str) -> bool:
    """The threat's own way back to checks is decided with reasons, so from there a gated verb will do."""
    leaving_threat = stage == pathway.parts.promises.threat
    return any(
        (stage, target) in verb.destinations() and (leaving_threat or not _gates_of(verb)) for verb in pathway.verbs
    )


def _order(pathway: Pathway) -> Iterator[str]:
    start = pathway.first
    for stage, before in pathway.parts.promises.must_pass.items():
        for passed in before:
            if passed != start and stage in reachable(pathway, start=start, without=passed):
                yield f"a case can come to {stage} without {passed}"


def _gates_of(verb: Verb) -> set[str]:
    routed = (code for route in verb.routes for code in route.gates)
    return {*verb.gates, *verb.contradicts, *verb.stays_while, *routed}
