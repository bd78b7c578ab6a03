"""A shown table as a CSV file, with what must be known of it printed under the figures."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from throughcare.kernel.spreadsheets import harmless
from throughcare.oversight.evaluation.shown import Grid

NUMBER = re.compile(r"-?[0-9.]+%?")


def csv_of(grid: Grid, *, notes: Iterable[str]) -> str:
    """This will write a table as CSV: heads, lines, an empty line, then its title and notes."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in (grid.corner, *grid.heads)])
    writer.writerows([harmless(head), *(_plain(cell) for cell in cells)] for head, cells in grid.lines)
    writer.writerow([])
    writer.writerows([harmless(note)] for note in (grid.caption, *notes))
    return written.getvalue()


def _plain(cell: str) -> str:
    """A program reads 1240, not 1,240; and a number below nothing is a number."""
    figure = cell.replace(",", "")
    return figure if NUMBER.fullmatch(figure) else harmless(figure)
