"""A table as it is kept: plain data and its digest. Codes only; labels are looked up when it is shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from throughcare.methods.disclosure import Cell, Gap, Mark, Table


def to_data(table: Table) -> dict[str, Any]:
    """This will write a table as plain data."""
    return {
        "rows": list(table.rows),
        "columns": list(table.columns),
        "cells": [[_to_plain(cell) for cell in line] for line in table.cells],
        "unit": table.unit,
        "base": table.base,
        "notes": list(table.notes),
    }


def from_data(data: Mapping[str, Any]) -> Table:
    """This will read a table back; a figure that is off its base is refused, whoever wrote it."""
    cells = tuple(tuple(_from_plain(plain) for plain in line) for line in data["cells"])
    return Table(tuple(data["rows"]), tuple(data["columns"]), cells, data["unit"], data["base"], tuple(data["notes"]))


def digest(data: Mapping[str, Any]) -> str:
    """This will sum up a kept table, so that two can be compared and a changed one is noticed."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _to_plain(cell: Cell) -> int | str | list[int | str]:
    if cell.number is None:
        return str(cell.gap)
    return [cell.number, str(cell.mark)] if cell.mark else cell.number


def _from_plain(plain: Any) -> Cell:
    if isinstance(plain, int):
        return Cell(plain)
    if isinstance(plain, str):
        return Cell(gap=Gap(plain))
    return Cell(plain[0], mark=Mark(plain[1]))
