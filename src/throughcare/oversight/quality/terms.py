"""What a site's definitions say of agreement: from how many, below what, by when, and how a value is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from throughcare.kernel.definitions import all_of, load

if TYPE_CHECKING:
    from throughcare.methods.agreement import Bands


@dataclass(frozen=True)
class Floor:
    """Below what an item is worth training on, by which statistic."""

    statistic: str
    below: float


@dataclass(frozen=True)
class Terms:
    """What a report needs before it is shown."""

    fewest_people: int
    fewest_assessors: int
    fewest_periods: int
    floors: Mapping[str, Floor]
    working_days: Mapping[str, int]
    source: str
    verify: bool

    def floor(self, metric: str) -> Floor:
        """This will give the floor of a scale: that of its metric, or of plain categories."""
        return self.floors["nominal" if metric == "nominal" else "ordinal"]


def terms() -> Terms:
    """This will read what a report needs, as this site holds it."""
    data = load("quality", "agreement").data
    floors = {metric: Floor(**row) for metric, row in data["floor"].items()}
    fewest = {name: int(data[name]) for name in ("fewest_people", "fewest_assessors", "fewest_periods")}
    return Terms(
        **fewest, floors=floors, working_days=data["working_days"], source=data["source"], verify=data["verify"]
    )


def bands() -> dict[str, Bands]:
    """This will give for each statistic the published table by which its interval is read."""
    from throughcare.methods.agreement import Bands  # numpy, which a site without reports does not have

    return {name: Bands.of(one.title, one.data) for one in all_of("agreement_bands") for name in one.data["shown_for"]}


def paradox() -> Mapping[str, float]:
    """This will say from what agreement, below what kappa, a reader must be told how the two come about."""
    return next(one.data["paradox"] for one in all_of("agreement_bands") if "paradox" in one.data)
