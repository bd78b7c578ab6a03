"""In which band of a published table an interval lies: the interval, not the estimate alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Band:
    """One band, by where it begins; the beginning belongs to it, or to the band below (`above`)."""

    code: str
    label: str
    begins: float
    begins_above: bool

    def reached_by(self, value: float) -> bool:
        """This will say whether a value lies in this band or higher."""
        return value > self.begins if self.begins_above else value >= self.begins


@dataclass(frozen=True)
class Bands:
    """The bands of one published table, from the lowest up, and for which statistics it was made."""

    name: str
    statistics: tuple[str, ...]
    bands: tuple[Band, ...]

    @classmethod
    def of(cls, name: str, data: Mapping[str, Any]) -> Bands:
        """This will read bands from a definition: the first has no beginning, each other one has `from` or `above`."""
        bands = tuple(
            Band(
                each["code"],
                each["label"],
                float(each.get("from", each.get("above", "-inf"))),
                "above" in each,
            )
            for each in data["bands"]
        )
        return cls(name, tuple(data["statistics"]), bands)

    def band(self, value: float) -> Band:
        """This will find the band of one value."""
        return [band for band in self.bands if band.begins == float("-inf") or band.reached_by(value)][-1]

    def covered(self, low: float | None, high: float | None) -> Sequence[Band]:
        """This will list every band that an interval touches, from the lowest; none where there is no interval."""
        if low is None or high is None:
            return ()
        first, last = (self.bands.index(self.band(value)) for value in (low, high))
        return self.bands[first : last + 1]
