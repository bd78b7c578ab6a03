"""A pathway as a picture: stages down the page, each way that is not the next stage as a rail at the right.

The picture says nothing that its description and the table beside it do not say: no colour carries meaning.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.sax.saxutils import escape

from throughcare.safeguards.pathways.moves import Move, Note, moves, notes
from throughcare.safeguards.pathways.parts import Stage
from throughcare.safeguards.pathways.pathway import Pathway

BOX_X, BOX_WIDTH, LABELS_WIDTH, RAIL_GAP = 20, 340, 390, 26
TOP, LINE, PADDING, GAP = 78, 20, 14, 34
BOX_LETTERS, LABEL_LETTERS, NEXT_LETTERS = 40, 44, 60
BOX_END = BOX_X + BOX_WIDTH
FONTS = "system-ui, 'Segoe UI', Roboto, Arial, sans-serif"
LOOKS = {  # attributes and no style: a page policy lets no style be written into a picture
    "n": ' font-weight="700" font-size="18"',
    "h": ' font-weight="700" font-size="22"',
    "r": ' font-style="italic"',
    "s": ' font-size="15"',
}
INK = "#0b0c0c"


@dataclass
class Row:
    """One way out of a stage at its right side."""

    move: Move
    lines: list[tuple[str, bool]]
    y: int = 0


@dataclass
class Box:
    """A stage with its place on the page."""

    stage: Stage
    words: list[tuple[str, str]]
    rows: list[Row]
    following: Row | None
    has_rail: bool
    y: int = 0
    height: int = 0

    @property
    def enter_y(self) -> int:
        """This will say where the rail enters."""
        return self.y + PADDING + 4

    @property
    def end_y(self) -> int:
        """This will say where the box ends."""
        return self.y + self.height


@dataclass
class Rail:
    """The way that several stages share to one stage."""

    box: Box
    ys: list[int]
    lane: int = 0
    taken: tuple[int, int] = field(default=(0, 0))

    @property
    def x(self) -> int:
        """This will say where the rail runs."""
        return BOX_END + LABELS_WIDTH + self.lane * RAIL_GAP


def svg(pathway: Pathway) -> str:
    """This will draw a pathway as one accessible SVG."""
    boxes = _placed(_boxes(pathway))
    rails = _rails(boxes)
    width = max([rail.x for rail in rails], default=BOX_END + LABELS_WIDTH) + BOX_X
    height = boxes[-1].end_y + 84
    body = [*_heading(pathway), *(line for box in boxes for line in _box(box, rails)), *_legend(boxes[-1].end_y)]
    rail_lines = [line for rail in rails for line in _rail(rail)]
    return "\n".join([*_opening(pathway, width, height), *rail_lines, *body, "</svg>", ""])


def description(pathway: Pathway) -> str:
    """This will tell the picture in words, stage by stage."""
    sentences = [f"{stage.label}: {_ways(pathway, stage)}." for stage in pathway.stages]
    return " ".join([f"Every case begins at {pathway.stage(pathway.first).label}.", *sentences])


def _ways(pathway: Pathway, stage: Stage) -> str:
    out = [
        f"to {move.end.label} by {', '.join(act.text for act in move.acts)}"
        for move in moves(pathway)
        if move.start.code == stage.code
    ]
    told = [note.text for note in notes(pathway) if note.stage.code == stage.code]
    return "; ".join(out + told) or "the end"


def _boxes(pathway: Pathway) -> list[Box]:
    all_moves, all_notes, stages = moves(pathway), notes(pathway), pathway.stages
    next_of = {stage.code: after.code for stage, after in pairwise(stages)}
    boxes = []
    for stage in stages:
        out = [move for move in all_moves if move.start.code == stage.code]
        straight = next((move for move in out if next_of.get(stage.code) == move.end.code), None)
        boxes.append(
            Box(
                stage,
                _words(pathway, stage, [note for note in all_notes if note.stage.code == stage.code]),
                [Row(move, _lines(move, LABEL_LETTERS)) for move in out if move is not straight],
                Row(straight, _lines(straight, NEXT_LETTERS)) if straight else None,
                any(move.end.code == stage.code and next_of.get(move.start.code) != stage.code for move in all_moves),
            )
        )
    return boxes


def _words(pathway: Pathway, stage: Stage, told: list[Note]) -> list[tuple[str, str]]:
    words = [(stage.label, "n"), (f"Owner: {pathway.role(stage.owner).label}", "s")]
    for note in told:
        style = "s r" if note.act.records else "s"
        words += [(line, style) for line in textwrap.wrap(note.text, BOX_LETTERS)]
    return words


def _lines(move: Move, letters: int) -> list[tuple[str, bool]]:
    return [(line, act.records) for act in move.acts for line in textwrap.wrap(act.text, letters)]


def _placed(boxes: list[Box]) -> list[Box]:
    y = TOP
    for box in boxes:
        box.y = y
        row_y = y + PADDING + (LINE if box.has_rail else 0)
        for row in box.rows:
            row_y += LINE * len(row.lines) + 8
            row.y = row_y
        box.height = max(2 * PADDING + LINE * len(box.words), row_y + PADDING - y)
        y = box.end_y + GAP + (LINE * len(box.following.lines) if box.following else 0)
    return boxes


def _rails(boxes: list[Box]) -> list[Rail]:
    rails = [Rail(box, _joining(boxes, box)) for box in boxes if box.has_rail]
    for rail in rails:
        rail.taken = (min([*rail.ys, rail.box.enter_y]) - 6, max([*rail.ys, rail.box.enter_y]) + 6)
    placed: list[Rail] = []
    for rail in sorted(rails, key=lambda one: one.taken[1] - one.taken[0]):
        busy = {other.lane for other in placed if _overlap(rail.taken, other.taken)}
        rail.lane = next(lane for lane in range(len(rails)) if lane not in busy)
        placed.append(rail)
    return rails


def _joining(boxes: list[Box], target: Box) -> list[int]:
    return [row.y for box in boxes for row in box.rows if row.move.end.code == target.stage.code]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _opening(pathway: Pathway, width: int, height: int) -> Iterator[str]:
    title = f"{pathway.title}, version {pathway.version}: the stages of a case and what leads from one to another"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title desc" font-family="{FONTS}" font-size="16" fill="{INK}">'
    )
    yield f'<title id="title">{escape(title)}</title>'
    yield f'<desc id="desc">{escape(description(pathway))}</desc>'
    yield (
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto">'
        '<path d="M0 0 10 5 0 10z"/></marker></defs>'
    )
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'


def _heading(pathway: Pathway) -> Iterator[str]:
    yield _text(BOX_X, 34, f"{pathway.title}, version {pathway.version}", "h")
    start = pathway.parts.start
    middle = BOX_X + BOX_WIDTH // 2
    yield _path(f"M{middle} 46V{TOP - 3}", tip=True)
    yield _text(middle + 12, 64, f"{start.section} A referral is received", "s")


def _box(box: Box, rails: list[Rail]) -> Iterator[str]:
    dashed = ' stroke-dasharray="7 4"' if box.stage.with_police else ""
    yield (
        f'<rect x="{BOX_X}" y="{box.y}" width="{BOX_WIDTH}" height="{box.height}" rx="4" '
        f'fill="#fff" stroke="{INK}" stroke-width="2"{dashed}/>'
    )
    if box.stage.is_end:
        inner = (BOX_X + 5, box.y + 5, BOX_WIDTH - 10, box.height - 10)
        yield '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="none" stroke="{}"/>'.format(*inner, INK)
    for number, (words, style) in enumerate(box.words, start=1):
        yield _text(BOX_X + 16, box.y + PADDING - 4 + LINE * number, words, style)
    for row in box.rows:
        yield from _row(row, next(rail for rail in rails if rail.box.stage.code == row.move.end.code))
    if box.following:
        yield from _straight(box, box.following)


def _row(row: Row, rail: Rail) -> Iterator[str]:
    yield _path(f"M{BOX_END} {row.y}H{rail.x}")
    yield f'<circle cx="{rail.x}" cy="{row.y}" r="4"/>'
    yield from _labels(row, BOX_END + 14, row.y - 6)


def _straight(box: Box, row: Row) -> Iterator[str]:
    middle, end = BOX_X + BOX_WIDTH // 2, box.end_y + GAP + LINE * len(row.lines)
    yield _path(f"M{middle} {box.end_y}V{end - 2}", tip=True)
    yield from _labels(row, middle + 12, end - 15)


def _labels(row: Row, x: int, last_y: int) -> Iterator[str]:
    for back, (words, records) in enumerate(reversed(row.lines)):
        yield _text(x, last_y - LINE * back, words, "r" if records else "")


def _rail(rail: Rail) -> Iterator[str]:
    top, bottom = min([*rail.ys, rail.box.enter_y]), max([*rail.ys, rail.box.enter_y])
    yield _path(f"M{rail.x} {top}V{bottom}")
    yield _path(f"M{rail.x} {rail.box.enter_y}H{BOX_END + 3}", tip=True)


def _legend(y: int) -> Iterator[str]:
    yield _text(
        BOX_X,
        y + 36,
        "Upright: someone authorises. Slanted: someone records what happened, and nothing refuses it.",
        "s",
    )
    yield _text(
        BOX_X,
        y + 60,
        "Broken line: police hold the case, and others read the same words for each. Double line: the end.",
        "s",
    )


def _text(x: int, y: int, words: str, style: str) -> str:
    looks = "".join(LOOKS[each] for each in style.split())
    return f'<text x="{x}" y="{y}"{looks}>{escape(words)}</text>'


def _path(way: str, *, tip: bool = False) -> str:
    end = ' marker-end="url(#tip)"' if tip else ""
    return f'<path d="{way}" fill="none" stroke="{INK}" stroke-width="1.5"{end}/>'
