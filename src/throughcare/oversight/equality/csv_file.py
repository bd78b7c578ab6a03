"""A table that was counted as a CSV file: the same protected figures as on its page, and what must be known of them under it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from throughcare.kernel.spreadsheets import harmless
from throughcare.methods.disclosure import Cell, Table
from throughcare.oversight.equality import shown
from throughcare.oversight.equality.definition import Question


def csv_of(table: Table, question: Question, *, notes: Iterable[str]) -> str:
    """This will write a table as CSV: a line for each group, an empty line, then its notes; [c] where a figure is withheld."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([harmless(head) for head in (_("Group"), *shown.heads())])
    writer.writerows([harmless(question.label(row)), *map(_plain, table.line(row))] for row in table.rows)
    writer.writerow([])
    writer.writerows([harmless(note)] for note in notes)
    return written.getvalue()


def _plain(cell: Cell) -> str:
    return cell.symbol if cell.number is None else str(cell.number)
