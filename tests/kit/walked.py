"""Real acts on the real database beside the model: each driver does one verb as somebody, from facts that the slices compute.

Another pathway is driven by naming the drivers of its verbs and where its cases begin: see `walked_channel`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from tests.kit.invented import NOW, Invented
from throughcare.commons.cases import history
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import queries as agendas
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.safeguards.pathways import Pathway
from throughcare.safeguards.pathways.proof.table import Table, table
from throughcare.safeguards.pathways.proof.walking import Act, Place, Walk

Facts = Mapping[str, bool]
REASONS = {True: "It was looked into.", False: " "}


@dataclass
class Given:
    """One case on its way: what was chosen for the next act, and the moment at which it is done."""

    invented: Invented
    reference: str
    yes: bool = True
    at: datetime = NOW
    meeting: agendas.MeetingLine | None = None

    @property
    def reasons(self) -> str:
        """This will give reasons, or none where none are to be given."""
        return REASONS[self.yes]

    def staff(self, name: str) -> int:
        """This will give the number of one of the invented people."""
        return self.invented.staff[name]


@dataclass(frozen=True)
class Driver:
    """How one verb is done: by whom, from which facts, under which rules besides the pathway's, and the act itself."""

    verb: str
    who: str
    act: Callable[[Given, OpenCase], object]
    facts: Callable[[Given, OpenCase], Facts] = lambda given, case: {}
    besides: Callable[[Given, OpenCase], bool] = lambda given, case: True
    ready: Callable[[Given], None] = lambda given: None
    afterwards: Callable[[Given], None] = lambda given: None
    route: str | None = None
    is_access_alone: bool = False
    is_everybodys: bool = False

    def __repr__(self) -> str:
        return f"{self.name} by {self.who}"

    @property
    def name(self) -> str:
        """This will name the act."""
        return f"{self.verb}:{self.route}" if self.route else self.verb


@dataclass(frozen=True)
class Driven:
    """A pathway with its drivers, and how its cases begin: a name, how the model comes there, how the database does."""

    pathway: Pathway
    drivers: tuple[Driver, ...]
    starts: Mapping[str, tuple[tuple[str, ...], Callable[[Invented], str]]]

    @cached_property
    def table(self) -> Table:
        """This will give every act that the pathway lets anyone do."""
        return table(self.pathway)

    def walk(self) -> Walk:
        """This will give the model, following every fact that has a life."""
        lives = [gate.code for gate in self.pathway.gates if gate.life.is_told]
        return Walk(self.table, follow=lives, watch=lambda act: 0)

    def place(self, walk: Walk, start: str) -> Place:
        """This will walk the model to where a case begins, by the names of acts."""
        place = walk.start()
        for name in self.starts[start][0]:
            act = next(act for act in walk.acts(place) if name_of(act) == name)
            place = walk.after(act)
        return place


def name_of(act: Act) -> str:
    """This will name an act of the model as a driver is named."""
    return f"{act.step.verb.code}:{act.step.route.code}" if act.step.route else act.step.verb.code


def do(
    driven: Driven, walk: Walk, place: Place, driver: Driver, given: Given, tally: Counter[tuple[str, bool]]
) -> Place:
    """This will do one act on the database and in the model, and stop where the two part; `tally` counts what was tried."""
    driver.ready(given)
    try:
        with given.invented.opened(given.reference, driver.who, at=given.at) as case:
            allowed, held = _predicted(driven, driver, given, case)
            before = case.stage_shown
            try:
                driver.act(given, case)
                done = True
            except Refusal as refused:
                done, said = False, refused.as_text()
    except NotFound:
        return place
    tally[driver.name, done] += 1
    assert done == allowed, f"{driver.name}: the pathway says {allowed}, the act {done}. {'' if done else said}"
    if not done:
        _stands(given, place)
        return place
    driver.afterwards(given)
    after = _after(walk, place, driver, held)
    assert after, f"{driver.name} was done under {sorted(held)}, and the model knows no such act at {place} ({before})"
    return next(one for one in after if _stands(given, one, of=after))


def _predicted(driven: Driven, driver: Driver, given: Given, case: OpenCase) -> tuple[bool, frozenset[str]]:
    access = (driver.is_everybodys or bool(case.may(driver.verb))) and driver.besides(given, case)
    if driver.is_access_alone:
        return access, frozenset()
    wanted = driven.pathway.gate_facts(driver.verb, route=driver.route)
    known = driver.facts(given, case)
    facts = {code: known[code] for code in wanted}
    answer = case.pathway.may(driver.verb, stage=case.stage, facts=facts, roles=case.roles, route=driver.route)
    return bool(answer) and access, frozenset(code for code, holds in facts.items() if holds)


def _after(walk: Walk, place: Place, driver: Driver, held: frozenset[str]) -> list[Place]:
    """Where the model comes to: an act may also leave a case where it stands, as a yes that does not count yet."""
    found = [walk.after(act) for act in walk.acts(place) if name_of(act) == driver.name and act.held <= held]
    return [*found, *(one for one in [place] if driver.is_access_alone)] if found else []


def _stands(given: Given, place: Place, *, of: list[Place] | None = None) -> bool:
    with given.invented.opened(given.reference, "femi", at=given.at) as case:
        stage, before = case.stage, history.stage_before_police(case) or ""
    held = case.pathway.stage(stage).with_police
    same = stage == place.stage and (not held or before == place.before)
    if not same and (of is None or place == of[-1]):
        raise AssertionError(f"The case stands at {stage} (before: {before}), the model at {of or place}.")
    return same


def in_time(given: Given) -> Given:
    """This will let some time pass before the next act."""
    return replace(given, at=given.at + timedelta(minutes=5))
