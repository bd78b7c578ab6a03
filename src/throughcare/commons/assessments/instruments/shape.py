"""What an instrument is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.definitions import codelist

NOT_KNOWN = "not_known"
WHOLE = "whole"


@dataclass(frozen=True)
class Choice:
    """A code with its label: one answer of a scale, one event."""

    code: str
    label: str


@dataclass(frozen=True)
class Part(Choice):
    """One part of the formulation: written in words, or chosen from a code list."""

    codes: str = ""

    def in_words(self, text: str) -> str:
        """This will give the words of what was chosen, or what was written as it stands."""
        if not self.codes:
            return text
        return next((_(one.label) for one in codelist(self.codes).values if one.code == text), text)


@dataclass(frozen=True)
class Scale:
    """The answers there are, the lowest first where they have an order."""

    code: str
    metric: str
    answers: tuple[Choice, ...]


@dataclass(frozen=True)
class Measure:
    """One thing that is rated of an item: presence or relevance, at the time of the offence or now."""

    code: str
    label: str
    question: str
    scale: Scale
    kind: str
    moment: str


@dataclass(frozen=True)
class Factor:
    """One item: what it is called, and what it means in plain words."""

    code: str
    label: str
    number: int = 0
    about: str = ""


@dataclass(frozen=True)
class Domain:
    """Items that are read together. A shell knows at most how many there are."""

    code: str
    label: str
    about: str
    factors: tuple[Factor, ...]
    count: int = 0
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scope:
    """A summary judgement of a domain, or of the whole: made by the assessor, never worked out."""

    code: str
    label: str
    scope: str
    scale: Scale | None


@dataclass(frozen=True)
class Superseded:
    """What took an instrument's place, and who says so."""

    by: str
    note: str
    source: str
    verify: bool


@dataclass(frozen=True)
class Review:
    """When it is looked at again: on a clock of the pathway, by its own interval, and at which events."""

    about: str
    clock: str = ""
    months: int = 0
    events: tuple[Choice, ...] = ()
    verify: bool = False


@dataclass(frozen=True)
class Instrument:
    """One version of one instrument."""

    name: str
    version: str
    sha256: str
    title: str
    publisher: str
    source: str
    licence: str
    attribution: str
    reminder: str
    shell: str
    count: int
    total_note: str
    from_when: str
    until: date | None
    to_verify: tuple[str, ...]
    pathways: tuple[str, ...]
    population: str
    word: str
    not_for: tuple[Choice, ...]
    roles: tuple[str, ...]
    needs_certificate: bool
    certificate_months: int
    who: str
    superseded: Superseded | None
    review: Review
    rules: tuple[str, ...]
    measures: tuple[Measure, ...]
    not_known: Choice
    not_known_asks: str
    judgements: tuple[Scope, ...]
    others_allowed: bool
    others_about: str
    formulation: tuple[Part, ...]
    domains: tuple[Domain, ...]
    is_copy: bool = False

    @property
    def label(self) -> str:
        """This will name instrument and version, as a page and a print cite them."""
        return _("%(title)s, version %(version)s") % {"title": _(self.title), "version": self.version}

    @property
    def is_shell(self) -> bool:
        """This will say whether its items are not here, so that nothing can be taken with it."""
        return bool(self.shell)

    @property
    def clock(self) -> str:
        """This will name the clock of the pathway on which it is looked at again, if it is."""
        return self.review.clock

    @property
    def factors(self) -> tuple[Factor, ...]:
        """This will list the items of all domains in order."""
        return tuple(factor for domain in self.domains for factor in domain.factors)

    def domain(self, code: str) -> Domain | None:
        """This will find a domain, or none."""
        return next((domain for domain in self.domains if domain.code == code), None)

    def factor(self, code: str) -> Factor | None:
        """This will find an item, or none."""
        return next((factor for factor in self.factors if factor.code == code), None)

    def domain_of(self, factor: str) -> str:
        """This will give the code of the domain an item belongs to; empty for one that the instrument does not have."""
        return next((domain.code for domain in self.domains if any(f.code == factor for f in domain.factors)), "")

    def measures_of(self, factor: str) -> Sequence[Measure]:
        """This will list what is rated of an item, the leading one first; a further factor is rated like most."""
        domain = self.domain(self.domain_of(factor))
        asked = domain.measures if domain else ()
        return tuple(one for one in self.measures if not asked or one.code in asked)

    def answer(self, factor: str, measure: str, code: str) -> str:
        """This will give the words of an answer to one question about an item, not known included."""
        scales = [one.scale for one in self.measures_of(factor) if one.code == measure]
        return self._words(scales, code)

    def presence(self, factor: str, code: str) -> str:
        """This will give the words of an answer to the leading question about an item, not known included."""
        return self._words([one.scale for one in self.measures_of(factor)[:1]], code)

    def judged(self, judgement: str, code: str) -> str:
        """This will give the words of a summary judgement, not known included."""
        return self._words([one.scale for one in self.judgements if one.code == judgement and one.scale], code)

    def _words(self, scales: Sequence[Scale], code: str) -> str:
        found = {choice.code: choice.label for scale in scales for choice in scale.answers}
        found[NOT_KNOWN] = self.not_known.label
        return _(found[code]) if code in found else ""

    def is_superseded(self, on: date) -> bool:
        """This will say whether its time was over on a day."""
        return self.until is not None and self.until < on

    def is_made_for(self, *pathways: str) -> bool:
        """This will say whether it was made for people on any of these pathways."""
        return bool(set(pathways) & set(self.pathways))

    def looks_at(self, pathway: str) -> str:
        """This will say in the pathway's words what it looks at; nothing where it was not made for people on it."""
        if self.pathways and not self.is_made_for(pathway):
            return ""
        return {
            "susceptible": _("How far the person may be susceptible, and what they need"),
            "risk": _("Risk, and what the person needs"),
        }[self.word]

    def needs_reason(self, on: date, *, pathway: str) -> bool:
        """This will say whether using it on a day for a pathway needs a reason: it is retired, or made for others."""
        return self.is_superseded(on) or not self.is_made_for(pathway)
