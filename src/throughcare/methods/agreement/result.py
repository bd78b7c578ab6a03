"""One statistic with its interval, and in words what it left out and why it may have no number."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from scipy.special import ndtri, stdtrit


class Undefined(StrEnum):
    """Why a statistic has no number, or no interval."""

    ONE_CATEGORY = "Every rating is the same, so chance alone would agree just as often: nothing is left to measure."
    NO_PAIRS = "Nobody was rated by two raters."
    TWO_RATERS_ONLY = "It compares two raters, and here are more."
    TOO_FEW_COMPLETE = "Fewer than two people were rated by every rater."
    NO_DIFFERENCES = "The people rated do not differ enough in their ratings, so there are no differences to agree on."
    NEGATIVE_RATINGS = "Ratios need a scale without numbers below zero."
    ONE_PERSON = "One person was rated: that gives no interval."
    NO_END = "Below, the interval has no end: too few people were rated, or raters differ more than people do."
    NO_DRAWS_ASKED = "No bootstrap draws were asked for: that gives no interval."
    NO_DRAWS = "Too few of the bootstrap draws had ratings that differ: that gives no interval."


class Missing(StrEnum):
    """What became of people whom not every rater rated."""

    PAIRS = "Every pair of ratings of the same person counts; people with fewer than two ratings are left out."
    PAIRS_AND_CHANCE = (
        "Every pair of ratings of the same person counts; people with one rating count towards chance only."
    )
    COMPLETE = "Only people whom every rater rated count."


class Interval(StrEnum):
    """Where standard error and interval come from."""

    LARGE_SAMPLE = "large-sample variance, normal interval"
    LINEARISED = "linearised variance over people, Student's t interval"
    BOOTSTRAP = "bootstrap over people, percentile interval"
    F = "delta method on mean squares, interval from F"


@dataclass(frozen=True)
class Agreement:
    """How far raters agree by one statistic. Numbers are pure (1 is perfect agreement); None where there is none.

    `n_subjects` counts the people who entered the statistic, `n_raters` the raters; `se`, `low` and `high` have the
    unit of the estimate, and the interval covers with probability `level`.
    """

    statistic: str
    estimate: float | None
    n_subjects: int
    n_raters: int
    missing: Missing
    interval: Interval
    se: float | None = None
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    undefined_because: Undefined | None = None
    draws: int | None = field(default=None, kw_only=True)
    seed: int | None = field(default=None, kw_only=True)

    def without(self, reason: Undefined) -> Agreement:
        """This will give the same statistic without any number, and why."""
        return replace(self, estimate=None, se=None, low=None, high=None, undefined_because=reason)

    def without_interval(self, reason: Undefined) -> Agreement:
        """This will give the same estimate without an interval, and why."""
        return replace(self, se=None, low=None, high=None, undefined_because=reason)

    def normal(self, se: float) -> Agreement:
        """This will add a normal interval, kept at 1 or below."""
        return self._around(se, float(ndtri(0.5 + self.level / 2)))

    def student(self, se: float, df: int) -> Agreement:
        """This will add Student's t interval on `df` degrees of freedom, kept at 1 or below."""
        return self._around(se, float(stdtrit(df, 0.5 + self.level / 2)))

    def _around(self, se: float, width: float) -> Agreement:
        assert self.estimate is not None
        low, high = self.estimate - width * se, self.estimate + width * se
        return replace(self, se=se, low=low, high=min(1.0, high))
