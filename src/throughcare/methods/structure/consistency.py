"""Cronbach's alpha of items, with Feldt's interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

Floats: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Consistency:
    """Cronbach's alpha (a pure number, 1 at most) with its interval, of `n_people` who have every item."""

    alpha: float
    low: float
    high: float
    n_people: int
    n_items: int
    level: float = 0.95


def cronbach(complete: Floats, *, level: float = 0.95) -> Consistency | None:
    """This will compute alpha of complete ratings (n, p); None where the people do not differ at all.

    alpha = p / (p - 1) (1 - Σ var(item) / var(sum of items)); (1 - true alpha) / (1 - alpha) follows F with
    n - 1 and (n - 1)(p - 1) degrees of freedom. The sum exists inside this formula only and is kept for nobody.
    Cronbach 1951, Psychometrika 16: 297-334; Feldt 1965, Psychometrika 30: 357-370.
    """
    n, p = complete.shape
    of_sum = float(complete.sum(axis=1).var(ddof=1))
    if of_sum == 0:
        return None
    alpha = p / (p - 1) * (1 - float(complete.var(axis=0, ddof=1).sum()) / of_sum)
    upper, lower = (float(fdtri(n - 1, (n - 1) * (p - 1), at)) for at in (0.5 + level / 2, 0.5 - level / 2))
    return Consistency(alpha, 1 - (1 - alpha) * upper, 1 - (1 - alpha) * lower, n, p, level)
