"""One question answered at several times, drawn as SVG: a lane for each answer, one apart for not known, a mark a time.

Nothing is joined across a time when it was not known or not asked, and no line is drawn through fewer than three marks:
two answers are two answers. Marks differ by shape as well as by place, so that nothing rests on colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup, escape

from throughcare.frame.lettering import text_width, wrapped
from throughcare.kernel.time import format_date_short

INK, GREY, PALE = "#10464c", "#505a5f", "#cecece"
TYPE, LEADING, WIDTH, LABELS, INSET = 12, 14, 300, 112, 10
FEWEST = 3  # marks in a row before a line runs through them


@dataclass(frozen=True)
class Mark:
    """What was answered on a day: the number of the answer on its scale, not known, or not asked at all."""

    on: date
    answer: int | None
    asked: bool = True


@dataclass(frozen=True)
class Lanes:
    """The answers of one scale, the lowest first, and what was answered when."""

    answers: Sequence[str]
    not_known: str
    marks: Sequence[Mark]
    ordered: bool = True

    def stretches(self) -> list[list[Mark]]:
        """This will give the marks that a line may run through: known, in a row, and enough of them."""
        if not self.ordered:
            return []
        runs = [list(group) for known, group in groupby(self.marks, key=lambda one: one.answer is not None) if known]
        return [run for run in runs if len(run) >= FEWEST]


def draw_lanes(lanes: Lanes, *, title: str) -> Markup:
    """This will draw the lanes; the title is what a screen reader hears, since the words stand in a table beside."""
    names = [*reversed(lanes.answers), lanes.not_known]
    lines = [wrapped(name, width=LABELS, size=TYPE) for name in names]
    places = _places([len(one) for one in lines])
    bottom = places[-1] + len(lines[-1]) * LEADING / 2 + 4
    parts = [
        _lane(words, y, last=at == len(lines) - 1) for at, (words, y) in enumerate(zip(lines, places, strict=True))
    ]
    parts += [_line(run, lanes, places) for run in lanes.stretches()]
    parts += [_mark(one, lanes, places) for one in lanes.marks if one.asked]
    parts.append(_dates(lanes, bottom + LEADING))
    head = (
        f'<svg class="tc-lanes" viewBox="0 0 {WIDTH} {bottom + LEADING + 6:g}" role="img" aria-label="{escape(title)}">'
    )
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704  # every value in it is escaped or a number


def _places(lines: Sequence[int]) -> list[float]:
    """The middle of each lane; the last, of what is not known, stands apart."""
    found, top = [], 4.0
    for at, count in enumerate(lines):
        top += 8 if at == len(lines) - 1 else 0
        height = max(count * LEADING, 16) + 6
        found.append(top + height / 2)
        top += height
    return found


def _lane(words: Sequence[str], y: float, *, last: bool) -> str:
    dash = ' stroke-dasharray="2 4"' if last else ""
    first = y - (len(words) - 1) * LEADING / 2 + TYPE * 0.35
    spans = "".join(
        f'<tspan x="{LABELS}" y="{first + at * LEADING:g}">{escape(line)}</tspan>' for at, line in enumerate(words)
    )
    rule = f'<path d="M{LABELS + 6} {y:g}H{WIDTH}" stroke="{PALE}" fill="none"{dash}/>'
    return f'{rule}<text text-anchor="end" font-size="{TYPE}">{spans}</text>'


def _x(on: date, marks: Sequence[Mark]) -> float:
    first, last = marks[0].on, marks[-1].on
    left, right = LABELS + 6 + INSET, WIDTH - INSET
    if first == last:
        return (left + right) / 2
    return round(left + (right - left) * ((on - first).days / (last - first).days), 1)


def _y(one: Mark, lanes: Lanes, places: Sequence[float]) -> float:
    return places[-1] if one.answer is None else places[len(lanes.answers) - 1 - one.answer]


def _line(run: Sequence[Mark], lanes: Lanes, places: Sequence[float]) -> str:
    points = " ".join(f"{_x(one.on, lanes.marks):g},{_y(one, lanes, places):g}" for one in run)
    return f'<polyline points="{points}" fill="none" stroke="{GREY}" stroke-width="2"/>'


def _mark(one: Mark, lanes: Lanes, places: Sequence[float]) -> str:
    x, y = _x(one.on, lanes.marks), _y(one, lanes, places)
    if one.answer is None:
        return f'<rect x="{x - 5:g}" y="{y - 5:g}" width="10" height="10" fill="#ffffff" stroke="{GREY}" stroke-width="2"/>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="{INK}" stroke="#ffffff"/>'


def _dates(lanes: Lanes, y: float) -> str:
    days = list(dict.fromkeys(format_date_short(one.on) for one in (lanes.marks[0], lanes.marks[-1])))
    if len(days) == 1:
        places = [(_x(lanes.marks[0].on, lanes.marks), "middle")]
    else:
        places = [(LABELS + 6, "start"), (WIDTH, "end")]
    room = (WIDTH - LABELS) / len(days)
    size = TYPE if max(text_width(day, size=TYPE) for day in days) <= room else TYPE - 1
    return "".join(
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{GREY}">{escape(day)}</text>'
        for day, (x, anchor) in zip(days, places, strict=True)
    )
