"""Real acts on the real database beside the model: each driver does one verb as somebody, from facts that the slices compute.

Another pathway is driven by naming the drivers of its verbs, who plays each part, and where its cases begin: see
`walked_channel` and `walked_ddp`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from django.db import transaction

from tests.kit.invented import NOW, Invented
from throughcare.commons.cases import history
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import RuleIncident
from throughcare.commons.meetings import queries as agendas
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.proof.table import Table, table
from throughcare.safeguards.pathways.proof.walking import Act, Place, Walk

Facts = Mapping[str, bool]
Cast = Mapping[str, Mapping[str, str]]  # who plays each part, an area each
REASONS = {True: "It was looked into.", False: " "}
SUPERVISOR = "supervisor"


@dataclass
class Given:
    """One case on its way: where it lies, what was chosen for the next act, and the moment at which it is done."""

    invented: Invented
    reference: str
    cast: Cast
    area: str
    yes: bool = True
    at: datetime = NOW
    meeting: agendas.MeetingLine | None = None

    @property
    def reasons(self) -> str:
        """This will give reasons, or none where none are to be given."""
        return REASONS[self.yes]

    @property
    def elsewhere(self) -> str:
        """This will name the other area, to which a case may be offered; the same one where there is no other."""
        return next((area for area in self.cast if area != self.area), self.area)

    def plays(self, part: str) -> str:
        """This will name who plays a part where the case lies, or nobody."""
        return self.cast[self.area].get(part, "")

    def staff(self, part: str) -> int:
        """This will give the number of who plays a part."""
        return self.invented.staff[self.plays(part)]

    def opened(self, part: str) -> AbstractContextManager[OpenCase]:
        """This will open the case as who plays a part."""
        return self.invented.opened(self.reference, self.plays(part), at=self.at)


def at_the_desk(given: Given, part: str) -> AbstractContextManager[OpenCase]:
    """This will open the case as people do who work on it."""
    return given.opened(part)


@dataclass(frozen=True)
class Driver:
    """How one verb is done: by whom, from which facts, under which rules besides the pathway's, and the act itself.

    `counts` says, before the act, which facts will hold once it is done, where the pathway's move depends on them; `first`
    names what is done before by whoever means to do it.
    """

    verb: str
    who: str
    act: Callable[[Given, OpenCase], object]
    facts: Callable[[Given, OpenCase], Facts] = lambda given, case: {}
    besides: Callable[[Given, OpenCase], bool] = lambda given, case: True
    ready: Callable[[Given], None] = lambda given: None
    afterwards: Callable[[Given], None] = lambda given: None
    counts: Callable[[Given, OpenCase], Facts] = lambda given, case: {}
    door: Callable[[Given, str], AbstractContextManager[OpenCase]] = at_the_desk
    route: str | None = None
    first: tuple[str, ...] = ()
    may_wait: bool = False
    is_everybodys: bool = False

    def __repr__(self) -> str:
        return f"{self.name} by {self.who}"

    @property
    def name(self) -> str:
        """This will name the act."""
        return f"{self.verb}:{self.route}" if self.route else self.verb


@dataclass(frozen=True)
class Driven:
    """A pathway with its drivers, who plays in it, what is true of a case, and how its cases begin.

    A beginning has a name, how the model comes there, and how the database does.
    """

    pathway: Pathway
    drivers: tuple[Driver, ...]
    cast: Cast
    area: str
    truths: Callable[[OpenCase], Facts]
    starts: Mapping[str, tuple[tuple[str, ...], Callable[[Invented], str]]]
    ready: Callable[[Invented], Invented] = lambda invented: invented

    @cached_property
    def table(self) -> Table:
        """This will give every act that the pathway lets anyone do."""
        return table(self.pathway)

    def walk(self) -> Walk:
        """This will give the model, following every fact that has a life."""
        lives = [gate.code for gate in self.pathway.gates if gate.life.is_told]
        return Walk(self.table, follow=lives, watch=lambda act: 0)

    def given(self, invented: Invented, start: str) -> Given:
        """This will begin a case."""
        return Given(invented, self.starts[start][1](invented), self.cast, self.area)

    def way_to(self, name: str) -> list[Driver]:
        """This will give what is done to do something: what comes first, then the act itself, each by who is named first."""
        goal = next(one for one in self.drivers if one.name == name)
        driven = {one.name for one in self.drivers}
        return [step for before in goal.first if before in driven for step in self.way_to(before)] + [goal]

    def place(self, walk: Walk, start: str) -> Place:
        """This will walk the model to where a case begins, by the names of acts."""
        place = walk.start()
        for name in self.starts[start][0]:
            act = next(act for act in walk.acts(place) if name_of(act) == name)
            place = walk.after(act)
        return place

    def untrue(self, walk: Walk, place: Place, given: Given) -> list[str]:
        """This will name what is true of the case although the model says that it cannot be, and where it stands else."""
        with given.opened(SUPERVISOR) as case:
            true = [code for code, holds in self.truths(case).items() if holds and code in walk.followed]
            stands = [] if case.stage == place.stage else [case.stage]
        return stands + [code for code in true if not walk.can_hold(place, frozenset({code}))]


def name_of(act: Act) -> str:
    """This will name an act of the model as a driver is named."""
    return f"{act.step.verb.code}:{act.step.route.code}" if act.step.route else act.step.verb.code


def do(
    driven: Driven, walk: Walk, place: Place, driver: Driver, given: Given, tally: Counter[tuple[str, bool]]
) -> Place:
    """This will do one act on the database and in the model, and stop where the two part; `tally` counts what was tried."""
    if not given.plays(driver.who):
        return place
    driver.ready(given)
    told = _incidents(given, driver)
    try:
        with driver.door(given, driver.who) as case:
            allowed, known = _predicted(driven, driver, given, case)
            before = case.stage_shown
            done, said = _done(driver, given, case)
    except NotFound:
        return place
    tally[driver.name, done] += 1
    assert done == allowed, f"{driver.name}: the pathway says {allowed}, the act {done}. {said}"
    if not done:
        return place
    against = driven.pathway.incidents(driver.verb, known)
    told = _incidents(given, driver) - told
    assert told == len(against), f"{driver.name} contradicts {len(against)} rules, and {told} were told"
    driver.afterwards(given)
    held = frozenset(code for code, holds in known.items() if holds)
    after = _after(walk, place, driver, held)
    assert after, f"{driver.name} was done under {sorted(held)}, and the model knows no such act at {place} ({before})"
    return next(one for one in after if _stands(given, one, of=after))


def _done(driver: Driver, given: Given, case: OpenCase) -> tuple[bool, str]:
    try:
        with transaction.atomic():  # as a request does: what is refused leaves no trace
            driver.act(given, case)
    except Refusal as refused:
        return False, refused.as_text()
    return True, ""


def _incidents(given: Given, driver: Driver) -> int:
    return RuleIncident.objects.filter(case__reference=given.reference, verb=driver.verb).count()


def _predicted(driven: Driven, driver: Driver, given: Given, case: OpenCase) -> tuple[bool, Facts]:
    verb = driven.pathway.verb(driver.verb)
    access = (driver.is_everybodys or bool(case.may(driver.verb))) and driver.besides(given, case)
    known = driver.facts(given, case)
    facts = {code: known[code] for code in driven.pathway.gate_facts(driver.verb, route=driver.route)}
    counted = driver.counts(given, case)
    if verb.records:
        return access, {**facts, **counted}
    answer = case.pathway.may(driver.verb, stage=case.stage, facts=facts, roles=case.roles, route=driver.route)
    return bool(answer) and access, {**facts, **counted}


def _after(walk: Walk, place: Place, driver: Driver, held: frozenset[str]) -> list[Place]:
    """Where the model comes to. Some acts may also leave a case where it stands, as a yes that does not count yet."""
    acts = (act for act in walk.acts(place) if name_of(act) == driver.name)
    found = [walk.after(act) for act in acts if act.held <= held and not act.step.lacks & held]
    return [*found, *(one for one in [place] if driver.may_wait)] if found else []


def _stands(given: Given, place: Place, *, of: list[Place] | None = None) -> bool:
    with given.opened(SUPERVISOR) as case:
        stage, before = case.stage, history.stage_before_police(case) or ""
    held = case.pathway.stage(stage).with_police
    same = stage == place.stage and (not held or before == place.before)
    if not same and (of is None or place == of[-1]):
        raise AssertionError(f"The case stands at {stage} (before: {before}), the model at {of or place}.")
    return same


def in_time(given: Given, *, days: int = 0) -> Given:
    """This will let some time pass before the next act."""
    return replace(given, at=given.at + timedelta(days=days, minutes=5))
