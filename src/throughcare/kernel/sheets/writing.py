"""Rows as a file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from throughcare.kernel.spreadsheets import harmless


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """This will write rows as CSV that a spreadsheet opens without running anything in it."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([[harmless(str(cell)) for cell in row] for row in rows])
    return written.getvalue()
