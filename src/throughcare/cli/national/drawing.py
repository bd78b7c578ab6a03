"""What the statements draw from, read from the definitions: words, weights, stories, rules. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, product
from random import Random
from typing import Any

from throughcare.commons.people import rules as people
from throughcare.kernel.definitions import codelist, load
from throughcare.kernel.ids import ALPHABET, PREFIX
from throughcare.safeguards.pathways import Pathway

EVER, LAST = date(2000, 1, 1), date(2100, 1, 1)
Row = tuple[Any, ...]


def words() -> dict[str, list[str]]:
    """This will give the lists of words: names by kind, places, what worries, and what notes say."""
    data, names, past = (load("demo", name).data for name in ("national", "names", "past"))
    firsts = {
        kind: [*names["first_names"][kind], *data["first_names_besides"].get(kind, ())] for kind in names["first_names"]
    }
    surnames = [*(first + last for first, last in product(data["surname_beginnings"], data["surname_endings"]))]
    surnames += [*names["surnames"], *data["surnames_elsewhere"] * 8]
    Random(data["seed"]).shuffle(surnames)  # noqa: S311  # invented people, no secret
    places = {name: data[name] for name in ("place_beginnings", "place_endings", "notes")}
    return {**firsts, **places, "surnames": surnames, "what_worries": past["what_worries"]}


def sounds(of: Mapping[str, Sequence[str]]) -> list[Row]:
    """This will give how each word of a name sounds, once."""
    every = sorted({word for kind in ("male", "female", "any", "surnames") for word in of[kind]})
    return [(word, "".join(people.sounds(word)[:1])) for word in every]


def picks() -> Iterator[Row]:
    """This will give the weighted lists: kind, codes, bounds, and the days between which they are drawn from."""
    data, past = load("demo", "national").data, load("demo", "past").data
    for kind in ("sectors", "genders", "precisions", "how_known"):
        yield pick(kind, past[kind])
    yield pick("ages", {place: band["weight"] for place, band in enumerate(past["ages"])})
    yield pick("years", dict(enumerate(data["weight_of_year"])))
    yield pick("stories", {name: story["weight"] for name, story in data["stories"].items()})
    yield from _concern_types({**data["concern_types_before"], **past["concern_types"]})


def _concern_types(weights: Mapping[str, int]) -> Iterator[Row]:
    """One list for each edition of the types, held to the days on which the edition is in use."""
    codes = codelist("concern_types")
    spans = {(codes[code].valid_from or EVER, codes[code].valid_until or LAST) for code in weights}
    for first, last in sorted(spans):
        inside = {
            code: weight
            for code, weight in weights.items()
            if (codes[code].valid_from or EVER, codes[code].valid_until or LAST) == (first, last)
        }
        yield pick("concern_types", inside, first=first, last=last)


def pick(kind: str, weights: Mapping[Any, int], *, first: date = EVER, last: date = LAST) -> Row:
    """This will give a weighted list as the statements draw from it."""
    total = sum(weights.values())
    bounds = [upto / total for upto in accumulate(weights.values())][:-1]
    return kind, [str(code) for code in weights], bounds, first, last


def ages() -> list[Row]:
    """This will give the bands of age, in order."""
    return [(n, band["lowest"], band["highest"]) for n, band in enumerate(load("demo", "past").data["ages"], 1)]


def steps() -> Iterator[Row]:
    """This will give the steps of every story. The pathway itself says where each act leads."""
    pathway = Pathway.load("channel")
    for name, story in load("demo", "national").data["stories"].items():
        stage = pathway.parts.start.stage
        for place, one in enumerate(story["steps"], 1):
            to = pathway.destination(one["verb"], stage=stage, route=one.get("route"))
            lowest, highest = one["after"]
            yield (
                name,
                place,
                stage,
                to,
                one["verb"],
                one["said"],
                one["by"],
                lowest,
                highest,
                one["words"],
                one.get("tells", False),
            )
            stage = to


def rules() -> Iterator[Row]:
    """This will give what a task of each kind says of the rule that it keeps, and in how many days it is due."""
    pathway = Pathway.load("channel")
    for code, task in load("demo", "national").data["tasks"].items():
        clock = pathway.clock(task["clock"])
        days = (clock.due(date(2026, 3, 2)) - date(2026, 3, 2)).days
        yield code, clock.label, clock.rule, clock.source, clock.verify, days, task["role"], task["address"]


def open_at() -> list[Row]:
    """This will give what is open on a case at each stage."""
    return [(stage, code) for stage, codes in load("demo", "national").data["open_at"].items() for code in codes]


def references(number: int, *, seed: int, taken: set[str]) -> Iterator[Row]:
    """This will give references that look drawn and never meet: each place of a long row of numbers, far from the last."""
    size = len(ALPHABET) ** 6
    given, place = 0, seed
    while given < number:
        place = (place + 11_400_713) % size
        reference = f"{PREFIX}-{_letters(place)}"
        if reference not in taken:
            given += 1
            yield given, reference


def _letters(number: int) -> str:
    signs = []
    for _place in range(6):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(reversed(signs))
