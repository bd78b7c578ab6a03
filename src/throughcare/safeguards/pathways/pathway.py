"""The pathway itself: where a verb leads, who may, and why not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.definitions import Definition, load, names
from throughcare.kernel.time import ANY_NATION
from throughcare.safeguards.pathways.parts import PREVIOUS, ClockRule, Gate, Incident, Role, Route, Stage, Verb
from throughcare.safeguards.pathways.reading import Parts, read_parts

# What something is called where a pathway's file has no word of its own for it.
WORDS: Mapping[str, Callable[[], str]] = {
    "panel": lambda: _("Panel"),
    "the_panel": lambda: _("the panel"),
    "a_panel": lambda: _("a panel"),
    "one_panel": lambda: _("panel"),
    "panels": lambda: _("panels"),
    "panel_in_area": lambda: _("%(area)s panel"),
    "panel_members": lambda: _("the panel members"),
    "panel_review": lambda: _("monthly panel review"),
    "the_chair": lambda: _("the panel's chair"),
    "adopts": lambda: _("adopts"),
    "adopted": lambda: _("adopted"),
    "was_adopted": lambda: _("adopted"),
    "adopt": lambda: _("adopt"),
    "gateway": lambda: _("gateway"),
    "concern": lambda: _("The concern"),
    "worry": lambda: _("What worries"),
    "received": lambda: _("A concern was received"),
}

Part = TypeVar("Part", Stage, Verb, Gate, ClockRule, Role)


class NotInPathway(LookupError):
    """The code asks for a stage, verb, gate, clock or route that the pathway's file does not have: a defect."""


class FactsMissing(ValueError):
    """A rule was asked without the facts it needs: a defect, for silence must not count as a no or a yes."""


