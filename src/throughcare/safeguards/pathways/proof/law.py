"""What every law has: a sentence, the rules it rests on, what it keeps in mind along a history, and when it is broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from throughcare.safeguards.pathways.parts import ClockRule, Gate, Stage, Verb
from throughcare.safeguards.pathways.pathway import Pathway
from throughcare.safeguards.pathways.proof.table import Facts
from throughcare.safeguards.pathways.proof.walking import Act, Place
from throughcare.safeguards.pathways.reading import section_key

Rule = Gate | Verb | ClockRule


@dataclass(frozen=True)
class Wrong:
    """What breaks a law: at a place, or by an act there, in words."""

    words: str
    act: Act | None = None


class Law:
    """A sentence that must hold of every history of a case; the docstring of each law is that sentence."""

    number = 0
    noticed = 0

    def __init__(self, pathway: Pathway) -> None:
        """This will state the law for one pathway."""
        self.pathway, self.promises = pathway, pathway.parts.promises

    @property
    def sentence(self) -> str:
        """This will give the law in one sentence."""
        return (self.__doc__ or "").strip()

    @property
    def sections(self) -> str:
        """This will name the sections of the pathway's rulebook that the law rests on."""
        found = {_section(rule) for rule in self.rests_on()}
        return ", ".join(sorted(found, key=section_key))

    @property
    def source(self) -> str:
        """This will cite what the pathway names as the source of those sections."""
        cited = dict.fromkeys(source.cite for rule in self.rests_on() for source in rule.basis.sources)
        return "; ".join(cited)

    def rests_on(self) -> Sequence[Rule]:
        """This will list the gates, verbs and clocks that the law reads."""
        return ()

    def left_out(self) -> str:
        """This will say why the law does not concern this pathway, or nothing where it does."""
        return ""

    @property
    def note(self) -> str:
        """This will give the pathway's reason for leaving a part of the law out, or nothing."""
        return ""

    def follows(self) -> Sequence[str]:
        """This will name the facts whose lives matter to the law."""
        return ()

    def watch(self, act: Act) -> int:
        """This will give what is kept in mind after an act."""
        return act.place.noticed

    def wrong(self, place: Place, acts: Sequence[Act]) -> Wrong | None:
        """This will say what breaks the law at a place, given every act that is possible there."""
        return None

    def must_reach(self, place: Place) -> bool:
        """This will say whether something must still be within reach from a place."""
        return False

    def reached(self, place: Place) -> bool:
        """This will say whether a place is what must be within reach."""
        return False

    def noticing(self) -> Sequence[str]:
        """This will name the verbs by which a place becomes what must be within reach, wherever they lead."""
        return ()

    out_of_reach = ""

    def stage(self, place: Place) -> Stage:
        """This will give the stage of a place."""
        return self.pathway.stage(place.stage)

    def claim(self, code: str) -> str:
        """This will give the claim of a gate."""
        return self.pathway.gate(code).claim

    def gates(self, codes: Sequence[str]) -> list[Rule]:
        """This will find some gates."""
        return [self.pathway.gate(code) for code in codes]

    def verbs(self, codes: Sequence[str]) -> list[Rule]:
        """This will find some verbs."""
        return [self.pathway.verb(code) for code in codes]

    def untold(self, codes: Sequence[str]) -> str:
        """This will say which fact nothing in the pathway begins, so that it would hold out of the blue."""
        untold = [code for code in codes if not self.pathway.gate(code).life.is_told]
        return f"nothing in the pathway says what makes it true that {self.claim(untold[0])}" if untold else ""


def one_of(held: Facts, wanted: Sequence[str]) -> bool:
    """This will say whether one of some facts is among those held."""
    return not held.isdisjoint(wanted)


def _section(rule: Rule) -> str:
    return rule.rule if isinstance(rule, ClockRule) else rule.section
