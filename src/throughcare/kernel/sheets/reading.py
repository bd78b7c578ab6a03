"""From bytes to rows: the coding and the sign between cells are found, never guessed silently into other words."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import count, islice

from django.utils.translation import gettext as _

from throughcare.kernel.sheets import workbooks
from throughcare.kernel.sheets.unreadable import Unreadable
from throughcare.kernel.sheets.workbooks import Limits

SIGNS = (",", ";", "\t", "|")
LONGEST_CELL = 200_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_KINDS: tuple[tuple[bytes, Callable[[], str]], ...] = (
    (b"%PDF", lambda: _("a PDF")),
    (b"{\\rtf", lambda: _("a text document")),
    (b"<", lambda: _("a web page")),
)
WORKBOOK = "xlsx"


@dataclass(frozen=True)
class Sheet:
    """What a file holds: its headings and rows as text, and how it was read."""

    sha256: str
    coding: str
    delimiter: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

    def numbered(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """This will give each row with its number, counted as a spreadsheet counts: the headings are row 1."""
        return zip(self.numbers, self.rows, strict=True)


def read(content: bytes, *, known: Collection[str], limits: Limits) -> Sheet:
    """This will read a file of rows, CSV or a workbook; Unreadable says what is wrong with the file as a whole.

    `known` are headings that may be expected: they tell which sign parts the cells of a CSV file.
    """
    if workbooks.is_workbook(content):
        return _of_workbook(workbooks.lines(content, limits=limits))
    text, coding = decoded(content)
    delimiter = sign_between(text, known=known)
    lines = _first(_lines(text, delimiter), most_rows=limits.most_rows)
    headings = _headings(_head(lines))
    sha256 = hashlib.sha256(content).hexdigest()
    return _sheet(sha256, coding, delimiter, headings, [(number, tuple(row)) for number, row in lines[1:]])


def _of_workbook(lines: list[tuple[int, list[str]]]) -> Sheet:
    """A workbook that is only saved again has other bytes and the same rows: it is known by its rows."""
    head = _head(lines)
    while head and not head[-1].strip():
        head = head[:-1]
    headings, rows = _headings(head), []
    for number, row in lines[1:]:
        if any(cell.strip() for cell in row[len(headings) :]):
            words = _("Row %(row)s has a cell beyond the last heading. Give its column a heading, or delete the cell")
            raise Unreadable(words % {"row": number})
        rows.append((number, tuple([*row, *[""] * len(headings)][: len(headings)])))
    sha256 = hashlib.sha256(json.dumps([headings, rows]).encode()).hexdigest()
    return _sheet(sha256, WORKBOOK, "", headings, rows)


def _sheet(
    sha256: str, coding: str, delimiter: str, headings: tuple[str, ...], rows: list[tuple[int, tuple[str, ...]]]
) -> Sheet:
    cells, numbers = tuple(row for _number, row in rows), tuple(number for number, _row in rows)
    return Sheet(sha256, coding, delimiter, headings, cells, numbers)


def _head(lines: list[tuple[int, list[str]]]) -> list[str]:
    if not lines:
        raise Unreadable(_("The file is empty. Choose one with a heading row and rows below it"))
    if not lines[1:]:
        raise Unreadable(_("The file has no rows. There is only a heading row"))
    return lines[0][1]


def _first(lines: Iterator[tuple[int, list[str]]], *, most_rows: int) -> list[tuple[int, list[str]]]:
    """As many rows as are taken; what comes after is counted and not kept."""
    kept = list(islice(lines, most_rows + 1))
    more = sum(1 for _line in lines)
    if more:
        words = _("The file has %(rows)s rows, and %(most)s is the most. Divide it into several files")
        raise Unreadable(words % {"rows": f"{most_rows + more:,}", "most": f"{most_rows:,}"})
    return kept


def decoded(content: bytes) -> tuple[str, str]:
    """This will turn bytes into text and say in which coding they were."""
    for start, kind in _OTHER_KINDS:
        if content.startswith(start):
            words = _("This is %(kind)s, not a CSV file. Save it as “CSV UTF-8” and choose that")
            raise Unreadable(words % {"kind": kind()})
    coding = next((coding for mark, coding in _MARKS if content.startswith(mark)), "")
    if not coding and b"\0" in content:
        raise Unreadable(_unknown_coding())
    if not coding and (line := mixed_line(content)):
        words = _(
            "Line %(line)s holds letters in another coding than the rest. Save the file as “CSV UTF-8” and choose that"
        )
        raise Unreadable(words % {"line": line})
    for each in [coding] if coding else ["utf-8", "cp1252"]:
        try:
            return content.decode(each), each
        except UnicodeDecodeError:
            continue
    raise Unreadable(_unknown_coding())


def _unknown_coding() -> str:
    return _("The letters of this file are in a coding we cannot read. Save it as “CSV UTF-8” and choose that")


def mixed_line(content: bytes) -> int:
    """This will find the first line that is not UTF-8 in a file whose other letters are; 0 where it is of one piece.

    Read as the older coding of Windows, such a file would be taken, with wrong letters in every name.
    """
    try:
        content.decode()
    except UnicodeDecodeError as broken:
        rest = content.decode(errors="ignore")
        letters = sum(1 for sign in rest if ord(sign) > 0x7F and sign.isalpha())
        strange = sum(byte > 0x7F for byte in content) - sum(len(sign.encode()) for sign in rest if ord(sign) > 0x7F)
        return content[: broken.start].count(b"\n") + 1 if letters > strange else 0
    return 0


def sign_between(text: str, *, known: Collection[str]) -> str:
    """This will find which sign parts the cells: the one whose headings are known best, then the one with most cells."""
    first = {sign: next(iter(_tolerant(text, sign)), []) for sign in SIGNS}
    wanted = {plain(heading) for heading in known}

    def fits(sign: str) -> tuple[int, int, int]:
        cells = first[sign]
        return sum(plain(cell) in wanted for cell in cells), len(cells), -SIGNS.index(sign)

    return max(SIGNS, key=fits)


def plain(heading: str) -> str:
    """This will write a heading so that case, spaces and dashes do not matter."""
    return "".join(sign for sign in heading.casefold() if sign.isalnum())


def _tolerant(text: str, sign: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=sign)
    except csv.Error:
        return


def _lines(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    for number in count(1):
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            words = _("Line %(line)s cannot be read: %(why)s. Look for a quotation mark without its partner")
            raise Unreadable(words % {"line": reader.line_num, "why": _why(str(error))}) from None
        if any(cell.strip() for cell in row):
            yield number, row


def _why(said: str) -> str:
    if "field larger" in said:
        return _("a cell is far too long")
    return _("a quotation mark stands where none can") if "expected after" in said else _("a cell does not end")


def _headings(row: list[str]) -> tuple[str, ...]:
    headings = tuple(cell.strip() for cell in row)
    seen: set[str] = set()
    for place, heading in enumerate(headings, 1):
        if not heading:
            words = _("Column %(place)s has no heading. Give it one, or delete the column")
            raise Unreadable(words % {"place": place})
        if heading.casefold() in seen:
            raise Unreadable(_("Two columns are called “%(heading)s”. Rename one of them") % {"heading": heading[:60]})
        seen.add(heading.casefold())
    return headings
