"""From an Excel workbook to rows: its first sheet, values alone. Nothing in it is calculated.

A workbook is a packed file of XML. What its parts say of their size is judged before any is unpacked, and none gives more
than it said. Parts are read piece by piece by the parser of XML itself, in which nothing may be declared, so that no entity
grows; only the row at hand is kept, and reading stops at the first row too many.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601
from openpyxl.utils.escape import unescape

from throughcare.kernel.sheets.unreadable import Unreadable

BEGINS, OLD_BEGINS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
LIST_OF_SHEETS, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
PLAIN_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MOST_PARTS = 2000
MOST_ROWS, MOST_CELLS_IN_ROW, MOST_STYLES = 1_048_576, 16_384, 65_536  # Excel's own limits
MOST_BESIDE = 2 * 1024 * 1024  # bytes of a part that only says where things are
PIECE = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """How much of a file is read."""

    most_rows: int
    most_columns: int
    largest_unpacked: int

    @classmethod
    def of(cls, written: Mapping[str, int]) -> Limits:
        """This will take the limits of an import as the definitions write them."""
        unpacked = written["largest_unpacked_megabytes"] * 1024 * 1024
        return cls(written["most_rows"], written["most_columns"], unpacked)


@dataclass(frozen=True)
class _Book:
    """What the cells of a workbook point to."""

    strings: Sequence[str]
    formats: Sequence[str]
    epoch: datetime


class _Met(NamedTuple):
    """The begin of an element with what it says of itself, or its end with the words in it."""

    name: str
    said: dict[str, str] | None
    words: str


@dataclass
class _Cell:
    """One cell as it is kept: its place, kind and style, whether there is a formula, its value and its own words."""

    said: dict[str, str]
    formula: bool = False
    value: str | None = None
    words: list[str] = field(default_factory=list)


def is_workbook(content: bytes) -> bool:
    """This will say whether a file is packed as workbooks are."""
    return content.startswith((BEGINS, OLD_BEGINS))


def lines(content: bytes, *, limits: Limits) -> list[tuple[int, list[str]]]:
    """This will give each row of the first sheet that holds something, with its number; Unreadable says what is wrong."""
    if content.startswith(OLD_BEGINS):
        raise Unreadable(_locked() if LOCKED_STREAM in content else _old())
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _judge_parts(packed.infolist(), limits)
            return list(_rows(packed, limits))
    except Unreadable:
        raise
    except Exception:  # whatever a broken or hostile workbook brings its readers to
        raise Unreadable(_broken()) from None


def _locked() -> str:
    return _("This workbook is locked with a password. Save it without one, and choose it again")


def _old() -> str:
    return _("This is an old Excel workbook. Save it as XLSX or as “CSV UTF-8” and choose that")


def _broken() -> str:
    return _("This workbook cannot be read. Open it in Excel, save it anew as XLSX or “CSV UTF-8”, and choose that")


def _judge_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if not any(part.filename == LIST_OF_SHEETS for part in parts):
        raise Unreadable(_("This is an archive or another kind of file, not a workbook. Choose an XLSX or CSV file"))
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(_locked())
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.largest_unpacked:
        words = _("This workbook unpacks to far more than a list of rows. Save the list alone, and choose that")
        raise Unreadable(words)
    if any(part.compress_type not in PLAIN_PACKINGS for part in parts):
        raise Unreadable(_broken())


def _rows(packed: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    sheet, epoch = _first_sheet(packed)
    book = _Book(_strings(packed), _formats(packed), epoch)
    found = 0
    for number, row in _cells(packed, sheet):
        cells = _line(number, row, book, limits)
        if not any(cell.strip() for cell in cells):
            continue
        found += 1
        if found > limits.most_rows + 1:
            words = _("The file has more than %(most)s rows, and that is the most. Divide it into several files")
            raise Unreadable(words % {"most": f"{limits.most_rows:,}"})
        yield number, cells


def _met(packed: zipfile.ZipFile, part: str, *, begins: frozenset[str], ends: frozenset[str]) -> Iterator[_Met]:
    """The begins and ends of some elements, in their order; a part in which anything is declared is not read."""
    met: list[_Met] = []
    words: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def begin(name: str, said: dict[str, str]) -> None:
        words.clear()
        name = name.rpartition(":")[2]
        if name in begins:
            met.append(_Met(name, said, ""))

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ends:
            met.append(_Met(name, None, "".join(words)))
        words.clear()

    def declared(*_of_what: object) -> None:
        raise Unreadable(_broken())

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = words.append, declared
    with packed.open(part) as stream:
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)
            yield from met
            met.clear()
        parser.Parse(b"", True)
        yield from met


def _said(packed: zipfile.ZipFile, part: str, *names: str) -> list[_Met]:
    if packed.getinfo(part).file_size > MOST_BESIDE:
        raise Unreadable(_broken())
    return list(_met(packed, part, begins=frozenset(names), ends=frozenset()))


def _first_sheet(packed: zipfile.ZipFile) -> tuple[str, datetime]:
    named, epoch = [], WINDOWS_EPOCH
    for met in _said(packed, LIST_OF_SHEETS, "sheet", "workbookPr"):
        said = met.said or {}
        named += [value for key, value in said.items() if met.name == "sheet" and key.endswith(":id")]
        if said.get("date1904") in ("1", "true"):
            epoch = MAC_EPOCH
    kinds = {met.said["Id"]: met.said for met in _said(packed, RELATIONS, "Relationship") if met.said}
    sheets = [kinds[key]["Target"] for key in named if kinds[key]["Type"].endswith("/worksheet")]
    if not sheets:
        raise Unreadable(_("There is no sheet with rows in this workbook. Choose another"))
    return posixpath.normpath(posixpath.join("/xl", sheets[0])).lstrip("/"), epoch


def _strings(packed: zipfile.ZipFile) -> list[str]:
    """The texts of all cells, which point to them by number; how a word is spoken in Japanese is left out."""
    found: list[list[str]] = []
    if STRINGS not in packed.namelist():
        return []
    spoken = False
    for met in _met(packed, STRINGS, begins=frozenset({"si", "rPh"}), ends=frozenset({"t", "rPh"})):
        if met.name == "si":
            found.append([])
        elif met.name == "rPh":
            spoken = met.said is not None
        elif not spoken:
            found[-1].append(met.words)
    return ["".join(words) for words in found]


def _formats(packed: zipfile.ZipFile) -> list[str]:
    """For each style of a cell, how its number is shown: that alone says that it is a day."""
    if STYLES not in packed.namelist():
        return []
    own: dict[str, str] = {}
    styles: list[str] = []
    inside = False
    names = frozenset({"numFmt", "cellXfs", "xf"})
    for met in _met(packed, STYLES, begins=names, ends=frozenset({"cellXfs"})):
        if met.name == "cellXfs":
            inside = met.said is not None
        elif met.name == "numFmt" and met.said:
            own[met.said["numFmtId"]] = met.said["formatCode"]
        elif inside and met.said is not None:
            styles.append(met.said.get("numFmtId", "0"))
        if len(own) + len(styles) > MOST_STYLES:
            raise Unreadable(_broken())
    return [own.get(style) or BUILTIN_FORMATS.get(int(style), "General") for style in styles]


def _cells(packed: zipfile.ZipFile, sheet: str) -> Iterator[tuple[int, list[_Cell]]]:
    """Each row with its number and cells."""
    number, row, spoken = 0, list[_Cell](), False
    begins, ends = frozenset({"row", "c", "f", "rPh"}), frozenset({"row", "v", "t", "rPh", "sheetData"})
    for met in _met(packed, sheet, begins=begins, ends=ends):
        if met.name == "c" and met.said is not None:
            row.append(_Cell(met.said))
        elif met.name == "v" and row:
            row[-1].value = met.words
        elif met.name == "f" and row:
            row[-1].formula = True
        elif met.name == "t" and row and not spoken:
            row[-1].words.append(met.words)
        elif met.name == "rPh":
            spoken = met.said is not None
        elif met.name == "row" and met.said is not None:
            before, number = number, int(met.said.get("r") or number + 1)
            if not before < number <= MOST_ROWS:
                raise Unreadable(_broken())
        elif met.name == "row":
            yield number, row
            row = []
        elif met.name == "sheetData":
            return
        if len(row) > MOST_CELLS_IN_ROW:
            raise Unreadable(_broken())


def _line(number: int, row: list[_Cell], book: _Book, limits: Limits) -> list[str]:
    cells: list[str] = []
    column = 0
    for cell in row:
        column = _column(cell.said.get("r", "")) or column + 1
        text = _text(cell, number, column, book)
        if not text:
            continue
        if column > limits.most_columns:
            words = _(
                "Row %(row)s goes on to column %(column)s, and %(most)s columns is the most. Delete what is not needed"
            )
            where = {"row": number, "column": get_column_letter(column), "most": limits.most_columns}
            raise Unreadable(words % where)
        cells += [""] * (column - len(cells))
        cells[column - 1] = text
    return cells


def _column(place: str) -> int:
    letters = place.rstrip("0123456789")
    return column_index_from_string(letters) if letters else 0


def _text(cell: _Cell, number: int, column: int, book: _Book) -> str:
    kind = cell.said.get("t", "n")
    if kind == "e":
        words = _(
            "Row %(row)s, column %(column)s: the cell shows an error. Mend it, save the workbook, and choose it again"
        )
        raise Unreadable(words % {"row": number, "column": get_column_letter(column)})
    if cell.formula and not cell.value and kind != "str":  # a result may be an empty text, and then it says so
        words = _(
            "Row %(row)s, column %(column)s: a formula without its result. "
            "Open the workbook in Excel, save it, and choose it again"
        )
        raise Unreadable(words % {"row": number, "column": get_column_letter(column)})
    if kind == "inlineStr":
        return str(unescape("".join(cell.words)))
    return _as_typed(kind, cell.value, int(cell.said.get("s", 0)), book) if cell.value else ""


def _as_typed(kind: str, typed: str, style: int, book: _Book) -> str:
    """Writes a value as people would have typed it into a CSV file; a day is a day, whatever its format shows."""
    if kind == "s":
        return str(unescape(book.strings[int(typed)]))
    if kind == "str":
        return str(unescape(typed))
    if kind == "b":
        return "Yes" if typed.strip() == "1" else "No"
    if kind == "d":
        return _day_or_time(from_ISO8601(typed))
    shown = book.formats[style] if style < len(book.formats) else "General"
    if is_date_format(shown):
        return _day_or_time(from_excel(float(typed), book.epoch))
    return _number(typed)


def _day_or_time(value: datetime | date | time | timedelta | None) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time.min else value.isoformat(sep=" ", timespec="seconds")
    return str(value) if value is not None else ""


def _number(typed: str) -> str:
    """Sixteen is 16, however it was kept; a long number keeps each of its figures."""
    if typed.strip().lstrip("-").isdigit():
        return typed.strip()
    value = float(typed)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
