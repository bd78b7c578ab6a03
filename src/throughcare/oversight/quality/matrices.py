"""Ratings of a study as tables of numbers: a row a study number, a column a rater, NaN where it is missing or not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from throughcare.commons.assessments.instruments import NOT_KNOWN, Scale
from throughcare.oversight.quality.questions import Question

Floats: TypeAlias = NDArray[np.float64]
FIRST = 0


@dataclass(frozen=True)
class Rated:
    """One question's ratings (n, r), for how many it was not known to somebody, and how many have two known answers."""

    values: Floats
    not_known: int

    @property
    def people(self) -> int:
        """This will count the people with two known answers or more: those alone say anything of agreement."""
        return int(((~np.isnan(self.values)).sum(axis=1) >= 2).sum())


@dataclass(frozen=True)
class Answers:
    """All answers of a study, by question, study number and rater; and who took part, unnamed."""

    by_question: Mapping[str, Mapping[tuple[int, int], str]]
    numbers: tuple[int, ...]
    raters: int
    firsts: int
    seconds: int

    def of(self, question: Question) -> Rated:
        """This will give the table of one question on its whole scale; an answer counts by its place there."""
        place = {one.code: float(value) for value, one in enumerate(question.scale.answers)}
        given = self.by_question.get(question.code, {})
        values = np.full((len(self.numbers), self.raters), np.nan)
        for row, number in enumerate(self.numbers):
            for column in range(self.raters):
                values[row, column] = place.get(given.get((number, column), ""), np.nan)
        unknown = {number for (number, _rater), answer in given.items() if answer == NOT_KNOWN}
        return Rated(values, len(unknown))


def whole_scale(scale: Scale) -> list[float]:
    """This will give every category of a scale by its place, used or not."""
    return [float(place) for place in range(len(scale.answers))]


def answers_of(rows: Sequence[Any], *, arm: str) -> Answers:
    """This will sort the rows of a study: in the field first beside second, in research the panel alone.

    Study numbers without two raters are left out. In the field the second column holds whoever rated second.
    """
    by_question: dict[str, dict[tuple[int, int], str]] = {}
    raters: dict[int, set[int]] = {}
    people: dict[bool, set[int]] = {True: set(), False: set()}
    for row in rows:
        if arm == "research" and row.rater == FIRST:
            continue
        column = min(row.rater, 1) if arm == "field" else row.rater - 1
        by_question.setdefault(f"{row.item}.{row.measure}", {})[row.number, column] = row.answer
        raters.setdefault(row.number, set()).add(column)
        people[row.rater == FIRST].add(row.assessor)
    numbers = tuple(sorted(number for number, columns in raters.items() if len(columns) > 1))
    columns = max((column for each in raters.values() for column in each), default=0) + 1
    return Answers(by_question, numbers, columns, len(people[True]), len(people[False]))


def values_of(rows: Sequence[Any], asked: Sequence[Question]) -> Floats:
    """This will give ratings of a programme: a row a person, a column an item, NaN where it is missing or not known."""
    columns = {one.item: number for number, one in enumerate(asked)}
    place = {one.item: {answer.code: float(v) for v, answer in enumerate(one.scale.answers)} for one in asked}
    people = {number: row for row, number in enumerate(sorted({row.place for row in rows}))}
    values = np.full((len(people), len(asked)), np.nan)
    for row in rows:
        if row.item in columns:
            values[people[row.place], columns[row.item]] = place[row.item].get(row.answer, np.nan)
    return values
