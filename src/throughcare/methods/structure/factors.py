"""How many factors items share beyond chance, and what they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from throughcare.methods.structure.consistency import Floats

_LEAST_UNIQUE = 0.005  # a share of variance that an item keeps for itself, so that no factor explains it wholly


@dataclass(frozen=True)
class Factors:
    """Exploratory factors of p items.

    eigenvalues  (p,)    of the correlations, the largest first
    by_chance    (p,)    what each would reach in 95 of 100 tables with the same answers and no relation between items
    loadings     (p, m)  correlation of each item with each of the m factors, rotated by varimax
    communalities (p,)   share of each item's variance that the factors explain
    """

    eigenvalues: Floats
    by_chance: Floats
    loadings: Floats
    communalities: Floats

    @property
    def number(self) -> int:
        """This will count the factors."""
        return int(self.loadings.shape[1])


def parallel_analysis(complete: Floats, *, draws: int = 200, seed: int = 1) -> tuple[Floats, Floats]:
    """This will compare eigenvalues (p,) of complete ratings (n, p) with the 95th percentile of shuffled columns.

    Horn 1965, Psychometrika 30: 179-185; shuffling instead of normal numbers keeps each item's own distribution
    (Buja & Eyuboglu 1992, Multivariate Behavioral Research 27: 509-540).
    """
    rng = np.random.default_rng(seed)
    shuffled = np.array([_eigenvalues(rng.permuted(complete, axis=0)) for _draw in range(draws)])
    return _eigenvalues(complete), np.asarray(np.quantile(shuffled, 0.95, axis=0), dtype=np.float64)


def minres(correlations: Floats, *, number: int) -> Floats:
    """This will give loadings (p, m) of `number` factors with the least squared residuals off the diagonal, unrotated.

    Uniquenesses u minimise Σ_{j>m} λ_j² / 2 over the eigenvalues of R - diag(u), whose slope is -Σ_{j>m} λ_j v_ij²;
    each factor's loadings add up to a positive number.
    Harman & Jones 1966, Psychometrika 31: 351-368; Jöreskog 1977, in Statistical Methods for Digital Computers 3.
    """

    def misfit(unique: Floats) -> tuple[float, Floats]:
        values, vectors = np.linalg.eigh(correlations - np.diag(unique))
        left, slopes = values[:-number], vectors[:, :-number] ** 2
        return float((left**2).sum() / 2), -(slopes @ left)

    first = 1 / np.diag(np.linalg.pinv(correlations))
    found = minimize(
        misfit,
        np.clip(first, _LEAST_UNIQUE, 1),
        jac=True,
        method="L-BFGS-B",
        bounds=[(_LEAST_UNIQUE, 1)] * len(correlations),
        options={"ftol": 1e-14, "gtol": 1e-9, "maxiter": 1000},
    )
    values, vectors = np.linalg.eigh(correlations - np.diag(found.x))
    loadings = vectors[:, ::-1][:, :number] * np.sqrt(np.maximum(values[::-1][:number], 0))
    return np.asarray(loadings * np.where(loadings.sum(axis=0) < 0, -1, 1), dtype=np.float64)


def varimax(loadings: Floats) -> Floats:
    """This will rotate loadings (p, m) so that each item loads on as few factors as can be.

    Kaiser 1958, Psychometrika 23: 187-200.
    """
    p, m = loadings.shape
    turned = np.eye(m)
    reached = 0.0
    for _turn in range(500):
        now = loadings @ turned
        left, sizes, right = np.linalg.svd(loadings.T @ (now**3 - now * (now**2).sum(axis=0) / p))
        turned = left @ right
        if sizes.sum() <= reached * (1 + 1e-10):
            break
        reached = float(sizes.sum())
    rotated = loadings @ turned
    return np.asarray(rotated * np.where(rotated.sum(axis=0) < 0, -1, 1), dtype=np.float64)


def exploratory(complete: Floats, *, draws: int, seed: int) -> Factors:
    """This will find as many factors as exceed chance in a row from the first, and rotate them."""
    eigenvalues, by_chance = parallel_analysis(complete, draws=draws, seed=seed)
    number = int(np.argmin(np.append(eigenvalues > by_chance, False)))
    if number == 0:
        nothing = np.zeros((len(eigenvalues), 0))
        return Factors(eigenvalues, by_chance, nothing, nothing.sum(axis=1))
    loadings = varimax(minres(_correlations(complete), number=number))
    return Factors(eigenvalues, by_chance, loadings, (loadings**2).sum(axis=1))


def _eigenvalues(complete: Floats) -> Floats:
    return np.asarray(np.linalg.eigvalsh(_correlations(complete))[::-1], dtype=np.float64)


def _correlations(complete: Floats) -> Floats:
    return np.asarray(np.corrcoef(complete, rowvar=False), dtype=np.float64)
