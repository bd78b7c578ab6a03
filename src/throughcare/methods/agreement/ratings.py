"""Ratings of people by raters on a scale that is known as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Codes: TypeAlias = NDArray[np.intp]


class CannotRate(ValueError):
    """What was given are no ratings on a scale; the text says why."""


class OffTheScale(CannotRate):
    """A rating is no category of the scale: `row` and `column` count from 0."""

    def __init__(self, *, row: int, column: int, value: float) -> None:
        self.row, self.column, self.value = row, column, value
        super().__init__(f"Row {row + 1}, column {column + 1} holds {value:g}, which is not on the scale.")


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings, checked against their scale. Made by `Ratings.of`.

    values  (n, r)  the rating of person i by rater j in units of the scale, NaN where it is missing
    scale   (q,)    every category there is, ascending, used or not
    codes   (n, r)  the place of each rating on the scale, 0 … q - 1, and q where it is missing
    """

    values: Floats
    scale: Floats
    codes: Codes

    @classmethod
    def of(cls, values: ArrayLike, scale: ArrayLike) -> Ratings:
        """This will check ratings (n, r) against every category of their scale (q,); CannotRate says what is wrong."""
        rated, categories = np.asarray(values, dtype=np.float64), _categories(scale)
        if rated.ndim != 2:
            raise CannotRate("Ratings are a table: a row for each person rated, a column for each rater.")
        return cls(rated, categories, _codes(rated, categories))

    @property
    def n_raters(self) -> int:
        """This will count the raters, r: every column, whether or not it holds a rating."""
        return int(self.values.shape[1])

    @property
    def n_categories(self) -> int:
        """This will count the categories of the scale, q."""
        return len(self.scale)

    @cached_property
    def counts(self) -> Floats:
        """This will count for each person how many raters chose each category: (n, q)."""
        n, width = len(self.codes), self.n_categories + 1
        places = self.codes + (np.arange(n) * width)[:, None]
        counted = np.bincount(places.ravel(), minlength=n * width).reshape(n, width)
        return counted[:, :-1].astype(np.float64)

    @cached_property
    def n_ratings(self) -> Floats:
        """This will count the ratings of each person: (n,)."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.float64)

    @cached_property
    def complete(self) -> Floats:
        """This will keep the people whom every rater rated: (at most n, r)."""
        return self.values[~np.isnan(self.values).any(axis=1)]


def _categories(scale: ArrayLike) -> Floats:
    categories = np.unique(np.asarray(scale, dtype=np.float64))
    if categories.size != np.asarray(scale).size:
        raise CannotRate("A scale names each category once.")
    if categories.size < 2 or not np.isfinite(categories).all():
        raise CannotRate("A scale has two categories or more, each a number.")
    return categories


def _codes(values: Floats, scale: Floats) -> Codes:
    codes = np.searchsorted(scale, values)
    beside = np.append(scale, np.nan)[codes] != values
    if not beside.any():
        return codes
    strays = np.argwhere(beside & ~np.isnan(values))
    if len(strays):
        row, column = strays[0]
        raise OffTheScale(row=int(row), column=int(column), value=float(values[row, column]))
    return codes
