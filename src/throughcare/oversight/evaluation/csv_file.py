"""A shown table as a CSV file, with what must be known of it printed under the figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from throughcare.oversight.evaluation.shown import Grid


def csv_of(grid: Grid, *, notes: Iterable[str]) -> str:
    """This will write a table as CSV: heads, lines, an empty line, then its title and notes."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([grid.corner, *grid.heads])
    writer.writerows([head, *(_plain(cell) for cell in cells)] for head, cells in grid.lines)
    writer.writerow([])
    writer.writerows([note] for note in (grid.caption, *notes))
    return written.getvalue()


def _plain(cell: str) -> str:
    """A program reads 1240, not 1,240."""
    return cell.replace(",", "")
