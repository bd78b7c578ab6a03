"""What a pathway is made of: sources, roles, stages, gates, routes, verbs and clocks, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.kernel.answers import Mend, Reason
from throughcare.kernel.time import add_months, anniversary, working_days

ANY = "any"
PREVIOUS = "previous"
AUTHORISES = "authorises"
RECORDS = "records"


@dataclass(frozen=True)
class Source:
    """Where a rule comes from; `verify` marks what could not be checked against the primary text."""

    code: str
    cite: str
    url: str = ""
    verify: bool = False


@dataclass(frozen=True)
class Basis:
    """The sources of one rule together."""

    sources: tuple[Source, ...] = ()
    verify: bool = False

    @property
    def cite(self) -> str:
        """This will cite the sources in one line."""
        return "; ".join(source.cite for source in self.sources)


@dataclass(frozen=True)
class Role:
    """Who may act; police roles alone learn why police hold a case, and a machine may record but decides nothing."""

    code: str
    label: str
    is_police: bool = False
    is_machine: bool = False


@dataclass(frozen=True)
class Stage:
    """Where a case stands, who looks after it there, what comes after it, and what those outside the police read."""

    code: str
    label: str
    owner: str
    about: str = ""
    ahead: str = ""
    shown_as: str = ""
    open: bool = True
    is_end: bool = False
    with_police: bool = False

    def label_for(self, *, police: bool) -> str:
        """This will name the stage: for those outside the police, the same words for every case that police hold."""
        return _(self.label if police else self.shown_as or self.label)


@dataclass(frozen=True)
class Life:
    """What begins and ends a fact, so that the histories of a case can be walked through.

    What begins it may take effect at once, later or not at all; what ends it surely does.
    """

    begins_with: tuple[str, ...] = ()
    begins_at: tuple[str, ...] = ()
    ends_with: tuple[str, ...] = ()
    ends_unless: tuple[str, ...] = ()  # while one of these holds, what ends it may leave it standing
    ends_at: tuple[str, ...] = ()
    from_the_start: bool = False
    begins_by_itself: bool = False
    ends_by_itself: bool = False

    @property
    def is_told(self) -> bool:
        """This will say whether the pathway tells it; a fact without a life may be anything at any time."""
        return bool(self.begins_with or self.begins_at or self.from_the_start or self.begins_by_itself)


@dataclass(frozen=True)
class Gate:
    """What must be true before a person may authorise what comes next; of a compound gate, any one of its parts."""

    code: str
    section: str
    claim: str
    reason: str
    basis: Basis
    mends: tuple[Mend, ...] = ()
    any_of: tuple[str, ...] = ()
    life: Life = Life()

    def as_reason(self) -> Reason:
        """This will say why not, where this gate is closed."""
        mends = tuple(Mend(_(mend.text), verb=mend.verb) for mend in self.mends)
        return Reason(_(self.reason), self.section, self.basis.cite, mends, self.basis.verify)


@dataclass(frozen=True)
class Again:
    """Something that must be done again by a case that came from another pathway: what, on which page, and who says so."""

    text: str
    address: str
    basis: Basis


@dataclass(frozen=True)
class Coming:
    """What becomes of a case that comes from another pathway: what goes on, and what must be done again."""

    carries_over: tuple[str, ...]
    again: tuple[Again, ...]


@dataclass(frozen=True)
class Incident:
    """A fact that was recorded although a rule says it should not have happened."""

    gate: str
    text: str
    rule: str
    source: str
    verify: bool = False


@dataclass(frozen=True)
class Route:
    """One way out of a verb that decides between several."""

    code: str
    label: str
    to: str
    gates: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True)
class Verb:
    """An act: it authorises what comes next and may be refused, or it records what happened and never is by a gate."""

    code: str
    label: str
    kind: str
    section: str
    who: tuple[str, ...]
    stages: tuple[str, ...]
    basis: Basis
    moves: Mapping[str, str] = field(default_factory=dict)
    gates: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    contact: bool = False
    sanction: bool = False
    catches_up: tuple[str, ...] = ()
    stays_while: tuple[str, ...] = ()  # it moves no case while one of these holds once it is done
    about: str = ""

    @property
    def records(self) -> bool:
        """This will say whether the verb records what happened."""
        return self.kind == RECORDS

    def route(self, code: str) -> Route:
        """This will find one of the verb's routes."""
        return next(route for route in self.routes if route.code == code)

    def choices(self) -> list[tuple[str, str]]:
        """This will list the verb's routes by code and words, for whoever chooses between them."""
        return [(route.code, _(route.label)) for route in self.routes]

    def destinations(self) -> frozenset[tuple[str, str]]:
        """This will list every move the verb can make, as pairs of stages."""
        routed = {(stage, route.to) for route in self.routes for stage in self.stages}
        return frozenset({*self.moves.items(), *routed})


