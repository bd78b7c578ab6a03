"""Chooses the kind of chart that fits a picture, and finishes it for the page."""

import vl_convert

from throughcare.oversight.evaluation.charts.bars import bars
from throughcare.oversight.evaluation.charts.lines import lines
from throughcare.oversight.evaluation.charts.look import STYLES, Shape
from throughcare.oversight.evaluation.charts.panels import panels
from throughcare.oversight.evaluation.charts.svg import accessible
from throughcare.oversight.evaluation.pictures import Picture


def draw(picture: Picture, *, shape: Shape, prefix: str) -> str:
    """This will draw a picture for a wide or a narrow screen; the prefix keeps its ids apart from others on the page."""
    drawn = vl_convert.vegalite_to_svg(_kind(picture)(picture, shape).to_dict())
    return accessible(drawn, title=picture.title, description=picture.description, prefix=prefix)


def _kind(picture: Picture):  # type: ignore[no-untyped-def]  # Altair's charts have no common public type
    if len(picture.years) == 1:
        return bars
    return lines if len(picture.series) <= len(STYLES) else panels
