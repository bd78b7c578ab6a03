"""A report on a study: every statistic that fits the scale, with its interval and the band of the interval. No name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from throughcare.commons.assessments.instruments import Instrument, Scale
from throughcare.kernel.answers import Answer
from throughcare.methods.agreement import (
    Agreement,
    Caution,
    Interval,
    Ratings,
    agreement,
    cautions,
    gwet_ac,
    percent_agreement,
)
from throughcare.oversight.quality import rules
from throughcare.oversight.quality.matrices import Answers, Floats, Rated, whole_scale
from throughcare.oversight.quality.questions import Question, domains, questions
from throughcare.oversight.quality.terms import Terms, paradox

SHARE = "percent_agreement"
NOMINAL = ("cohen_kappa", "fleiss_kappa", "krippendorff_alpha_nominal", "gwet_ac1")
ORDINAL = (
    *("cohen_kappa", "weighted_kappa_linear", "weighted_kappa_quadratic", "fleiss_kappa"),
    *("krippendorff_alpha_nominal", "krippendorff_alpha_ordinal", "gwet_ac1", "gwet_ac2_linear", "gwet_ac2_quadratic"),
)
OF_TWO = ("cohen_kappa", "weighted_kappa_linear", "weighted_kappa_quadratic")
ALPHAS = {"interval": ("krippendorff_alpha_interval",), "ratio": ("krippendorff_alpha_ratio",)}
# In the field other colleagues rate each person, on a panel the same. Absolute agreement comes first: consistency alone
# forgives a rater who is always stricter, and no floor is ever set for it.
INTRACLASS = {"field": ("icc_1_1", "icc_1_k"), "research": ("icc_2_1", "icc_2_k", "icc_3_1", "icc_3_k")}
DRAWS, SEED = 500, 1


@dataclass(frozen=True)
class Line:
    """One question: how often it was rated twice, every statistic, and whether it lies below the floor."""

    question: Question
    people: int
    not_known: int
    found: Mapping[str, Agreement]
    cautions: tuple[Caution, ...]
    key: str
    below: float

    @property
    def is_hidden(self) -> bool:
        """This will say whether too few people have two known answers for anything to be shown."""
        return not self.found

    @property
    def share(self) -> Agreement | None:
        """This will give percent agreement."""
        return self.found.get(SHARE)

    @property
    def judged_by(self) -> Agreement | None:
        """This will give the statistic that the floor is set for."""
        return self.found.get(self.key)

    @property
    def for_training(self) -> bool:
        """This will say whether the item lies below the floor, so that it is worth training on."""
        by = self.judged_by
        return by is not None and by.estimate is not None and by.estimate < self.below

    @property
    def is_certain(self) -> bool:
        """This will say whether the whole interval lies below the floor."""
        by = self.judged_by
        return self.for_training and by is not None and by.high is not None and by.high < self.below


@dataclass(frozen=True)
class Pooled:
    """All items of a domain together, with intervals from drawing people and not ratings."""

    label: str
    items: int
    people: int
    share: Agreement | None
    chance_corrected: Agreement | None


@dataclass(frozen=True)
class Report:
    """Every question and every domain of one study."""

    lines: tuple[Line, ...]
    pooled: tuple[Pooled, ...]
    people: int

    @property
    def training(self) -> list[Line]:
        """This will list the items below the floor, lowest first: what assessors might be trained on."""
        low = [line for line in self.lines if line.for_training]
        return sorted(low, key=lambda line: (line.judged_by.estimate or 0.0) if line.judged_by else 0.0)


def may_be_reported(given: Answers, limits: Terms, *, arm: str) -> Answer:
    """This will say whether a report may be shown; in the field both first and second assessors must be several."""
    assessors = min(given.firsts, given.seconds) if arm == "field" else given.seconds
    return rules.may_be_reported(
        people=len(given.numbers),
        assessors=assessors,
        fewest_people=limits.fewest_people,
        fewest_assessors=limits.fewest_assessors,
    )


def report(used: Instrument, given: Answers, limits: Terms, *, arm: str) -> Report:
    """This will make the report of a study on the instrument's whole scales."""
    lines = tuple(line_of(one, given.of(one), limits, arm=arm) for one in questions(used))
    pooled = tuple(pool(label, asked, given, limits) for _code, label, asked in domains(used) if asked)
    return Report(lines, pooled, len(given.numbers))


def line_of(question: Question, rated: Rated, limits: Terms, *, arm: str) -> Line:
    """This will compute everything of one question, or nothing where it would be about too few people."""
    floor = limits.floor(question.scale.metric)
    found: Mapping[str, Agreement] = {}
    told: tuple[Caution, ...] = ()
    if rated.people >= limits.fewest_people:
        every = agreement(Ratings.of(rated.values, whole_scale(question.scale)))
        found = {name: every[name] for name in fitting(question.scale, arm=arm, raters=rated.values.shape[1])}
        told = cautions(found, **paradox())
    return Line(question, rated.people, rated.not_known, found, told, floor.statistic, floor.below)


def fitting(scale: Scale, *, arm: str, raters: int) -> tuple[str, ...]:
    """This will name the statistics that fit a scale and a number of raters, in the order of a report."""
    names = NOMINAL if scale.metric == "nominal" else (*ORDINAL, *ALPHAS.get(scale.metric, ()), *INTRACLASS[arm])
    return (SHARE, *(name for name in names if raters == 2 or name not in OF_TWO))


def pool(label: str, asked: Sequence[Question], given: Answers, limits: Terms) -> Pooled:
    """This will pool the items that share a scale: people are drawn anew for the interval, each with all their items."""
    scale = asked[0].scale
    alike = [one for one in asked if one.scale.code == scale.code]
    tables = np.stack([given.of(one).values for one in alike], axis=1) if given.numbers else np.empty((0, 0, 0))
    people = int(((~np.isnan(tables)).sum(axis=2) >= 2).any(axis=1).sum()) if given.numbers else 0
    if people < limits.fewest_people:
        return Pooled(label, len(alike), people, None, None)
    name = limits.floor(scale.metric).statistic
    return Pooled(label, len(alike), people, *over_people(tables, scale, name))


def over_people(tables: Floats, scale: Scale, name: str) -> tuple[Agreement, Agreement]:
    """This will pool tables (people, items, raters), with percentile intervals over draws of people.

    Ratings of one person hang together, so an interval over single ratings would be too narrow.
    """
    share, corrected = _both(tables, scale, name)
    random = np.random.default_rng(SEED)
    draws = [_both(tables[random.integers(0, len(tables), len(tables))], scale, name) for _draw in range(DRAWS)]
    return _drawn(share, [one for one, _other in draws]), _drawn(corrected, [other for _one, other in draws])


def _both(tables: Floats, scale: Scale, name: str) -> tuple[Agreement, Agreement]:
    ratings = Ratings.of(tables.reshape(-1, tables.shape[2]), whole_scale(scale))
    weights = {"gwet_ac1": "identity", "gwet_ac2_linear": "linear", "gwet_ac2_quadratic": "quadratic"}
    corrected = gwet_ac(ratings, weights=weights.get(name, "identity"))
    return percent_agreement(ratings), corrected


def _drawn(found: Agreement, draws: Sequence[Agreement]) -> Agreement:
    values = [one.estimate for one in draws if one.estimate is not None]
    if found.estimate is None or len(values) < DRAWS // 2:
        return found
    low, high = (float(np.quantile(values, at)) for at in (0.025, 0.975))
    spread = float(np.std(values, ddof=1))
    return replace(found, se=spread, low=low, high=high, interval=Interval.BOOTSTRAP, draws=len(values), seed=SEED)
