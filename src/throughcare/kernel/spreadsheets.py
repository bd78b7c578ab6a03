"""Cells that a spreadsheet opens without running anything in them."""

from __future__ import annotations

RUNS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # the wide signs run where the keyboard is Japanese


def harmless(cell: str) -> str:
    """This will put an apostrophe before a cell that a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(RUNS) else cell
