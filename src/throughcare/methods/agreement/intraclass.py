"""Intraclass correlations of Shrout and Fleiss: six forms, over the people whom every rater rated.

n people, k raters; mean squares MSR between people, MSC between raters, MSE residual, MSW within people. Each form is a
ratio of sums of mean squares, so its standard error follows by the delta method from var(MS) = 2 MS² / df
(Searle, Casella & McCulloch 1992, Variance Components, section 3.6); intervals come from F.

    icc_1_1  (MSR - MSW) / (MSR + (k-1) MSW)                        different raters for each person
    icc_2_1  (MSR - MSE) / (MSR + (k-1) MSE + k (MSC - MSE) / n)    the same raters, standing for others: absolute
    icc_3_1  (MSR - MSE) / (MSR + (k-1) MSE)                        these raters alone: consistency
    icc_1_k, icc_2_k, icc_3_k                                       the same for the mean of k raters

Shrout & Fleiss 1979, Psychological Bulletin 86: 420-428; McGraw & Wong 1996, Psychological Methods 1: 30-46 and 390.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, sqrt

import numpy as np
from scipy.special import fdtri

from throughcare.methods.agreement.ratings import CannotRate, Floats, Ratings
from throughcare.methods.agreement.result import Agreement, Interval, Missing, Undefined

FORMS = ("icc_1_1", "icc_2_1", "icc_3_1", "icc_1_k", "icc_2_k", "icc_3_k")
_ROUNDING = 1e-12  # a mean square smaller than this share of the largest is rounding noise

Bounds = tuple[float | None, float | None]  # both or neither
NO_BOUNDS: Bounds = (None, None)


def intraclass(ratings: Ratings, *, form: str, level: float = 0.95) -> Agreement:
    """This will compute one intraclass correlation with its interval; `form` is one of FORMS.

    Of ratings (n, k) only people whom every rater rated count. A pure number, 1 at most: the share of variance that lies
    between people, on the ratings' own numbers (an order is read as if its steps were equal).
    Shrout & Fleiss 1979, Psychological Bulletin 86: 420-428. Formulas by form: see the module.
    """
    if form not in FORMS:
        raise CannotRate(f"Forms are {', '.join(FORMS)}; there is none called {form}.")
    rated = ratings.complete
    n, k = rated.shape
    blank = Agreement(form, None, n, k, Missing.COMPLETE, Interval.F, level=level)
    if n < 2 or k < 2:
        return blank.without(Undefined.TOO_FEW_COMPLETE if k > 1 else Undefined.NO_PAIRS)
    squares = _MeanSquares.of(rated)
    ratio = _RATIOS[form](squares)
    if ratio.below <= _ROUNDING * max(ratio.sizes):
        return blank.without(Undefined.NO_DIFFERENCES)
    found = replace(blank, estimate=ratio.above / ratio.below, se=ratio.se)
    low, high = _bounds(form, squares, 0.5 + level / 2)
    return replace(found, undefined_because=Undefined.NO_END) if low is None else replace(found, low=low, high=high)


@dataclass(frozen=True)
class _MeanSquares:
    """Mean squares of a table of n people by k raters, in squared units of the scale."""

    n: int
    k: int
    people: float
    raters: float
    residual: float
    within: float

    @classmethod
    def of(cls, rated: Floats) -> _MeanSquares:
        n, k = rated.shape
        centred = rated - rated.mean()
        people, raters = centred.mean(axis=1), centred.mean(axis=0)
        left = centred - people[:, None] - raters[None, :]
        between, across, residual = k * _squared(people), n * _squared(raters), _squared(left)
        sizes = (
            between / (n - 1),
            across / (k - 1),
            residual / ((n - 1) * (k - 1)),
            (across + residual) / (n * (k - 1)),
        )
        noise = _ROUNDING * max(sizes)
        return cls(n, k, *(0.0 if size <= noise else size for size in sizes))


def _squared(deviations: Floats) -> float:
    """This will add up squares on one core: the library's own product would wake the others for so little."""
    return float(np.square(deviations).sum())


