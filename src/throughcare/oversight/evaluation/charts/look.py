"""How every chart looks: sizes, ink, and the axes they share."""

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

import altair as alt

from throughcare.oversight.evaluation.charts.svg import FONTS
from throughcare.oversight.evaluation.pictures import Picture, Series

Shape = Literal["wide", "narrow"]
Chart = Any  # Altair's charts share no public type


class Style(TypedDict):
    """How one line differs from the others: in greyscale, dash and mark do the work."""

    color: str
    dash: list[int]
    mark: str
    size: int


INK, TEAL, GREY, PALE, PAPER = "#0b0c0c", "#10464c", "#505a5f", "#cecece", "#ffffff"
STYLES: tuple[Style, ...] = (
    {"color": TEAL, "dash": [1, 0], "mark": "circle", "size": 110},
    {"color": INK, "dash": [9, 5], "mark": "square", "size": 100},
    {"color": GREY, "dash": [2, 4], "mark": "triangle-up", "size": 130},
    {"color": TEAL, "dash": [12, 4, 2, 4], "mark": "diamond", "size": 130},
)
WIDTHS: dict[Shape, int] = {"wide": 760, "narrow": 345}
TYPE: dict[Shape, int] = {"wide": 16, "narrow": 14}
INSET = 14  # from the first and last mark to the edge of the plot


def finished(chart: Chart, *, padding: dict[str, float]) -> Chart:
    """This will give a chart our ground and fonts; its outer size is fixed, so that no font's measure moves it."""
    view = alt.ViewConfig(stroke=None)
    return chart.configure(background=PAPER, font=FONTS, view=view, autosize="none", padding=padding)


def rows(picture: Picture, one: Series) -> alt.Data:
    """This will give the points of a series, each with the stretch of line it belongs to."""
    points = picture.stretches(one)
    return alt.Data(values=[{"year": year, "figure": figure, "stretch": stretch} for year, figure, stretch in points])


def years_axis(picture: Picture, *, named: Sequence[int], width: float, size: int) -> alt.X:
    """This will give the axis of years, with room for the first and last mark."""
    first, last = picture.years[0], picture.years[-1]
    inset = INSET * (last - first) / (width - 2 * INSET)
    axis = alt.Axis(
        values=list(named),
        format="d",
        title=None,
        grid=False,
        labelColor=INK,
        labelFontSize=size,
        labelPadding=6,
        tickColor=GREY,
        domainColor=GREY,
        labelOverlap=False,
        labelFlush=False,
    )
    return alt.X("year:Q", scale=alt.Scale(domain=[first - inset, last + inset], nice=False), axis=axis)


def figures_axis(values: Sequence[int], *, size: int) -> alt.Y:
    """This will give the axis of figures, which starts at 0."""
    axis = alt.Axis(
        values=list(values),
        format=",d",
        title=None,
        gridColor=PALE,
        labelColor=INK,
        labelFontSize=size,
        labelPadding=8,
        domain=False,
        ticks=False,
    )
    return alt.Y("figure:Q", scale=alt.Scale(domain=[0, values[-1]], nice=False), axis=axis)


def line(picture: Picture, one: Series, style: Style, *, x: alt.X, y: alt.Y) -> list[Chart]:
    """This will draw one series: stretches of line, and a mark for each figure."""
    base = alt.Chart(rows(picture, one)).encode(x=x, y=y)
    return [
        base.mark_line(color=style["color"], strokeDash=style["dash"], strokeWidth=3).encode(detail="stretch:N"),
        base.mark_point(
            shape=style["mark"],
            size=style["size"],
            filled=True,
            fill=style["color"],
            stroke=PAPER,
            strokeWidth=1.5,
            opacity=1,
        ),
    ]


def break_rules(picture: Picture, *, x: alt.X) -> list[Chart]:
    """This will draw an upright dotted line at each method break."""
    places = [{"year": first - 0.5} for first in picture.breaks_shown()]
    if not places:
        return []
    return [alt.Chart(alt.Data(values=places)).mark_rule(color=GREY, strokeDash=[2, 3], strokeWidth=1.5).encode(x=x)]
