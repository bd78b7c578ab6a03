"""Whether agreement changes from study to study: points with their intervals, and a line from the third on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDE, HIGH = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 12, 200


@dataclass(frozen=True)
class Period:
    """One study: its period, how many people were rated twice, and agreement over all items with its interval."""

    since: date
    until: date
    people: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Point:
    """Where a study is drawn."""

    x: float
    y: float
    low: float
    high: float
    label: str


@dataclass(frozen=True)
class Chart:
    """A drawing of periods: points with intervals, marks of the axis, and the floor. `path` is empty for two points."""

    points: tuple[Point, ...]
    ticks: tuple[tuple[float, str], ...]
    floor: float
    path: str


def chart(periods: Sequence[Period], *, labels: Sequence[str], floor: float, fewest: int) -> Chart:
    """This will place each period by its last day; no line joins fewer periods than `fewest`, for two are no trend."""
    days = [one.until.toordinal() for one in periods]
    first, last = min(days), max(days)
    points = tuple(
        Point(_across(day, first, last), _up(one.value), _up(one.low), _up(one.high), label)
        for one, day, label in zip(periods, days, labels, strict=True)
    )
    joined = " ".join(f"{'M' if not place else 'L'}{one.x:.1f} {one.y:.1f}" for place, one in enumerate(points))
    ticks = tuple((_up(value / 5), f"{value / 5:.1f}") for value in range(6))
    return Chart(points, ticks, _up(floor), joined if len(points) >= fewest else "")


def _across(day: int, first: int, last: int) -> float:
    inner = WIDE - LEFT - RIGHT - 80
    return LEFT + 40 + (inner * (day - first) / (last - first) if last > first else inner / 2)


def _up(value: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * min(1.0, max(0.0, value))
