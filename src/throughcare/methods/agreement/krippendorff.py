"""Krippendorff's alpha by four metrics, with a bootstrap over people that draws weights for kinds of people.

For the N paired ratings n_c of category c: alpha = 1 - Do / De,
Do = Σ_i Σ_ck n_ic n_ik δ²_ck / (m_i - 1) over people with m_i ≥ 2 ratings, De = Σ_ck n_c n_k δ²_ck / (N - 1).

    nominal   δ² = 1 where c and k differ        interval  δ² = (c - k)²
    ratio     δ² = ((c - k) / (c + k))²          ordinal   δ² = (Σ_{g=c..k} n_g - (n_c + n_k) / 2)²

The ordinal metric is the interval metric on mid-ranks M_c = Σ_{g<c} n_g + n_c / 2. Krippendorff 2019, Content
Analysis, 4th edition, chapter 12; Krippendorff 2011, Computing Krippendorff's alpha-reliability.

Two people whose raters chose the same categories equally often are of one kind, so a bootstrap sample of people is a
multinomial draw of kinds: B draws of U kinds are one matrix (B, U), and every sum above is a product with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from throughcare.methods.agreement.ratings import CannotRate, Floats, Ratings
from throughcare.methods.agreement.result import Agreement, Interval, Missing, Undefined

METRICS = ("nominal", "ordinal", "interval", "ratio")
DRAWS, SEED = 1000, 1
_BLOCK = 2**18  # multiplications in one matrix product: below this it stays on one core, which a busy machine thanks
_MOST_CODED = 2**62  # a kind is coded as one whole number; beyond this it would not fit


def krippendorff_alpha(
    ratings: Ratings, *, metric: str, level: float = 0.95, draws: int = DRAWS, seed: int = SEED
) -> Agreement:
    """This will compute alpha by one metric; `draws` bootstrap samples of people (0: no interval) from `seed`.

    alpha = 1 - Do / De over ratings (n, r) with any of them missing: a pure number, 1 at most, 0 where raters agree as
    often as chance; the metric's δ² is on the whole scale (q,). The interval lies between percentiles of the draws (B,).
    Krippendorff 2019, Content Analysis, 4th edition, chapter 12. Formulas by metric: see the module.
    """
    return krippendorff_alphas(ratings, metrics=(metric,), level=level, draws=draws, seed=seed)[metric]


def krippendorff_alphas(
    ratings: Ratings,
    *,
    metrics: Iterable[str] = METRICS,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> dict[str, Agreement]:
    """This will compute alpha by several metrics on the same bootstrap samples; results by metric."""
    kinds = _Kinds.of(ratings, drawn=draws > 0)
    weights = kinds.resampled(draws, seed) if draws and kinds.n > 1 else None
    return {metric: _alpha(metric, ratings, kinds, weights, level, draws, seed) for metric in metrics}


@dataclass(frozen=True)
class _Kinds:
    """counts (U, q'): ratings by category used, for each kind of person. people (U,): how many are of it."""

    counts: Floats
    people: Floats
    scale: Floats

    @classmethod
    def of(cls, ratings: Ratings, *, drawn: bool = True) -> _Kinds:
        """This will put people of one kind together; without draws that is not worth it, and each is a kind."""
        paired = ratings.counts[ratings.n_ratings > 1]
        used = paired.any(axis=0)
        counts, scale = paired[:, used], ratings.scale[used]
        base = ratings.n_raters + 1
        if not drawn or base ** counts.shape[1] > _MOST_CODED or len(counts) == 0:
            return cls(counts, np.ones(len(counts)), scale)
        coded = counts.astype(np.int64) @ base ** np.arange(counts.shape[1], dtype=np.int64)
        _codes, first, people = np.unique(coded, return_index=True, return_counts=True)
        return cls(counts[first], people.astype(np.float64), scale)

    @property
    def n(self) -> int:
        return int(self.people.sum())

    @cached_property
    def others(self) -> Floats:
        """m_i - 1 (U,): with how many other ratings each rating of a kind is compared."""
        return np.asarray(self.counts.sum(axis=1) - 1, dtype=np.float64)

    def resampled(self, draws: int, seed: int) -> Floats:
        """This will draw how many people of each kind every bootstrap sample holds: (draws, U)."""
        rng = np.random.default_rng(seed)
        n, kinds = self.n, len(self.people)
        if 4 * kinds < n:
            return rng.multinomial(n, self.people / n, size=draws).astype(np.float64)
        kind_of = np.repeat(np.arange(kinds), self.people.astype(np.intp))
        drawn = kind_of[rng.integers(n, size=(draws, n))] + (np.arange(draws) * kinds)[:, None]
        return np.bincount(drawn.ravel(), minlength=draws * kinds).reshape(draws, kinds).astype(np.float64)


def _alpha(
    metric: str, ratings: Ratings, kinds: _Kinds, weights: Floats | None, level: float, draws: int, seed: int
) -> Agreement:
    name = f"krippendorff_alpha_{metric}"
    blank = Agreement(name, None, kinds.n, ratings.n_raters, Missing.PAIRS, Interval.BOOTSTRAP, level=level)
    if kinds.n == 0:
        return blank.without(Undefined.NO_PAIRS)
    if metric == "ratio" and ratings.scale[0] < 0:
        return blank.without(Undefined.NEGATIVE_RATINGS)
    if len(kinds.scale) == 1:
        return blank.without(Undefined.ONE_CATEGORY)
    found = replace(blank, estimate=float(_alphas(metric, kinds, kinds.people[None, :])[0]))
    if kinds.n == 1:
        return found.without_interval(Undefined.ONE_PERSON)
    if weights is None:
        return found.without_interval(Undefined.NO_DRAWS_ASKED)
    return _bounded(found, _alphas(metric, kinds, weights), draws, seed)


def _bounded(found: Agreement, drawn: Floats, draws: int, seed: int) -> Agreement:
    """This will take standard error and percentile interval from the draws that are defined, if most of them are."""
    defined = drawn[~np.isnan(drawn)]
    found = replace(found, draws=draws, seed=seed)
    if len(defined) < max(2, draws / 2):
        return found.without_interval(Undefined.NO_DRAWS)
    tail = (1 - found.level) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return replace(found, se=float(defined.std(ddof=1)), low=float(low), high=float(high))


def _alphas(metric: str, kinds: _Kinds, weights: Floats) -> Floats:
    """This will compute alpha for every row of weights (B, U): (B,), NaN where only one category was drawn."""
    rows = max(1, _BLOCK // kinds.counts.size)
    blocks = [weights[start : start + rows] for start in range(0, len(weights), rows)]
    return np.concatenate([_alphas_of_block(metric, kinds, block) for block in blocks])


def _alphas_of_block(metric: str, kinds: _Kinds, weights: Floats) -> Floats:
    used = weights @ kinds.counts
    if metric == "ordinal":
        observed, expected = _ordinal(kinds, weights, used)
    else:
        apart = _apart(metric, kinds.scale)
        each = ((kinds.counts @ apart) * kinds.counts).sum(axis=1) / kinds.others
        observed, expected = weights @ each, ((used @ apart) * used).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        alphas = 1 - (used.sum(axis=1) - 1) * observed / expected
    return np.where(expected > 0, alphas, np.nan)


def _apart(metric: str, scale: Floats) -> Floats:
    """This will give δ² (q', q') of a metric that does not depend on how often categories are used."""
    if metric not in METRICS:
        raise CannotRate(f"Metrics are {', '.join(METRICS)}; there is none called {metric}.")
    one, other = scale[:, None], scale[None, :]
    if metric == "nominal":
        return np.asarray(one != other, dtype=np.float64)
    if metric == "interval":
        return np.asarray((one - other) ** 2, dtype=np.float64)
    total = one + other
    return np.asarray(((one - other) / np.where(total == 0, 1, total)) ** 2, dtype=np.float64)


def _ordinal(kinds: _Kinds, weights: Floats, used: Floats) -> tuple[Floats, Floats]:
    """This will give observed and expected disagreement (B,) on the mid-ranks of each draw.

    Σ_ck n_c n_k (M_c - M_k)² = 2 [(Σ n_c)(Σ n_c M_c²) - (Σ n_c M_c)²], for one kind as for all ratings.
    """
    ranks = used.cumsum(axis=1) - used / 2
    sums = ranks @ kinds.counts.T
    squares = ranks**2 @ (kinds.counts.T * (1 + 1 / kinds.others))
    observed = 2 * (weights * (squares - sums**2 / kinds.others)).sum(axis=1)
    expected = 2 * (used.sum(axis=1) * (used * ranks**2).sum(axis=1) - (used * ranks).sum(axis=1) ** 2)
    return observed, expected
