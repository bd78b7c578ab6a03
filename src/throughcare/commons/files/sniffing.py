"""What a file truly is, from what is inside it. Nothing in it is run, and no more of it is unpacked than is asked for."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import puremagic

from throughcare.commons.files.rules import ARCHIVE, LOCKED, MACROS, PACKED, FileRules, Found

BEGINS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
KNOWN_AS = {"jpeg": {".jpg", ".jpeg"}}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
HEAD = 64 * 1024
LIST_OF_PARTS, ODF_KIND = "[Content_Types].xml", "mimetype"
ODT = b"application/vnd.oasis.opendocument.text"
MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
)
RUNS = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/|oleobject[^/]*\.bin|basic/|scripts/)", re.IGNORECASE)
MARKUP = re.compile(r"\s*<(!doctype|html|head|body|script|svg|\?xml|mht)", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
CODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def look(content: bytes, *, rules: FileRules) -> Found:
    """This will say what is inside a file."""
    if content.startswith(ZIP):
        return _packed(content, rules)
    if content.startswith(OLE):
        return Found(problem=LOCKED if LOCKED_STREAM in content else "")
    code = next((code for begin, code in BEGINS if content.startswith(begin)), "")
    if code:
        return Found(code) if _is_known_as(code, content) else Found()
    return Found("txt") if _is_text(content) else Found()


def coding_of(content: bytes) -> str:
    """This will find in which coding the letters of a text are; nothing where it is no text."""
    marked = next((coding for mark, coding in CODINGS if content.startswith(mark)), "")
    for coding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            content.decode(coding)
        except UnicodeDecodeError:
            continue
        return coding
    return ""


def _is_known_as(code: str, content: bytes) -> bool:
    """A second opinion, from a list of how files begin and end."""
    try:
        guesses = puremagic.magic_string(content[:HEAD])
    except puremagic.PureError:
        return False
    return bool({guess.extension for guess in guesses} & KNOWN_AS.get(code, {f".{code}"}))


def _packed(content: bytes, rules: FileRules) -> Found:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return _inside(packed, rules)
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError):
        return Found()


def _inside(packed: zipfile.ZipFile, rules: FileRules) -> Found:
    members = packed.infolist()
    if len(members) > rules.most_members or sum(one.file_size for one in members) > rules.largest_unpacked:
        return Found(problem=PACKED)
    if any(one.flag_bits & 1 for one in members):
        return Found(problem=LOCKED)
    names = {one.filename for one in members}
    if LIST_OF_PARTS in names:
        return _of_parts(_beginning(packed, LIST_OF_PARTS), names)
    if ODF_KIND in names and _beginning(packed, ODF_KIND).strip() == ODT:
        return _unless_it_runs("odt", names)
    return Found(problem=ARCHIVE)


def _of_parts(listed: bytes, names: set[str]) -> Found:
    if b"macroEnabled" in listed:
        return Found(problem=MACROS)
    code = next((code for part, code in MAIN_PARTS if part in listed), "")
    return _unless_it_runs(code, names)


def _unless_it_runs(code: str, names: set[str]) -> Found:
    return Found(problem=MACROS) if any(RUNS.search(name) for name in names) else Found(code)


def _beginning(packed: zipfile.ZipFile, name: str) -> bytes:
    with packed.open(name) as member:
        return member.read(HEAD * 4)


def _is_text(content: bytes) -> bool:
    coding = coding_of(content)
    if not coding:
        return False
    text = content.decode(coding)
    return not CONTROLS.search(text) and not MARKUP.match(text)
