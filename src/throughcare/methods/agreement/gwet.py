"""Percent agreement, Fleiss' kappa and Gwet's AC1 and AC2: any number of raters, any ratings missing.

One frame holds them all (Gwet 2021, Handbook of Inter-Rater Reliability, 5th edition, chapters 3 to 5). For person i
with r_i ratings, r_ik of them in category k, weights w and smoothed counts r*_ik = Σ_l w_kl r_il:

    pa_i = Σ_k r_ik (r*_ik - 1) / (r_i (r_i - 1))     for the n2 people with two ratings or more, pa their mean
    π_k  = mean over the n people with a rating of r_ik / r_i
    coefficient = (pa - pe) / (1 - pe), pe being what chance alone would give

and the linearised variance is Σ (k*_i - k)² / (n (n - 1)), with k_i = (n / n2)(pa_i - pe) / (1 - pe), or 0 for people
with one rating, and k*_i = k_i - 2 (1 - k)(pe_i - pe) / (1 - pe). Interval: Student's t on n - 1, kept at 1 or below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from throughcare.methods.agreement.ratings import Floats, Ratings
from throughcare.methods.agreement.result import Agreement, Interval, Missing, Undefined
from throughcare.methods.agreement.weights import agreement_weights

NAMES = {"identity": "gwet_ac1", "linear": "gwet_ac2_linear", "quadratic": "gwet_ac2_quadratic"}


def percent_agreement(ratings: Ratings, *, level: float = 0.95) -> Agreement:
    """This will compute how often two ratings of the same person are the same, as a share from 0 to 1.

    The mean of pa_i over the n2 people with two ratings or more; standard error sd(pa_i) / √n2, Student's t.
    """
    observed = _observed(ratings, np.eye(ratings.n_categories))
    n = len(observed.agreed)
    blank = Agreement("percent_agreement", None, n, ratings.n_raters, Missing.PAIRS, Interval.LINEARISED, level=level)
    if n == 0:
        return blank.without(Undefined.NO_PAIRS)
    found = replace(blank, estimate=observed.pa)
    if n == 1:
        return found.without_interval(Undefined.ONE_PERSON)
    bounded = found.student(sqrt(float(observed.agreed.var(ddof=1)) / n), n - 1)
    return replace(bounded, low=max(0.0, bounded.low or 0.0))


def fleiss_kappa(ratings: Ratings, *, level: float = 0.95) -> Agreement:
    """This will compute Fleiss' kappa, in Gwet's form that takes people with any number of ratings.

    pe = Σ π_k², pe_i = Σ_k (r_ik / r_i) π_k. With as many ratings of everybody it is Fleiss' own.
    Fleiss 1971, Psychological Bulletin 76: 378-382.
    """
    observed = _observed(ratings, np.eye(ratings.n_categories))
    return _corrected("fleiss_kappa", ratings, observed, chance=observed.shares @ observed.prevalence, level=level)


def gwet_ac(ratings: Ratings, *, weights: str = "identity", level: float = 0.95) -> Agreement:
    """This will compute Gwet's AC1 (identity weights) or AC2 (linear, quadratic) on the whole scale of q categories.

    pe = T / (q (q - 1)) Σ π_k (1 - π_k), pe_i = T / (q (q - 1)) Σ_k (r_ik / r_i)(1 - π_k), T = Σ w_kl (q for AC1).
    Gwet 2008, British Journal of Mathematical and Statistical Psychology 61: 29-48.
    """
    w = agreement_weights(ratings.scale, weights)
    observed = _observed(ratings, w)
    q = ratings.n_categories
    chance = w.sum() / (q * (q - 1)) * (observed.shares @ (1 - observed.prevalence))
    return _corrected(NAMES[weights], ratings, observed, chance=chance, level=level)


def fleiss_z(ratings: Ratings) -> float | None:
    """This will compute Fleiss' kappa over its standard error if raters guessed; None unless all have m ≥ 2 ratings.

    se0² = 2 [(Σ p_j q_j)² - Σ p_j q_j (q_j - p_j)] / ((Σ p_j q_j)² n m (m - 1)), q_j = 1 - p_j.
    Fleiss, Nee & Landis 1979, Psychological Bulletin 86: 974-977.
    """
    kappa, each = fleiss_kappa(ratings).estimate, ratings.n_ratings
    if kappa is None or each.min() != each.max():
        return None
    n, m = len(each), float(each[0])
    p = ratings.counts.sum(axis=0) / (n * m)
    pq = p * (1 - p)
    squared = 2 * (pq.sum() ** 2 - (pq * (1 - 2 * p)).sum()) / (pq.sum() ** 2 * n * m * (m - 1))
    return kappa / sqrt(float(squared))


@dataclass(frozen=True)
class _Observed:
    """agreed (n2,): pa_i. paired (n,): who has two ratings. shares (n, q): r_ik / r_i. prevalence (q,): π."""

    agreed: Floats
    paired: np.ndarray
    shares: Floats
    prevalence: Floats

    @property
    def pa(self) -> float:
        return float(self.agreed.mean())


def _observed(ratings: Ratings, w: Floats) -> _Observed:
    rated = ratings.n_ratings > 0
    counts, each = (
        (ratings.counts, ratings.n_ratings) if rated.all() else (ratings.counts[rated], ratings.n_ratings[rated])
    )
    paired = each > 1
    pairs = (counts * (counts @ w - 1)).sum(axis=1)[paired]
    of_paired = each[paired]
    shares = counts / each[:, None]
    prevalence = shares.mean(axis=0) if len(shares) else np.zeros(ratings.n_categories)
    return _Observed(pairs / (of_paired * (of_paired - 1)), paired, shares, prevalence)


def _corrected(name: str, ratings: Ratings, observed: _Observed, *, chance: Floats, level: float) -> Agreement:
    """This will correct for chance, whose share for each person is `chance` (n,) and its mean pe."""
    n = len(chance)
    blank = Agreement(name, None, n, ratings.n_raters, Missing.PAIRS_AND_CHANCE, Interval.LINEARISED, level=level)
    if len(observed.agreed) == 0:
        return blank.without(Undefined.NO_PAIRS)
    pe = float(chance.mean())
    if pe >= 1:
        return blank.without(Undefined.ONE_CATEGORY)
    estimate = (observed.pa - pe) / (1 - pe)
    found = replace(blank, estimate=estimate)
    if n == 1:
        return found.without_interval(Undefined.ONE_PERSON)
    each = np.zeros(n)
    each[observed.paired] = n / len(observed.agreed) * (observed.agreed - pe) / (1 - pe)
    each -= 2 * (1 - estimate) * (chance - pe) / (1 - pe)
    return found.student(sqrt(float(((each - estimate) ** 2).sum()) / (n * (n - 1))), n - 1)
