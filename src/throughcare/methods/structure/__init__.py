"""How the items of an instrument hang together in a programme, never in a person: numpy and scipy, nothing else.

    from throughcare.methods.structure import structure

    found = structure(values, scale=[0, 1, 2])      # values: a row a person, a column an item, NaN is missing
    found.refused_because or (found.items, found.consistency, found.factors)

Below 100 people with every item rated, or five an item, everything is refused with the reason: what such numbers show
is mostly chance (Gorsuch 1983, Factor Analysis, 2nd edition, chapter 15).
"""

from throughcare.methods.structure.consistency import Consistency, cronbach
from throughcare.methods.structure.factors import Factors, minres, parallel_analysis, varimax
from throughcare.methods.structure.whole import FEWEST_PEOPLE, PEOPLE_AN_ITEM, ItemUse, Refused, Structure, structure

__all__ = [
    "FEWEST_PEOPLE",
    "PEOPLE_AN_ITEM",
    "Consistency",
    "Factors",
    "ItemUse",
    "Refused",
    "Structure",
    "cronbach",
    "minres",
    "parallel_analysis",
    "structure",
    "varimax",
]
