"""What stands in every row of a list, drawn in Python: a macro for each cell took half the time of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from throughcare.frame.lanes import draw_lanes
from throughcare.frame.pieces import Head, heads_of


def draw_row(heads: Sequence[str | Head], cells: Sequence[Any], head_first: bool = False) -> Markup:
    """This will draw one row of a table under its heads; with `head_first` its first cell is the head of the row."""
    drawn = [_cell(head, cells[place], head_first and place == 0) for place, head in enumerate(heads_of(heads))]
    return Markup('<tr class="govuk-table__row">\n' + "".join(drawn) + "</tr>")  # noqa: S704  # every value in it is escaped


def _cell(head: Head, cell: Any, is_head: bool) -> str:
    if is_head:
        label = escape(head.label)
        return f'  <th scope="row" class="govuk-table__header" data-label="{label}"><div>{escape(cell)}</div></th>\n'
    return _opened(head) + ("</td>\n" if cell is None or cell == "" else f"<div>{escape(cell)}</div></td>\n")


@lru_cache(maxsize=1024)
def _opened(head: Head) -> str:
    numeric = " govuk-table__cell--numeric" if head.numeric else ""
    whole = " tc-table__cell--whole" if head.whole else ""
    return f'  <td class="govuk-table__cell{numeric}{whole}" data-label="{escape(head.label)}">'


def draw_tag(text: object, colour: str = "grey") -> Markup:
    """This will draw a tag."""
    return Markup(f'<strong class="govuk-tag govuk-tag--{escape(colour)}">{escape(text)}</strong>')  # noqa: S704  # every value in it is escaped


def draw_link(text: object, url: str, hidden: str = "") -> Markup:
    """This will draw a link; `hidden` is read out after its text, so that links that look alike can be told apart."""
    after = f'<span class="govuk-visually-hidden"> {escape(hidden)}</span>' if hidden else ""
    return Markup(f'<a class="govuk-link" href="{escape(url)}">{escape(text)}{after}</a>')  # noqa: S704  # every value in it is escaped


DRAWN: dict[str, object] = {
    "draw_row": draw_row,
    "draw_tag": draw_tag,
    "draw_link": draw_link,
    "draw_lanes": draw_lanes,
}
