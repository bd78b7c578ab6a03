"""One year: each series as a bar with its figure at the end."""

import altair as alt

from throughcare.frame.lettering import text_width, wrapped
from throughcare.oversight.evaluation.charts.look import GREY, INK, TEAL, TYPE, WIDTHS, Chart, Shape, finished
from throughcare.oversight.evaluation.pictures import Picture
from throughcare.oversight.evaluation.scales import steps

LEADING = 1.2
BAR = 24
BETWEEN = 14
WIDEST_LABEL = 290


def bars(picture: Picture, shape: Shape) -> Chart:
    """This will draw each series as a bar; on a phone its label stands above it, so that the bar keeps its length."""
    size, beside = TYPE[shape], shape == "wide"
    longest = max(text_width(one.label, size=size) for one in picture.series)
    left = min(longest, WIDEST_LABEL) + 12 if beside else 2
    right = text_width(f"{picture.highest:,}", size=size) + 14
    width = WIDTHS[shape] - left - right
    room = left - 12 if beside else WIDTHS[shape]
    labels = [wrapped(one.label, width=room, size=size) for one in picture.series]
    above = 0 if beside else max(map(len, labels)) * size * LEADING + 4
    step = max(BAR, max(map(len, labels)) * size * LEADING if beside else 0) + BETWEEN + above
    layers = _layers(picture, labels, beside=beside, step=step, above=above, size=size)
    chart = alt.layer(*layers).properties(width=width, height=step * len(picture.series))
    return finished(chart, padding={"left": left, "right": right, "top": 2, "bottom": 2})


def _layers(
    picture: Picture, labels: list[list[str]], *, beside: bool, step: float, above: float, size: int
) -> list[Chart]:
    rows = []
    for at, one in enumerate(picture.series):
        known, top = one.figures[0], at * step + above + BETWEEN / 2
        text = picture.gap_label if known is None else f"{known:,}"
        rows.append(
            {"start": 0, "figure": known or 0, "text": text, "label": labels[at], "top": top, "bottom": top + BAR}
        )
    length = alt.X("figure:Q", scale=alt.Scale(domain=[0, max(picture.highest, steps(0)[-1])], nice=False), axis=None)
    base = alt.Chart(alt.Data(values=rows))
    bar = base.mark_rect(color=TEAL).encode(x=length, x2="start", y=_place("top", step, picture), y2="bottom")
    figure = base.mark_text(
        align="left", baseline="top", dx=8, dy=(BAR - size) / 2, fontSize=size, fontWeight="bold", color=INK
    )
    label = base.mark_text(
        align="right" if beside else "left",
        baseline="top",
        dx=-12 if beside else 0,
        dy=(BAR - size) / 2 if beside else -above,
        fontSize=size,
        color=INK,
        lineHeight=size * LEADING,
    )
    start = alt.Chart(alt.Data(values=[{}])).mark_rule(color=GREY, strokeWidth=1).encode(x=alt.value(0))
    return [
        bar,
        start,
        figure.encode(x=length, y=_place("top", step, picture), text="text:N"),
        label.encode(x=alt.value(0), y=_place("top", step, picture), text="label:N"),
    ]


def _place(field: str, step: float, picture: Picture) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[step * len(picture.series), 0], nice=False), axis=None)
