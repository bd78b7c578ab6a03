"""Cohen's kappa of two raters, plain and weighted."""

from __future__ import annotations

from math import sqrt

import numpy as np

from throughcare.methods.agreement.ratings import Floats, Ratings
from throughcare.methods.agreement.result import Agreement, Interval, Missing, Undefined
from throughcare.methods.agreement.weights import agreement_weights

NAMES = {
    "identity": "cohen_kappa",
    "linear": "weighted_kappa_linear",
    "quadratic": "weighted_kappa_quadratic",
}


def cohen_kappa(ratings: Ratings, *, weights: str = "identity", level: float = 0.95) -> Agreement:
    """This will compute Cohen's kappa of two raters over the people whom both rated.

    kappa = (po - pe) / (1 - pe), po = Σ w_ij p_ij, pe = Σ w_ij p_i. p_.j over the q x q table of proportions p.
    Standard error of Fleiss, Cohen and Everitt, with m_i = Σ_j w_ij p_.j, m_j = Σ_i w_ij p_i. and n people:
    se² = {Σ p_ij [w_ij - (m_i + m_j)(1 - kappa)]² - [kappa - pe (1 - kappa)]²} / (n (1 - pe)²); normal interval.

    Cohen 1960, Educational and Psychological Measurement 20: 37-46; Cohen 1968, Psychological Bulletin 70: 213-220;
    Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72: 323-327.
    """
    blank = Agreement(NAMES[weights], None, 0, ratings.n_raters, Missing.COMPLETE, Interval.LARGE_SAMPLE, level=level)
    if ratings.n_raters > 2:
        return blank.without(Undefined.TWO_RATERS_ONLY)
    table = _table(ratings)
    n = int(table.sum())
    if n == 0:
        return blank.without(Undefined.NO_PAIRS)
    if np.count_nonzero(table.sum(axis=0) + table.sum(axis=1)) == 1:
        return _counted(blank, n, None).without(Undefined.ONE_CATEGORY)
    kappa, se = _kappa(table / n, agreement_weights(ratings.scale, weights), n)
    found = _counted(blank, n, kappa)
    return found.normal(se) if n > 1 else found.without_interval(Undefined.ONE_PERSON)


def _counted(blank: Agreement, n: int, kappa: float | None) -> Agreement:
    return Agreement(blank.statistic, kappa, n, blank.n_raters, blank.missing, blank.interval, level=blank.level)


def _table(ratings: Ratings) -> Floats:
    """This will count pairs of categories (q, q): the first rater's by row, the second's by column."""
    if ratings.n_raters < 2:
        return np.zeros((1, 1))
    width = ratings.n_categories + 1
    pairs = ratings.codes[:, 0] * width + ratings.codes[:, 1]
    return np.bincount(pairs, minlength=width * width).reshape(width, width)[:-1, :-1].astype(np.float64)


def _kappa(p: Floats, w: Floats, n: int) -> tuple[float, float]:
    first, second = p.sum(axis=1), p.sum(axis=0)
    of_first, of_second = w @ second, w @ first
    po, pe = float((w * p).sum()), float(first @ of_first)
    kappa = (po - pe) / (1 - pe)
    spread = (p * (w - (of_first[:, None] + of_second[None, :]) * (1 - kappa)) ** 2).sum()
    variance = float(spread - (kappa - pe * (1 - kappa)) ** 2) / (n * (1 - pe) ** 2)
    return kappa, sqrt(max(variance, 0.0))
