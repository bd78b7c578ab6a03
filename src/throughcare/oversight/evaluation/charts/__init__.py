"""Draws a picture as SVG: lines for a few series, small panels for many, bars for a single year.

Lines differ by dash, mark and label, never by colour alone; the axis starts at 0; no line crosses a method break.
A first drawing takes about a second (the drawing engine starts), later ones a tenth: keep what is drawn.
"""

from throughcare.oversight.evaluation.charts.drawing import Shape, draw

__all__ = ["Shape", "draw"]
