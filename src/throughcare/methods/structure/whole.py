"""The structure of an instrument as one programme uses it, or the reason why it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from throughcare.methods.structure.consistency import Consistency, Floats, cronbach
from throughcare.methods.structure.factors import Factors, exploratory

FEWEST_PEOPLE, PEOPLE_AN_ITEM = 100, 5


class Refused(StrEnum):
    """Why nothing is told."""

    TOO_FEW_PEOPLE = "Fewer than 100 people have every item rated: what would show is mostly chance."
    TOO_FEW_AN_ITEM = (
        "There are fewer than five people an item with every item rated: what would show is mostly chance."
    )
    TOO_FEW_ITEMS = "Structure needs three items or more."
    CONSTANT_ITEM = "An item has the same rating for everybody, so that it relates to no other."


@dataclass(frozen=True)
class ItemUse:
    """How one item was rated: how often each category of the whole scale (q,), and for how many it is missing."""

    counts: tuple[int, ...]
    missing: int


@dataclass(frozen=True)
class Structure:
    """What is told of n_people by n_items, of whom n_complete have every item; nothing but the reason where refused."""

    n_people: int
    n_items: int
    n_complete: int
    refused_because: Refused | None = None
    items: tuple[ItemUse, ...] = ()
    consistency: Consistency | None = None
    factors: Factors | None = None


def structure(values: ArrayLike, *, scale: ArrayLike, draws: int = 200, seed: int = 1) -> Structure:
    """This will tell how items (n, p) are used, hang together and which factors they share, or why it is refused."""
    rated = np.asarray(values, dtype=np.float64)
    complete = rated[~np.isnan(rated).any(axis=1)]
    found = Structure(rated.shape[0], rated.shape[1], len(complete), _refusal(complete))
    if found.refused_because:
        return found
    return replace(
        found,
        items=tuple(_use(item, np.asarray(scale, dtype=np.float64)) for item in rated.T),
        consistency=cronbach(complete),
        factors=exploratory(complete, draws=draws, seed=seed),
    )


def _refusal(complete: Floats) -> Refused | None:
    n, p = complete.shape
    if p < 3:
        return Refused.TOO_FEW_ITEMS
    if n < FEWEST_PEOPLE:
        return Refused.TOO_FEW_PEOPLE
    if n < PEOPLE_AN_ITEM * p:
        return Refused.TOO_FEW_AN_ITEM
    return Refused.CONSTANT_ITEM if (np.ptp(complete, axis=0) == 0).any() else None


def _use(item: Floats, scale: Floats) -> ItemUse:
    return ItemUse(tuple(int((item == category).sum()) for category in scale), int(np.isnan(item).sum()))