@dataclass(frozen=True)
class _Ratio:
    """Mean squares with their degrees of freedom, and what each counts above and below the line."""

    sizes: tuple[float, ...]
    degrees: tuple[int, ...]
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]

    @property
    def above(self) -> float:
        return sum(top * size for top, size in zip(self.tops, self.sizes, strict=True))

    @property
    def below(self) -> float:
        return sum(bottom * size for bottom, size in zip(self.bottoms, self.sizes, strict=True))

    @property
    def se(self) -> float:
        """√ Σ (∂ratio/∂MS)² 2 MS² / df"""
        ratio = self.above / self.below
        parts = zip(self.sizes, self.degrees, self.tops, self.bottoms, strict=True)
        slopes = (((top - ratio * bottom) * size) ** 2 * 2 / df for size, df, top, bottom in parts)
        return sqrt(sum(slopes)) / abs(self.below)


def _one_way(s: _MeanSquares, *, averaged: bool) -> _Ratio:
    degrees = (s.n - 1, s.n * (s.k - 1))
    return _Ratio((s.people, s.within), degrees, (1, -1), (1, 0 if averaged else s.k - 1))


def _absolute(s: _MeanSquares, *, averaged: bool) -> _Ratio:
    degrees = (s.n - 1, s.k - 1, (s.n - 1) * (s.k - 1))
    bottoms = (1, 1 / s.n, -1 / s.n) if averaged else (1, s.k / s.n, s.k - 1 - s.k / s.n)
    return _Ratio((s.people, s.raters, s.residual), degrees, (1, 0, -1), bottoms)


def _consistent(s: _MeanSquares, *, averaged: bool) -> _Ratio:
    degrees = (s.n - 1, (s.n - 1) * (s.k - 1))
    return _Ratio((s.people, s.residual), degrees, (1, -1), (1, 0 if averaged else s.k - 1))


_RATIOS = {
    "icc_1_1": lambda squares: _one_way(squares, averaged=False),
    "icc_2_1": lambda squares: _absolute(squares, averaged=False),
    "icc_3_1": lambda squares: _consistent(squares, averaged=False),
    "icc_1_k": lambda squares: _one_way(squares, averaged=True),
    "icc_2_k": lambda squares: _absolute(squares, averaged=True),
    "icc_3_k": lambda squares: _consistent(squares, averaged=True),
}


def _bounds(form: str, s: _MeanSquares, at: float) -> Bounds:
    if form.startswith("icc_2"):
        bounds = _absolute_bounds(s, at)
        return bounds if form == "icc_2_1" else _averaged(bounds, s.k)
    error, degrees = (s.within, s.n * (s.k - 1)) if form.startswith("icc_1") else (s.residual, (s.n - 1) * (s.k - 1))
    others = 0 if form.endswith("k") else s.k - 1
    lower, upper = float(fdtri(s.n - 1, degrees, at)), float(fdtri(degrees, s.n - 1, at))
    return (
        (s.people - lower * error) / (s.people + others * lower * error),
        (s.people * upper - error) / (s.people * upper + others * error),
    )


def _absolute_bounds(s: _MeanSquares, at: float) -> Bounds:
    """This will bound ICC(2,1) on Satterthwaite's degrees of freedom (Shrout & Fleiss 1979, p. 424)."""
    n, k = s.n, s.k
    ratio = _absolute(s, averaged=False)
    if s.raters == s.residual == 0 or ratio.below <= _ROUNDING * max(ratio.sizes):
        return (1.0, 1.0) if s.people else NO_BOUNDS
    r = ratio.above / ratio.below
    of_raters, of_residual = k * r * s.raters, (n * (1 + (k - 1) * r) - k * r) * s.residual
    below = (n - 1) * of_raters**2 + of_residual**2
    v = (k - 1) * (n - 1) * (of_raters + of_residual) ** 2 / below if below else 0
    error = k * s.raters + (k * n - k - n) * s.residual
    if v == 0 or error + s.people == 0:
        return NO_BOUNDS
    lower, upper = float(fdtri(n - 1, v, at)), float(fdtri(v, n - 1, at))
    if not (isfinite(lower) and isfinite(upper)):
        return NO_BOUNDS
    return (
        n * (s.people - lower * s.residual) / (lower * error + n * s.people),
        n * (upper * s.people - s.residual) / (error + n * upper * s.people),
    )


def _averaged(single: Bounds, k: int) -> Bounds:
    """This will step the bounds of one rating up to those of the mean of k (Spearman-Brown), where they have an end."""
    low, high = single
    if low is None or high is None or 1 + (k - 1) * low <= 0:
        return NO_BOUNDS
    return k * low / (1 + (k - 1) * low), k * high / (1 + (k - 1) * high)
