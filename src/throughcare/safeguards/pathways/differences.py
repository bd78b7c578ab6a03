"""How two versions of a pathway differ, rule by rule, for whoever decides to move a case from one to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from throughcare.safeguards.pathways.parts import ClockRule, Gate, Stage, Verb
from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.reading import section_key

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
Rule = Stage | Gate | Verb | ClockRule


@dataclass(frozen=True)
class Difference:
    """One rule that one version has and the other has not, or says otherwise: what is said before, and after."""

    kind: str
    section: str
    rule: str
    before: str = ""
    after: str = ""


def differences(before: Pathway, after: Pathway) -> list[Difference]:
    """This will list what changes for a case that moves from one version to another: stages first, then by section."""
    found = [*_between(before, after, before.stages, after.stages), *_between(before, after, before.verbs, after.verbs)]
    found += [
        *_between(before, after, before.gates, after.gates),
        *_between(before, after, before.clocks, after.clocks),
    ]
    return sorted(found, key=lambda one: (section_key(one.section) if one.section else (), one.rule))


def _between(old: Pathway, new: Pathway, before: Iterable[Rule], after: Iterable[Rule]) -> Iterator[Difference]:
    was, now = {rule.code: rule for rule in before}, {rule.code: rule for rule in after}
    for code in [*was, *(code for code in now if code not in was)]:
        if code not in now:
            yield Difference(REMOVED, _section(was[code]), _name(was[code]))
        elif code not in was:
            yield Difference(ADDED, _section(now[code]), _name(now[code]))
        else:
            yield from _changed(_said(old, was[code]), _said(new, now[code]), now[code])


def _changed(was: Mapping[str, str], now: Mapping[str, str], rule: Rule) -> Iterator[Difference]:
    for part, words in now.items():
        if words != was[part]:
            yield Difference(CHANGED, _section(rule), f"{_name(rule)}: {part}", was[part] or "–", words or "–")


def _section(rule: Rule) -> str:
    if isinstance(rule, Stage):
        return ""
    return rule.rule if isinstance(rule, ClockRule) else rule.section


def _name(rule: Rule) -> str:
    return _(rule.claim) if isinstance(rule, Gate) else _(rule.label)


def _said(pathway: Pathway, rule: Rule) -> dict[str, str]:
    """What a rule says, part by part, in words that can be held against those of another version."""
    if isinstance(rule, Stage):
        said = {_("owner"): _(pathway.role(rule.owner).label), _("what happens"): _(rule.about)}
    elif isinstance(rule, Gate):
        said = {_("if not"): _(rule.reason)}
    elif isinstance(rule, ClockRule):
        said = {_("length"): rule.explanation}
    else:
        said = _said_of_a_verb(pathway, rule)
    return said if isinstance(rule, Stage) else said | {_("source"): rule.basis.cite}


def _said_of_a_verb(pathway: Pathway, verb: Verb) -> dict[str, str]:
    leads = sorted({to for _start, to in verb.destinations()})
    known = {stage.code: _(stage.label) for stage in pathway.stages}
    gates = (*verb.gates, *verb.contradicts, *(code for route in verb.routes for code in route.gates))
    return {
        _("who"): _listed(_(pathway.role(code).label) for code in verb.who),
        _("at"): _listed(known[code] for code in verb.stages),
        _("leads to"): _listed(known.get(code, _("where it stood")) for code in leads),
        _("stays while"): _listed(_(pathway.gate(code).claim) for code in verb.stays_while),
        _("needs"): _listed(_(pathway.gate(code).claim) for code in dict.fromkeys(gates)),
        _("routes"): _listed(_(route.label) for route in verb.routes),
    }


def _listed(words: Iterable[str]) -> str:
    return "; ".join(words)
