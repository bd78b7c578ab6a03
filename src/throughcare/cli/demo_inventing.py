"""Invents the past of the demo from a fixed seed: who was referred when, and how it went on. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

from throughcare.cli.demo_cases import at_work
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.referrals.telling import PUBLIC, NewPerson, NewReferral

Ids = Mapping[str, int]
DAYS_OF_A_YEAR = 365.25
PUT_OFF = timedelta(days=3)  # over a weekend, and to an hour that today has not reached


@dataclass(frozen=True)
class Step:
    """One step of a past case along its pathway: from where to where, by which verb, when, and who does such things."""

    from_stage: str
    to_stage: str
    verb: str
    said: str
    role: str
    at: datetime
    words: str
    tells: bool = False


@dataclass(frozen=True)
class Past:
    """One past referral and its steps, the last of which closes the case."""

    new: NewReferral
    steps: tuple[Step, ...]


def invent(areas: Ids, *, at: datetime) -> list[Past]:
    """This will invent every past referral before a moment, in the order in which they came: the same each time."""
    data = load("demo", "past").data
    chance = Random(data["seed"])  # noqa: S311  # invented people, no secret
    names = _names(chance)
    return [_past(data, came, names, areas, chance, at=at) for came in moments(data, chance, at=at)]


def moments(data: Mapping[str, Any], chance: Random, *, at: datetime) -> list[datetime]:
    """This will give moments from the first of the whole years that ended in March until a while ago, none of them at a weekend."""
    today = uk_today(at)
    last_end = date(today.year - (today <= date(today.year, 3, 31)), 3, 31)
    first = date(last_end.year - data["years"], 4, 1)
    latest = today - timedelta(days=data["quiet_days"]) - PUT_OFF
    days = (latest - first).days
    drawn = (
        first + timedelta(days=chance.randrange(days)) for _ in range(round(data["a_year"] * days / DAYS_OF_A_YEAR))
    )
    midday = at.replace(hour=12)
    return sorted(at_work(midday + (_working_day(day) - today), chance.random()) for day in drawn)


def _working_day(day: date) -> date:
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)


def _names(chance: Random) -> Mapping[str, list[str]]:
    """Full names for each gender, shuffled; nobody is called like anybody else."""
    data = load("demo", "names").data
    found: dict[str, list[str]] = {}
    for kind, first_names in data["first_names"].items():
        found[kind] = [f"{first} {last}" for first, last in product(first_names, data["surnames"])]
        chance.shuffle(found[kind])
    return found


def _past(
    data: Mapping[str, Any], came: datetime, names: Mapping[str, list[str]], areas: Ids, chance: Random, *, at: datetime
) -> Past:
    day = uk_today(came)
    new = NewReferral(
        what_worries=chance.choice(data["what_worries"]),
        area_id=areas[_drawn(data["areas"], chance)],
        channel=PUBLIC,
        received_at=came,
        person=_person(data, day, names, chance),
        how_known=_drawn(data["how_known"], chance),
        sector=_drawn(data["sectors"], chance),
        concern_type=_drawn(_in_use(data["concern_types"], "concern_types", day), chance),
    )
    return Past(new, tuple(_steps(_story(data["stories"], chance, days=(at - came).days), came, chance)))


def _person(data: Mapping[str, Any], day: date, names: Mapping[str, list[str]], chance: Random) -> NewPerson:
    gender = _drawn(data["genders"], chance)
    name = names[gender if gender in names else "any"].pop()
    (ages,) = chance.choices(data["ages"], [band["weight"] for band in data["ages"]])
    lived = chance.randint(ages["lowest"], ages["highest"]) * DAYS_OF_A_YEAR + chance.randrange(360) + 2
    born, precision = day - timedelta(days=int(lived)), _drawn(data["precisions"], chance)
    known = {"exact": born, "year": date(born.year, 1, 1)}.get(precision)
    return NewPerson(name=name, born_on=known, birth_precision=precision, gender=gender)


def _story(stories: Mapping[str, Any], chance: Random, *, days: int) -> Sequence[Mapping[str, Any]]:
    story = stories[_drawn({name: told["weight"] for name, told in stories.items()}, chance)]
    if story["needs_days"] > days:
        story = stories[story["otherwise"]]
    steps: Sequence[Mapping[str, Any]] = story["steps"]
    return steps


def _steps(told: Sequence[Mapping[str, Any]], came: datetime, chance: Random) -> Iterator[Step]:
    """The pathway itself says where each act leads."""
    pathway, day, days = Pathway.load("channel"), uk_today(came), 0
    stage = pathway.parts.start.stage
    for one in told:
        days += chance.randint(*one["after"])
        to = pathway.destination(one["verb"], stage=stage, route=one.get("route"))
        at = at_work(came, (_working_day(day + timedelta(days=days)) - day).days + chance.random())
        yield Step(stage, to, one["verb"], one["said"], one["by"], at, one["words"], one.get("tells", False))
        stage = to


def _drawn(weights: Mapping[str, int], chance: Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0] if weights else ""


def _in_use(weights: Mapping[str, int], name: str, day: date) -> dict[str, int]:
    codes = codelist(name)
    return {code: weight for code, weight in weights.items() if codes[code].is_valid(day)}