_UNITS_BY_DAY = ("working days", "days", "months", "years")


# Looked up one at a time, because a page asks for the words of every clock on it.
_LENGTHS: Mapping[str, Callable[[int], str]] = {
    "working days": lambda n: ngettext("%(n)s working day", "%(n)s working days", n),
    "days": lambda n: ngettext("%(n)s day", "%(n)s days", n),
    "months": lambda n: ngettext("%(n)s month", "%(n)s months", n),
    "years": lambda n: ngettext("%(n)s year", "%(n)s years", n),
    "minutes": lambda n: ngettext("%(n)s minute", "%(n)s minutes", n),
}
_KINDS: Mapping[str, Callable[[], str]] = {
    "statutory": lambda: _("In law"),
    "guidance": lambda: _("Guidance"),
    "local": lambda: _("Local target"),
}


@dataclass(frozen=True)
class ClockRule:
    """How long something may take, from when, and who says so."""

    code: str
    label: str
    length: int | None
    unit: str
    runs_from: str
    kind: str
    rule: str
    nation: str
    basis: Basis
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    about: str = ""

    @property
    def source(self) -> str:
        """This will cite the sources of the number."""
        return self.basis.cite

    @property
    def verify(self) -> bool:
        """This will say whether the number still has to be checked against the primary text."""
        return self.basis.verify

    @property
    def is_chosen(self) -> bool:
        """This will say whether people choose the date because the law names no number."""
        return self.length is None

    def due(self, from_day: date) -> date:
        """This will give the day something is due, counted from a day; chosen dates and minutes have no such day."""
        if self.length is None or self.unit not in _UNITS_BY_DAY:
            raise ValueError(f"The clock {self.code} does not count days. Ask is_chosen, or use due_at.")
        if self.unit == "working days":
            return working_days(self.nation).add(from_day, self.length)
        if self.unit == "months":
            return add_months(from_day, self.length)
        if self.unit == "years":
            return anniversary(from_day, self.length)
        return from_day + timedelta(days=self.length)

    def before(self, day: date) -> date:
        """This will count back from a day: by when something is done that must come before it."""
        if self.length is None or self.unit not in ("working days", "days"):
            raise ValueError(f"The clock {self.code} cannot be counted back.")
        if self.unit == "working days":
            return working_days(self.nation).add(day, -self.length)
        return day - timedelta(days=self.length)

    def due_at(self, from_moment: datetime) -> datetime:
        """This will give the moment something is due, for clocks that count minutes."""
        if self.length is None or self.unit != "minutes":
            raise ValueError(f"The clock {self.code} counts {self.unit}. Use due.")
        return from_moment.astimezone(UTC) + timedelta(minutes=self.length)  # minutes that pass, whatever clocks show

    @property
    def length_text(self) -> str:
        """This will write the length in words: 10 working days."""
        if self.length is None:
            return _("as decided each time")
        return _LENGTHS[self.unit](self.length) % {"n": self.length}

    @property
    def kind_text(self) -> str:
        """This will say whose rule it is."""
        return _KINDS[self.kind]()

    @property
    def explanation(self) -> str:
        """This will say the rule in one line, to stand under a date: count, from when, and whose rule."""
        words = {"length": self.length_text, "start": _(self.runs_from), "kind": self.kind_text}
        return _("%(length)s from %(start)s. %(kind)s.") % words
