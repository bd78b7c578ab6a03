"""Many series as small panels, one each, all on the same axis, so that nobody has to tell nine lines apart.

The panels are one drawing with places reckoned here: nested charts take ten times as long and move with the font.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt

from throughcare.frame.lettering import text_width, wrapped
from throughcare.oversight.evaluation.charts.look import (
    GREY,
    INK,
    INSET,
    PALE,
    PAPER,
    TEAL,
    TYPE,
    WIDTHS,
    Chart,
    Shape,
    finished,
)
from throughcare.oversight.evaluation.pictures import Picture, Series
from throughcare.oversight.evaluation.scales import steps

ABREAST: dict[Shape, int] = {"wide": 3, "narrow": 2}
HEIGHTS: dict[Shape, int] = {"wide": 90, "narrow": 80}
GAPS: dict[Shape, int] = {"wide": 30, "narrow": 18}
LEADING = 1.2

Row = dict[str, Any]


@dataclass(frozen=True)
class Grid:
    """Where each panel stands, in pixels of the whole drawing."""

    picture: Picture
    shape: Shape

    @property
    def size(self) -> int:
        """This will give the type size."""
        return TYPE[self.shape]

    @property
    def values(self) -> list[int]:
        """This will give the figures of the shared axis."""
        return steps(self.picture.highest, at_most=2)

    @property
    def labels(self) -> float:
        """This will give the room left of the first column for the axis."""
        return text_width(f"{self.values[-1]:,}", size=self.size) + 8

    @property
    def width(self) -> float:
        """This will give the width of a panel."""
        abreast, overhang = ABREAST[self.shape], self.size / 2
        return (WIDTHS[self.shape] - self.labels - overhang - GAPS[self.shape] * (abreast - 1)) / abreast

    @cached_property
    def heads(self) -> list[list[str]]:
        """This will give each panel's label in lines."""
        room = self.width + GAPS[self.shape] / 2
        return [wrapped(one.label, width=room, size=self.size) for one in self.picture.series]

    @cached_property
    def bottoms(self) -> list[float]:
        """This will give the zero line of each line of panels, with room over it for the longest label of that line."""
        found, abreast, under = [], ABREAST[self.shape], 0.0
        for start in range(0, len(self.heads), abreast):
            label = max(map(len, self.heads[start : start + abreast])) * self.size * LEADING
            found.append(under + label + self.size * 1.7 + HEIGHTS[self.shape])
            under = found[-1] + self.size * 2.6
        return found

    @property
    def height(self) -> float:
        """This will give the height of the whole drawing."""
        return self.bottoms[-1] + self.size * 1.8

    def left(self, at: int) -> float:
        """This will give the left edge of a plot."""
        return self.labels + at % ABREAST[self.shape] * (self.width + GAPS[self.shape])

    def bottom(self, at: int) -> float:
        """This will give the zero line of a plot."""
        return self.bottoms[at // ABREAST[self.shape]]

    def x(self, at: int, year: float) -> float:
        """This will give the place of a year in a plot."""
        first, last = self.picture.years[0], self.picture.years[-1]
        return self.left(at) + INSET + (year - first) / (last - first) * (self.width - 2 * INSET)

    def y(self, at: int, figure: float) -> float:
        """This will give the place of a figure in a plot."""
        return self.bottom(at) - figure / self.values[-1] * HEIGHTS[self.shape]


def panels(picture: Picture, shape: Shape) -> Chart:
    """This will draw each series in a panel of its own, with its last figure."""
    grid, series = Grid(picture, shape), list(enumerate(picture.series))
    points = _layer(row for at, one in series for row in _points(grid, at, one))
    layers = [
        _layer(row for at, _one in series for row in _rules(grid, at))
        .mark_rule(strokeWidth=1)
        .encode(x2="x2:Q", y2="y2:Q", color=alt.Color("ink:N", scale=None)),
        *_breaks(grid),
        points.mark_line(color=TEAL, strokeWidth=2.5).encode(detail="stretch:N"),
        points.mark_point(size=80, filled=True, fill=TEAL, stroke=PAPER, strokeWidth=1.5, opacity=1),
        *_texts(grid, [row for at, one in series for row in _words(grid, at, one)]),
    ]
    x = alt.X("x:Q", scale=_pixels(WIDTHS[shape]), axis=None)
    y = alt.Y("y:Q", scale=_pixels(grid.height), axis=None)
    placed = alt.layer(*(layer.encode(x=x, y=y) for layer in layers))
    chart = placed.properties(width=WIDTHS[shape], height=grid.height)
    return finished(chart, padding={"left": 0, "top": 0, "right": 0, "bottom": 0})


def _layer(rows: Iterable[Row]) -> alt.Chart:
    return alt.Chart(alt.Data(values=list(rows)))


def _pixels(length: float) -> alt.Scale:
    return alt.Scale(domain=[0, length], range=[0, length], nice=False, zero=False)


def _points(grid: Grid, at: int, one: Series) -> list[Row]:
    return [
        {"x": grid.x(at, year), "y": grid.y(at, figure), "stretch": f"{at}-{stretch}"}
        for year, figure, stretch in grid.picture.stretches(one)
    ]


def _rules(grid: Grid, at: int) -> list[Row]:
    left, right = grid.left(at), grid.left(at) + grid.width
    lines = [(grid.y(at, value), GREY if value == 0 else PALE) for value in grid.values]
    return [{"x": left, "x2": right, "y": y, "y2": y, "ink": ink} for y, ink in lines]


def _breaks(grid: Grid) -> list[Chart]:
    rows = [
        {"x": grid.x(at, first - 0.5), "y": grid.y(at, grid.values[-1]), "y2": grid.bottom(at)}
        for at in range(len(grid.picture.series))
        for first in grid.picture.breaks_shown()
    ]
    dotted = _layer(rows).mark_rule(color=GREY, strokeDash=[2, 3], strokeWidth=1.5).encode(y2="y2:Q")
    return [dotted] if rows else []


def _words(grid: Grid, at: int, one: Series) -> list[Row]:
    """The label over the panel, the ends of the years' axis, the last figure, and in the first column the axis."""
    size, head, years = grid.size, grid.heads[at], grid.picture.years
    top = grid.y(at, grid.values[-1])
    start = top - size * 1.7 - (len(head) - 1) * size * LEADING
    words = [{"x": grid.left(at), "y": start, "text": head, "align": "left", "weight": "bold"}]
    under = grid.bottom(at) + size * 1.3
    for year in sorted({years[0], years[-1]}):
        words.append({"x": grid.x(at, year), "y": under, "text": [str(year)], "align": "center", "weight": "normal"})
    if one.last:
        x, y = grid.x(at, years[one.last[0]]), grid.y(at, one.last[1])
        words.append({"x": x + 7, "y": y - 9, "text": [f"{one.last[1]:,}"], "align": "right", "weight": "bold"})
    for value in grid.values if at % ABREAST[grid.shape] == 0 else []:
        y, figure = grid.y(at, value) + size * 0.35, f"{value:,}"
        words.append({"x": grid.left(at) - 8, "y": y, "text": [figure], "align": "right", "weight": "normal"})
    return words


def _texts(grid: Grid, words: list[Row]) -> list[Chart]:
    """One layer for each way a text is set, because alignment and weight belong to the mark."""
    layers: list[Chart] = []
    for align, weight in sorted({(word["align"], word["weight"]) for word in words}):
        layer = _layer(word for word in words if (word["align"], word["weight"]) == (align, weight))
        style = {
            "align": align,
            "fontWeight": weight,
            "fontSize": grid.size,
            "baseline": "alphabetic",
            "lineHeight": grid.size * LEADING,
        }
        halo = layer.mark_text(**style, color=PAPER, stroke=PAPER, strokeWidth=5, strokeJoin="round")
        layers += [chart.encode(text="text:N") for chart in (halo, layer.mark_text(**style, color=INK))]
    return layers
