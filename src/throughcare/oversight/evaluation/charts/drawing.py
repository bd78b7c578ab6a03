"""Chooses the kind of chart that fits a picture, and finishes it for the page."""

from collections.abc import Callable
from typing import Any

import vl_convert
from altair.utils.schemapi import debug_mode

from throughcare.oversight.evaluation.charts.bars import bars
from throughcare.oversight.evaluation.charts.lines import lines
from throughcare.oversight.evaluation.charts.look import STYLES, Chart, Shape
from throughcare.oversight.evaluation.charts.panels import panels
from throughcare.oversight.evaluation.charts.svg import accessible
from throughcare.oversight.evaluation.pictures import Picture


def draw(picture: Picture, *, shape: Shape, prefix: str) -> str:
    """This will draw a picture for a wide or a narrow screen; the prefix keeps its ids apart from others on the page."""
    drawn = vl_convert.vegalite_to_svg(described(picture, shape=shape))
    return accessible(drawn, title=picture.title, description=picture.description, prefix=prefix)


def described(picture: Picture, *, shape: Shape) -> dict[str, Any]:
    """This will describe the chart in the grammar that the engine draws; a test holds it against the grammar's schema.

    Holding each piece against the schema as it is made takes half of the time of a chart.
    """
    with debug_mode(False):
        found: dict[str, Any] = kind_of(picture)(picture, shape).to_dict(validate=False)
    return found


def kind_of(picture: Picture) -> Callable[[Picture, Shape], Chart]:
    """This will choose bars for one year, lines for a few series, and panels for many."""
    if len(picture.years) == 1:
        return bars
    return lines if len(picture.series) <= len(STYLES) else panels
