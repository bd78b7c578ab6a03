"""Up to four series as lines on one axis, each named where it ends."""

import altair as alt

from throughcare.frame.lettering import text_width, wrapped
from throughcare.oversight.evaluation.charts.look import (
    GREY,
    INSET,
    STYLES,
    TYPE,
    WIDTHS,
    Chart,
    Shape,
    break_rules,
    figures_axis,
    finished,
    line,
    years_axis,
)
from throughcare.oversight.evaluation.pictures import Picture
from throughcare.oversight.evaluation.scales import apart, every_nth, steps

HEIGHTS: dict[Shape, int] = {"wide": 300, "narrow": 230}
LEADING = 1.2
NARROW_LABEL = 90


def lines(picture: Picture, shape: Shape) -> Chart:
    """This will draw each series as a line with its label and last figure at its end."""
    size, height, values = TYPE[shape], HEIGHTS[shape], steps(picture.highest)
    ends = _ends(picture, shape)
    notice = wrapped(picture.break_label, width=WIDTHS[shape], size=size) if picture.breaks_shown() else []
    padding = {
        "left": text_width(f"{values[-1]:,}", size=size) + 12,
        "right": max((text_width(text, size=size) for texts in ends.values() for text in texts), default=0) + 2,
        "top": size * LEADING * len(notice) + size * 0.8,
        "bottom": size * 2.0,
    }
    width = WIDTHS[shape] - padding["left"] - padding["right"]
    x = years_axis(picture, named=every_nth(picture.years, width=width, size=size), width=width, size=size)
    y = figures_axis(values, size=size)
    layers = break_rules(picture, x=x)
    for at, one in enumerate(picture.series):
        layers += line(picture, one, STYLES[at], x=x, y=y)
    layers += _end_texts(picture, ends, x=x, y=y, height=height, size=size)
    layers += _notice(picture, notice, x=x, padding=padding, width=width, size=size)
    return finished(alt.layer(*layers).properties(width=width, height=height), padding=padding)


def _ends(picture: Picture, shape: Shape) -> dict[int, list[str]]:
    """On a phone the last figure stands under its label, so that the plot keeps its width."""
    found: dict[int, list[str]] = {}
    for at, one in enumerate(picture.series):
        if one.last:
            year, figure = picture.years[one.last[0]], f"{one.last[1]:,}"
            dated = figure if year == picture.years[-1] else f"{figure} ({year})"
            narrow = [*wrapped(one.label, width=NARROW_LABEL, size=TYPE[shape]), dated]
            found[at] = [f"{one.label} {dated}"] if shape == "wide" else narrow
    return found


def _end_texts(
    picture: Picture, ends: dict[int, list[str]], *, x: alt.X, y: alt.Y, height: int, size: int
) -> list[Chart]:
    top, tallest = steps(picture.highest)[-1], max(map(len, ends.values()), default=1)
    block = tallest * size * LEADING * top / height
    figures = [(picture.series[at].last or (0, 0))[1] for at in ends]
    places = apart(figures, by=block, lowest=block / 2, highest=top)
    return [
        alt.Chart(alt.Data(values=[{"year": picture.years[-1], "figure": place, "text": texts}]))
        .mark_text(
            align="left",
            baseline="middle",
            dx=INSET,
            dy=-(len(texts) - 1) * size * LEADING / 2,
            fontSize=size,
            fontWeight="bold",
            color=STYLES[at]["color"],
            lineHeight=size * LEADING,
        )
        .encode(x=x, y=y, text="text:N")
        for (at, texts), place in zip(ends.items(), places, strict=True)
    ]


def _notice(
    picture: Picture, texts: list[str], *, x: alt.X, padding: dict[str, float], width: float, size: int
) -> list[Chart]:
    """This will say above the line of the latest method break what changed there, kept within the drawing."""
    if not texts:
        return []
    first, last = picture.years[0], picture.years[-1]
    year = picture.breaks_shown()[-1] - 0.5
    centre = INSET + (year - first) / (last - first) * (width - 2 * INSET)
    half = max(text_width(text, size=size) for text in texts) / 2
    shift = max(half - centre - padding["left"], 0.0) - max(half - (width + padding["right"] - centre), 0.0)
    return [
        alt.Chart(alt.Data(values=[{"year": year, "text": texts}]))
        .mark_text(
            align="center",
            baseline="bottom",
            dx=shift,
            dy=-6 - (len(texts) - 1) * size * LEADING,
            fontSize=size,
            color=GREY,
            lineHeight=size * LEADING,
        )
        .encode(x=x, y=alt.value(0), text="text:N")
    ]
