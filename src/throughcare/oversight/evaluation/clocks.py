"""How far dates that rules count are kept: one line a rule, four counts, rounded like every other figure. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from throughcare.kernel.definitions import load
from throughcare.kernel.time import anniversary
from throughcare.methods.disclosure import Place, Table, protect
from throughcare.oversight.evaluation import shown
from throughcare.oversight.evaluation.facts_shape import ClockFact
from throughcare.safeguards.pathways import ClockRule, Pathway

MEASURE = "clocks"
DUE, IN_TIME, LATE, PAST_DUE = "due", "in_time", "late", "past_due"
COUNTS = (DUE, IN_TIME, LATE, PAST_DUE)
UNIT = "dates"


@dataclass(frozen=True)
class ClockMeasure:
    """What is asked of the dates that rules count, what counts, and how it is protected."""

    version: str
    title: str
    question: str
    source: str
    who_counts: tuple[str, ...]
    who_does_not: tuple[str, ...]
    round_to: int
    rule: str


@dataclass(frozen=True)
class RuleLine:
    """One rule in words, with its figures as they may be shown."""

    label: str
    explanation: str
    source: str
    verify: bool
    cells: tuple[str, ...]


@lru_cache
def measure(version: str | None = None) -> ClockMeasure:
    """This will read what is counted of clocks, the newest version unless one is named."""
    found = load("clock_measures", "in_time", version)
    data: dict[str, Any] = dict(found.data)
    return ClockMeasure(
        found.version,
        data["title"],
        data["question"],
        data["source"],
        tuple(data["who_counts"]),
        tuple(data["who_does_not"]),
        data["disclosure"]["round_to"],
        data["disclosure"]["rule"],
    )


def table(rows: Iterable[ClockFact], *, until: date, pathways: Iterable[str]) -> Table:
    """This will count the dates of the twelve months to `until` by the rule that counted each: due, in time, late, past due."""
    counts: Counter[Place] = Counter()
    after = anniversary(until, -1)
    for row in rows:
        code = code_of(row)
        if code and after < row.due_on <= until:
            counts[code, DUE] += 1
            counts[code, _what_became(row, until)] += 1
    lines = [line for name in pathways for line in codes(Pathway.load(name))]
    return protect(counts, rows=lines, columns=COUNTS, unit=UNIT, base=measure().round_to)


def _what_became(row: ClockFact, until: date) -> str:
    if row.done_on is None or row.done_on > until:
        return PAST_DUE
    return IN_TIME if row.done_on <= row.due_on else LATE


def codes(pathway: Pathway) -> list[str]:
    """This will name each rule of a pathway that is counted, in the order of the rulebook."""
    return [f"{pathway.name}/{clock.code}" for clock in pathway.clocks if _is_counted(pathway, clock)]


def code_of(row: ClockFact) -> str:
    """This will name the rule that counted a date, by the version that its case follows; nothing where it is not counted."""
    pathway = Pathway.load(row.pathway, row.pathway_version)
    clock = next((one for one in pathway.clocks if one.rule == row.rule), None)
    return f"{pathway.name}/{clock.code}" if clock and _is_counted(pathway, clock) else ""


def _is_counted(pathway: Pathway, clock: ClockRule) -> bool:
    """A chosen day has no rule, and a clock that police alone stop is theirs."""
    police = {role.code for role in pathway.parts.roles if role.is_police}
    theirs = all(set(pathway.verb(code).who) <= police for code in clock.stops)
    return not clock.is_chosen and clock.unit != "minutes" and not theirs


def lines(kept: Table) -> list[RuleLine]:
    """This will put a kept table in words: each rule with its source, whether it is to be verified, and its figures."""
    found = []
    for code in kept.rows:
        name, _slash, clock_code = code.partition("/")
        clock = next((one for one in Pathway.load(name).clocks if one.code == clock_code), None)
        if clock is not None:
            cells = tuple(shown.text(cell) for cell in kept.line(code))
            found.append(RuleLine(_(clock.label), clock.explanation, clock.source, clock.verify, cells))
    return found


def heads() -> tuple[str, ...]:
    """This will name what is counted, in the order of the table."""
    return (_("Due"), _("Done in time"), _("Done later"), _("Open and past due"))


def grid(kept: Table) -> shown.Grid:
    """This will lay a kept table out for a file: each rule with its source beside it, and the mark where it is to be verified."""
    marked = {True: _("verify"), False: ""}
    told = [(line.label, (line.explanation, line.source, marked[line.verify], *line.cells)) for line in lines(kept)]
    return shown.Grid(_(measure().title), _("Rule"), (_("Count"), _("Source"), _("Mark"), *heads()), tuple(told))
