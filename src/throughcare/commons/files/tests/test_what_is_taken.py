"""Name, what the sender says and what is inside must agree; what can run by itself is not taken."""

import pytest

from throughcare.commons.files import queries, rules, sniffing
from throughcare.commons.files.tests.builders import JPEG, PDF, PNG, docx, odt, packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
XLSX_PARTS = {
    "[Content_Types].xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "xl/workbook.xml": "<workbook/>",
}


def asked(name: str, content: bytes, declared: str = "", size: int | None = None):
    taken = queries.file_rules()
    found = sniffing.look(content, rules=taken)
    many = len(content) if size is None else size
    return rules.may_be_taken(name=name, declared=declared, size=many, found=found, rules=taken)


@pytest.mark.parametrize(
    ("name", "content", "declared"),
    [
        ("report.pdf", PDF, "application/pdf"),
        ("REPORT.PDF", PDF, "application/octet-stream"),
        ("letter.docx", docx(), f"{'application/vnd.openxmlformats-officedocument'}.wordprocessingml.document"),
        ("list.xlsx", packed(XLSX_PARTS), ""),
        ("letter.odt", odt(), "application/vnd.oasis.opendocument.text"),
        ("screen.png", PNG, "image/png"),
        ("letter.jpeg", JPEG, "image/jpeg"),
        ("words.txt", "Llythyr yr ysgol, ŵyl a gwên".encode(), "text/plain; charset=utf-8"),
        ("words.txt", "Caf\xe9".encode("cp1252"), "text/plain"),
    ],
)
def test_what_is_what_it_says_is_taken(name, content, declared):
    assert asked(name, content, declared).reasons == ()


@pytest.mark.parametrize(
    ("name", "content", "declared", "why"),
    [
        ("report.pdf", b"", "application/pdf", "the file is empty"),
        ("report.pdf", PNG, "application/pdf", "its name says PDF, and what is inside is PNG picture"),
        ("report.pdf", b"MZ\x90\x00" + bytes(99), "", "what is inside is something else"),
        ("report.pdf", PDF, "image/png", "it was sent as image/png, and its name says PDF"),
        ("report", PDF, "application/pdf", "does not say what kind of file it is"),
        ("report.pdf.exe", PDF, "application/pdf", "files called .exe are not taken: a program"),
        ("gpj\u202e.exe", PDF, "", "files called .exe are not taken"),
        ("letter.docm", docx(), "", "files called .docm are not taken: an Office file that may hold macros"),
        ("letter.docx", docx(word__vbaProject_bin=b"x"), "", "a macro or an object in it"),
        ("letter.docx", docx(word__embeddings__oleObject1_bin=b"x"), "", "a macro or an object in it"),
        ("letter.odt", odt(Basic__script="x"), "", "a macro or an object in it"),
        ("letter.docx", packed({"[Content_Types].xml": "macroEnabled.main+xml"}), "", "a macro or an object in it"),
        ("letter.docx", packed({"a.pdf": PDF}), "", "there are other files inside it"),
        ("letter.docx", LOCKED, "", "locked with a password"),
        ("letter.docx", OLE, "", "what is inside is something else"),
        ("letter.docx", packed({f"{n}": "" for n in range(5001)}), "", "packed so tightly"),
        ("letter.docx", b"PK\x03\x04 not truly", "", "what is inside is something else"),
        ("all.zip", packed({"a.pdf": PDF}), "", "files called .zip are not taken: an archive"),
        ("mail.eml", b"From: a@example.org", "", "a mail with whatever is attached to it"),
        ("page.html", b"<html>", "text/html", "files called .html are not taken"),
        ("page.txt", b"  <html><script>", "text/plain", "what is inside is something else"),
        ("words.txt", b"half\x00a word", "text/plain", "what is inside is something else"),
        ("words.xyz", b"words", "", "files called .xyz are not taken"),
    ],
)
def test_what_is_not_is_refused_with_what_would_be_taken(name, content, declared, why):
    answer = asked(name, content, declared)

    assert why in "; ".join(reason.text for reason in answer.reasons)
    assert all(reason.mends and "what may be attached" in reason.source for reason in answer.reasons)


def test_a_file_that_unpacks_to_gigabytes_is_refused_unopened():
    bomb = docx(word__media__image_bin=bytes(210 * 1024 * 1024))

    assert len(bomb) < 1024 * 1024
    assert "packed so tightly" in asked("letter.docx", bomb).reasons[0].text


def test_a_large_file_is_refused_by_its_size_alone():
    answer = asked("report.pdf", b"", size=21 * 1024 * 1024)

    assert [reason.text for reason in answer.reasons] == ["the file has 21 MB, and 20 MB is the most"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\Users\\Ada\\report.pdf", "report.pdf"),
        ("../../etc/report.pdf", "report.pdf"),
        ("re\u202eport\x00.pdf", "report.pdf"),
        ("x" * 300 + ".pdf", "x" * 188 + "…" + "xxxxxx.pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_hidden_signs(name, shown):
    assert rules.plain_name(name) == shown


def test_every_kind_that_is_taken_can_be_told_by_its_content():
    taken = queries.file_rules()
    told = {"pdf": PDF, "docx": docx(), "xlsx": packed(XLSX_PARTS), "odt": odt(), "png": PNG, "jpeg": JPEG, "txt": b"a"}

    assert {kind.code: sniffing.look(told[kind.code], rules=taken).code for kind in taken.kinds} == {
        kind.code: kind.code for kind in taken.kinds
    }