@dataclass(frozen=True)
class Pathway:
    """One version of one legal pathway."""

    name: str
    version: str
    title: str
    nation: str
    parts: Parts

    @classmethod
    def load(cls, name: str, version: str | None = None) -> Pathway:
        """This will read a pathway, the newest version unless one is named; a case names the one it began with."""
        return _read(load("pathways", name, version).path, name, version)

    @classmethod
    def newest(cls) -> tuple[Pathway, ...]:
        """This will read the newest version of every pathway: whole ones by name, each before its profiles."""
        found = (cls.load(name) for name in names("pathways"))
        return tuple(sorted(found, key=lambda one: (one.parts.profile_of != "", one.name)))

    @classmethod
    def for_nation(cls, nation: str) -> Pathway:
        """This will give the pathway under which a referral opens in a nation."""
        found = [one for one in cls.newest() if nation in one.parts.opens_for]
        if len(found) != 1:
            named = ", ".join(one.name for one in found) or "none"
            raise NotInPathway(
                f"One pathway must open for referrals in {nation}, and these do: {named}. See opens_for."
            )
        return found[0]

    @classmethod
    def of(cls, definition: Definition) -> Pathway:
        """This will make a pathway from its definition."""
        data = definition.data
        return cls(definition.name, definition.version, data["title"], data["nation"], read_parts(data))

    def counting_by(self, nation: str) -> Pathway:
        """This will give the same pathway with its clocks counting by another calendar's working days."""
        return _counting_by(self.name, self.version, nation)

    @property
    def label(self) -> str:
        """This will name pathway and version, as a refusal cites them."""
        return _("%(title)s, version %(version)s") % {"title": _(self.title), "version": self.version}

    @property
    def first(self) -> str:
        """This will name the stage at which every case begins."""
        return self.parts.start.stage

    @property
    def family(self) -> str:
        """This will name the pathway that this one is a profile of, or itself: what is meant for one is meant for both."""
        return self.parts.profile_of.partition("/")[0] or self.name

    @property
    def held(self) -> str:
        """This will name the stage that the case itself shows while police hold it, whatever they do with it."""
        return self.parts.promises.checks

    def word(self, code: str) -> str:
        """This will give the pathway's own word for something that others call otherwise: `panel`, `the_panel`."""
        own = self.parts.words.get(code) or (self._chair if code == "the_chair" else "")
        return _(own) if own else WORDS[code]()

    @property
    def words(self) -> dict[str, str]:
        """This will give all own words, to fill a text with: `_("Sent to %(the_panel)s") % pathway.words`.

        What begins a sentence begins with a capital: `%(The_panel)s`.
        """
        return _with_capitals({code: self.word(code) for code in WORDS})

    @property
    def stages(self) -> tuple[Stage, ...]:
        """This will list the stages in the order of a case's life."""
        return self.parts.stages

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """This will list the verbs in the order of the rulebook."""
        return self.parts.verbs

    @property
    def gates(self) -> tuple[Gate, ...]:
        """This will list the gates in the order of the rulebook."""
        return self.parts.gates

    @property
    def clocks(self) -> tuple[ClockRule, ...]:
        """This will list the clocks in the order of the rulebook."""
        return self.parts.clocks

    def stage(self, code: str) -> Stage:
        """This will find a stage."""
        return self._find(Stage, code)

    def verb(self, code: str) -> Verb:
        """This will find a verb."""
        return self._find(Verb, code)

    def gate(self, code: str) -> Gate:
        """This will find a gate."""
        return self._find(Gate, code)

    def clock(self, code: str) -> ClockRule:
        """This will find the rule of a clock."""
        return self._find(ClockRule, code)

    def role(self, code: str) -> Role:
        """This will find a role."""
        return self._find(Role, code)

    def may(
        self, verb: str, *, stage: str, facts: Mapping[str, bool], roles: Collection[str], route: str | None = None
    ) -> Answer:
        """This will say whether these roles may do this at this stage, with every reason why not.

        To someone outside the police, a case that police hold answers the same whatever holds it, but for what is theirs.
        """
        act, here = self.verb(verb), self.stage(stage)
        closed = tuple(gate.as_reason() for gate in self._closed(act, route, facts))
        is_police = self._any_police(roles)
        if here.with_police and not is_police and not self._is_theirs_all_the_same(act, here, roles):
            return self._by_role(act, roles) & _with_police(act)
        return self._by_role(act, roles) & self._by_stage(act, here, is_police=is_police) & Answer(closed)

    def permits(
        self, verb: str, *, stage: str, facts: Mapping[str, bool], roles: Collection[str], route: str | None = None
    ) -> bool:
        """This will say the same as `may`, without the words."""
        act, here = self.verb(verb), self.stage(stage)
        is_theirs = here.code in act.stages and not set(roles).isdisjoint(act.who)
        return is_theirs and not self._closed(act, route, facts)

    def destination(
        self,
        verb: str,
        *,
        stage: str,
        route: str | None = None,
        previous: str | None = None,
        meanwhile: Collection[str] = (),
        facts: Mapping[str, bool] | None = None,
    ) -> str:
        """This will say where the case stands after a verb; `previous` is where it stood before police took it back.

        What was recorded `meanwhile`, as codes of verbs, takes effect when the case is given back. `facts`, as they are
        once the verb is done, say whether it stays where something else carries it.
        """
        act, known = self.verb(verb), facts or {}
        self.stage(stage)
        if self._stays(act, known):
            return stage
        to = self._route(act, route).to if act.routes else act.moves.get(stage, stage)
        if to != PREVIOUS:
            return to
        if previous is None:
            raise FactsMissing(f"{verb} leads back to where the case stood: pass previous=")
        before = self.stage(previous).code
        recorded = (self.verb(code) for code in act.catches_up if code in meanwhile)
        caught_up = next((one for one in recorded if not self._stays(one, known)), None)
        return caught_up.moves.get(before, before) if caught_up else before

    def incidents(self, verb: str, facts: Mapping[str, bool]) -> tuple[Incident, ...]:
        """This will say which rules a record contradicts: it is kept all the same, marked, told and counted."""
        act = self.verb(verb)
        self._demand(act, act.contradicts, facts)
        broken = (gate for gate in map(self.gate, act.contradicts) if not self._holds(gate, facts))
        return tuple(
            Incident(gate.code, _(gate.reason), gate.section, gate.basis.cite, gate.basis.verify) for gate in broken
        )

    def gate_facts(self, verb: str, *, route: str | None = None) -> tuple[str, ...]:
        """This will name the facts a caller must know for a verb: of all its routes unless one is named."""
        act = self.verb(verb)
        routes = act.routes if route is None else (self._route(act, route),)
        routed = (code for one in routes for code in one.gates)
        return self._facts_of((*act.gates, *routed, *act.contradicts))

    def _by_role(self, act: Verb, roles: Collection[str]) -> Answer:
        if set(roles) & set(act.who):
            return YES
        who = _list(_(self.role(code).label) for code in act.who)
        mend = Mend(_("Ask %(who)s to do it") % {"who": who})
        text = _("this is for %(who)s") % {"who": who}
        return no(text, rule=act.section, source=act.basis.cite, mends=[mend], about="who")

    def _by_stage(self, act: Verb, here: Stage, *, is_police: bool) -> Answer:
        if here.code in act.stages:
            return YES
        stages = (self.stage(code).label_for(police=is_police) for code in act.stages)
        at = _list(dict.fromkeys(f"“{label}”" for label in stages))
        words = {"here": here.label_for(police=is_police), "stages": at}
        text = _("the case is at “%(here)s”, and this is done at %(stages)s") % words
        mend = Mend(_("Do it while the case stands at %(stages)s") % words)
        return no(text, rule=act.section, source=act.basis.cite, mends=[mend])

    def _facts_of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """A compound gate asks for the facts of its parts."""
        return tuple(dict.fromkeys(fact for code in codes for fact in self.gate(code).any_of or (code,)))

    def _holds(self, gate: Gate, facts: Mapping[str, bool]) -> bool:
        return any(facts[code] for code in gate.any_of or (gate.code,))

    def _closed(self, act: Verb, route: str | None, facts: Mapping[str, bool]) -> tuple[Gate, ...]:
        return tuple(gate for gate in self._gates(act, route, facts) if not self._holds(gate, facts))

    def _gates(self, act: Verb, route: str | None, facts: Mapping[str, bool]) -> tuple[Gate, ...]:
        codes = act.gates + (self._route(act, route).gates if act.routes else ())
        self._demand(act, codes, facts)
        return tuple(self.gate(code) for code in dict.fromkeys(codes))

    def _route(self, act: Verb, route: str | None) -> Route:
        if route is None:
            routes = ", ".join(one.code for one in act.routes)
            raise NotInPathway(f"{act.code} decides between routes: pass route=, one of {routes or 'none'}")
        found = next((one for one in act.routes if one.code == route), None)
        if found is None:
            raise NotInPathway(f"{self.name} {self.version} has no route of {act.code} {route!r}.")
        return found

    @property
    def _chair(self) -> str:
        return next((role.label for role in self.parts.roles if role.code == "chair"), "")

    def _stays(self, act: Verb, facts: Mapping[str, bool]) -> bool:
        self._demand(act, act.stays_while, facts)
        return any(facts[code] for code in self._facts_of(act.stays_while))

    def _is_theirs_all_the_same(self, act: Verb, here: Stage, roles: Collection[str]) -> bool:
        is_theirs = here.code in act.stages and not set(roles).isdisjoint(act.who)
        return is_theirs or len(act.stages) == len(self.stages)

    def _any_police(self, roles: Collection[str]) -> bool:
        return any(role.is_police for role in self.parts.roles if role.code in roles)

    def _demand(self, act: Verb, codes: Collection[str], facts: Mapping[str, bool]) -> None:
        missing = sorted(set(self._facts_of(codes)) - set(facts))
        if missing:
            raise FactsMissing(f"{act.code} needs to know: {', '.join(missing)}. Ask gate_facts for the list.")

    @cached_property
    def _by_code(self) -> dict[tuple[type, str], object]:
        parts: tuple[Stage | Verb | Gate | ClockRule | Role, ...]
        parts = (*self.stages, *self.verbs, *self.gates, *self.clocks, *self.parts.roles)
        return {(type(part), part.code): part for part in parts}

    def _find(self, kind: type[Part], code: str) -> Part:
        found = self._by_code.get((kind, code))
        if not isinstance(found, kind):
            raise NotInPathway(f"{self.name} {self.version} has no {_KINDS[kind]} {code!r}.")
        return found


