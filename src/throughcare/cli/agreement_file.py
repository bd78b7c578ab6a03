"""Reads a file of ratings, and says by row and column what is wrong with it."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path

MOST_RATERS, MOST_CATEGORIES, MOST_MEGABYTES, MOST_TOLD = 100, 1000, 100, 5
LONGEST_CELL = 1000
STANDARD_INPUT = Path("-")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d+$)", re.ASCII)
_QUOTED = re.compile(r'"[^"]*"')
_RANGE = re.compile(r"\s*(-?\d{1,9})\s*\.\.\s*(-?\d{1,9})\s*", re.ASCII)


class CannotRead(Exception):
    """The file or the scale is not what it should be; the text says where and what to do."""


@dataclass(frozen=True)
class RatingsFile:
    """What a file holds: the raters by column, a row of ratings for each person (NaN is missing), and remarks."""

    raters: tuple[str, ...]
    rows: list[list[float]]
    remarks: tuple[str, ...]


def read_scale(written: str) -> tuple[float, ...]:
    """Read a scale: 1..5 is every whole number from 1 to 5; 0,0.5,1 names each category."""
    found = _RANGE.fullmatch(written)
    if found:
        low, high = int(found[1]), int(found[2])
        scale = tuple(float(each) for each in range(low, min(high, low + MOST_CATEGORIES) + 1))
    else:
        parts = [part.strip() for part in written.split(",")]
        if not all(_NUMBER.fullmatch(part) for part in parts):
            raise CannotRead(f"The scale {written} cannot be read. Write it as 1..5, or name each category: 0,1,2.")
        scale = tuple(float(part) for part in parts)
    if not 2 <= len(scale) <= MOST_CATEGORIES or len(set(scale)) < len(scale):
        raise CannotRead(
            f"The scale {written} needs from 2 to {MOST_CATEGORIES:,} categories, each named once, the lowest first."
        )
    return scale


def read_file(path: Path, scale: Sequence[float]) -> RatingsFile:
    """Read a CSV file: a header of rater names, a row for each person rated, empty where a rating is missing."""
    text = _text(path)
    mark = _mark(text)
    lines = _lines(text, mark)
    header = next(lines, None)
    if header is None:
        raise CannotRead(f"{path} is empty. It needs a first row with the names of the raters, then a row a person.")
    raters = _raters(header[1])
    rows, problems = [], []
    for number, cells in lines:
        ratings, wrong = _ratings(number, cells, raters, frozenset(scale), mark)
        rows.append(ratings)
        problems += wrong
    if problems:
        more = len(problems) - MOST_TOLD
        raise CannotRead("\n".join([*problems[:MOST_TOLD], *([f"… and {more:,} more."] if more > 0 else [])]))
    if not rows:
        raise CannotRead(f"{path} names {len(raters)} raters and holds no ratings. Add a row for each person rated.")
    return RatingsFile(raters, rows, tuple(_remarks(raters, rows, frozenset(scale))))


def _text(path: Path) -> str:
    most = MOST_MEGABYTES * 1_000_000
    try:
        with sys.stdin.buffer if path == STANDARD_INPUT else path.open("rb") as file:
            raw = file.read(most + 1)
        if len(raw) > most:
            raise CannotRead(f"{path} is larger than {MOST_MEGABYTES} megabytes. Compare fewer people at a time.")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CannotRead(f"{path} cannot be read: {why}.") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise CannotRead(
            f"Row {row} of {path} is not written in UTF-8. Save the file as “CSV UTF-8” and try again."
        ) from error


def _mark(text: str) -> str:
    """Say what parts the cells: what stands between the names of the raters, and not within quotes."""
    names = _QUOTED.sub("", re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0])
    return next((mark for mark in ",;\t" if mark in names), ",")


def _lines(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with its number as a spreadsheet counts it; empty lines are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise CannotRead(f"Row {number} cannot be read as CSV: {error}.") from error
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise CannotRead(f"Row {number} cannot be read as CSV: a cell has more than {LONGEST_CELL} characters.")
        if cells and (len(cells) > 1 or cells[0].strip()):
            yield number, [cell.strip() for cell in cells]


def _raters(names: list[str]) -> tuple[str, ...]:
    if len(names) > MOST_RATERS:
        raise CannotRead(
            f"The first row has {len(names):,} columns, and each column is a rater: {MOST_RATERS} at most. "
            "If each column is a person, swap rows and columns."
        )
    if len(names) < 2:
        raise CannotRead(f"The first row names one rater, {names[0]}. Agreement needs two raters, each in a column.")
    nameless = [column for column, name in enumerate(names, 1) if not name]
    if nameless:
        raise CannotRead(f"Row 1, column {nameless[0]} is empty. The first row names every rater.")
    known = Counter(name.casefold() for name in names)
    again = [(column, name) for column, name in enumerate(names, 1) if known[name.casefold()] > 1]
    if again:
        columns = " and ".join(str(column) for column, name in again if name.casefold() == again[0][1].casefold())
        raise CannotRead(f"Row 1: columns {columns} have the same rater, {again[0][1]}. Give each rater one column.")
    return tuple(names)


def _ratings(
    number: int, cells: list[str], raters: tuple[str, ...], scale: frozenset[float], mark: str
) -> tuple[list[float], list[str]]:
    if len(cells) != len(raters):
        return [], [
            f"Row {number} has {len(cells):,} {'cell' if len(cells) == 1 else 'cells'}, and there are {len(raters)} "
            "raters. Leave missing ones empty."
        ]
    ratings, wrong = [], []
    for column, cell in enumerate(cells, 1):
        value = _value(cell, mark)
        ratings.append(value)
        if not cell or value in scale:
            continue
        where = f"Row {number}, column {column} ({raters[column - 1]}): “{cell[:40]}” is"
        wrong.append(
            f"{where} not on the scale." if value == value else f"{where} no number. Leave missing ones empty."
        )
    return ratings, wrong


def _value(cell: str, mark: str) -> float:
    """Read a number; where the comma parts no cells, 1,5 is one and a half. NaN is none."""
    written = cell if mark == "," else _DECIMAL_COMMA.sub(".", cell)
    return float(written) if _NUMBER.fullmatch(written) else nan


def _remarks(raters: tuple[str, ...], rows: list[list[float]], scale: frozenset[float]) -> Iterator[str]:
    if all(_NUMBER.fullmatch(name) and float(name) in scale for name in raters):
        yield f"The first row ({', '.join(raters)}) was read as the names of the raters, not as ratings."
    for column, name in enumerate(raters, 1):
        used = {row[column - 1] for row in rows if row[column - 1] == row[column - 1]}
        if not used:
            yield f"Column {column} ({name}) holds no rating."
        elif len(used) == 1 and len(rows) > 1:
            yield (
                f"Column {column} ({name}) holds {used.pop():g} in every row: this rater told nobody apart, "
                "and kappa can say little."
            )