_KINDS: Mapping[type, str] = {Stage: "stage", Verb: "verb", Gate: "gate", ClockRule: "clock", Role: "role"}


def common_words() -> dict[str, str]:
    """This will give the words for what belongs to no one pathway, as a list of all cases or a meeting of an area."""
    return dict(_common_words(get_language()))


@lru_cache(maxsize=64)
def _counting_by(name: str, version: str, nation: str) -> Pathway:
    found = Pathway.load(name, version)
    clocks = tuple(replace(clock, nation=nation) if clock.nation == ANY_NATION else clock for clock in found.clocks)
    return replace(found, nation=nation, parts=replace(found.parts, clocks=clocks))


@lru_cache(maxsize=16)
def _common_words(_language: str | None) -> dict[str, str]:
    return _with_capitals({code: said() for code, said in WORDS.items()})


def _with_capitals(words: Mapping[str, str]) -> dict[str, str]:
    return {**words, **{code[:1].upper() + code[1:]: capfirst(said) for code, said in words.items()}}


@lru_cache(maxsize=64)
def _read(_path: object, name: str, version: str | None) -> Pathway:
    return Pathway.of(load("pathways", name, version))


def _with_police(act: Verb) -> Answer:
    mend = Mend(_("Wait: you will be told when it moves on"))
    text = _("the case is with police for checks")
    return no(text, rule=act.section, source=act.basis.cite, mends=[mend])


def _list(words: Iterable[str]) -> str:
    """Words joined as people write them: a, b or c."""
    *first, last = words
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last} if first else last
