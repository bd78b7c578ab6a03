"""Referrals in an Excel workbook: values alone, days as days, and a workbook that would fill the memory is refused."""

import io
import time
import tracemalloc
import zipfile
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice

import pytest
from openpyxl import Workbook, load_workbook

from throughcare.commons.cases.models import Case
from throughcare.commons.people.models import Particulars
from throughcare.kernel.sheets import reading
from throughcare.kernel.sheets.reading import read
from throughcare.kernel.sheets.unreadable import Unreadable
from throughcare.kernel.sheets.workbooks import Limits
from throughcare.stages.referrals.files.columns import COLUMNS, known_headings, template_workbook
from throughcare.stages.referrals.models import ImportRun

from .test_import import checked, chosen

LIMITS = Limits(most_rows=10_000, most_columns=200, largest_unpacked=60 * 1024 * 1024)
HEAD = ["What worries", "Full name", "Date of birth", "Received on"]
GOOD = [["Drew a sign", "Sam Tarrow", date(2010, 3, 14), date(2026, 6, 3)], ["Said a threat", "Jo Pike", 2004, None]]


def workbook(*rows, head=HEAD) -> bytes:
    book = Workbook()
    for row in [head, *rows]:
        book.active.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    whole = io.BytesIO()
    book.save(whole)
    return whole.getvalue()


def sheet(content: bytes, limits: Limits = LIMITS):
    return read(content, known=known_headings(), limits=limits)


def with_part(content: bytes, name: str, part: str | bytes, *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Put another part in the place of one of a workbook's."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(whole, "w", packing) as after:
        for one in before.namelist():
            if one != name:
                after.writestr(one, before.read(one))
        after.writestr(name, part)
    return whole.getvalue()


def packed(parts: dict[str, str]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return whole.getvalue()


def without(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as before:
        return packed({one: before.read(one) for one in before.namelist() if one != name})


def with_rows(rows: str) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return with_part(
        workbook(), "xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{rows}</sheetData></worksheet>"
    )


def test_values_come_out_as_people_would_have_typed_them():
    row = [
        "two\nlines",
        16,
        16.0,
        1.5,
        True,
        date(2009, 3, 14),
        datetime(2026, 6, 3, 14, 20, tzinfo=UTC).replace(tzinfo=None),
        "=not a formula"[1:],
        None,
    ]

    found = sheet(workbook(row, head=[f"h{n}" for n in range(9)]))

    assert found.rows == (
        ("two\nlines", "16", "16", "1.5", "Yes", "2009-03-14", "2026-06-03 14:20:00", "not a formula", ""),
    )
    assert (found.coding, found.numbers) == ("xlsx", (2,))


def test_empty_rows_are_passed_over_and_rows_keep_their_numbers():
    found = sheet(workbook([], ["Drew a sign", "Sam"], [None, " "], ["Said a threat"]))

    assert found.numbers == (3, 5)
    assert found.rows[1] == ("Said a threat", "", "", "")


@pytest.mark.django_db
def test_a_workbook_becomes_cases_like_a_csv_file(invented):
    ada = invented.browser("ada")

    run, page = checked(ada, workbook(*GOOD))
    assert "2 rows are ready" in page.text
    ada.post(f"/refer/import/{run.key}/")

    assert Case.objects.count() == 2
    assert {str(row.born_on) for row in Particulars.objects.all()} == {"2010-03-14", "2004-01-01"}


@pytest.mark.django_db
def test_a_wrong_cell_of_a_workbook_is_told_with_its_row(invented):
    ada = invented.browser("ada")

    _run, page = checked(ada, workbook(*GOOD, [None, "Kit Lowe", "31/02/2010", None]))

    assert "the cell is empty" in page.text
    assert "this is no real date" in page.text


@pytest.mark.django_db
def test_the_same_workbook_saved_again_is_not_imported_again(invented):
    ada = invented.browser("ada")
    run, _page = checked(ada, workbook(*GOOD))
    ada.post(f"/refer/import/{run.key}/")
    again = load_workbook(io.BytesIO(workbook(*GOOD)))
    again.active.column_dimensions["A"].width = 40

    page = chosen(ada, saved(again), name="referrals.xlsx")

    assert "Already imported on" in page.text
    assert ImportRun.objects.count() == 1


@pytest.mark.django_db
def test_the_template_can_be_had_as_a_workbook_and_read_again(invented):
    answer = invented.browser("ada").get("/refer/import/template.xlsx")

    found = sheet(answer.content)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="referrals-template.xlsx"'
    assert found.headings == tuple(str(column.heading) for column in COLUMNS)
    assert "2026-06-03" in found.rows[0]
    assert invented.browser("ivo").get("/refer/import/template.xlsx").status_code == 422


def test_a_formula_gives_the_result_that_was_kept_and_is_never_calculated():
    content = with_rows(
        '<row r="1"><c r="A1" t="str"><v>What worries</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>HYPERLINK("http://x")</f><v>Drew a sign</v></c></row>'
    )

    assert sheet(content).rows == (("Drew a sign",),)


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
HEADING = '<row r="1"><c r="A1" t="str"><v>What worries</v></c></row>'
BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><worksheet>&b;</worksheet>"
ERROR = f'{HEADING}<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>'
FAR_ROW = f'{HEADING}<row r="99999999999"><c t="str"><v>x</v></c></row>'
BACKWARDS = f'{HEADING}<row r="1"><c t="str"><v>x</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"
BROKEN = "This workbook cannot be read"
UNREADABLE = {
    "a formula without result": (workbook(["=1+1", "Sam"]), "Row 2, column A: a formula without its result"),
    "an error": (with_rows(ERROR), "Row 2, column A: the cell shows an error"),
    "locked": (LOCKED, "locked with a password"),
    "not a workbook": (packed({"a.txt": "x"}), "This is an archive or another kind of file"),
    "broken": (workbook(*GOOD)[:500], BROKEN),
    "empty": (workbook(head=[]), "The file is empty"),
    "headings alone": (workbook(), "The file has no rows"),
    "a cell without heading": (workbook(["a", "b", 2004, None, "e"]), "Row 2 has a cell beyond the last heading"),
    "too wide": (workbook(["a"] * 201, head=["h"]), "Row 2 goes on to column GS, and 200 columns is the most"),
    "entities": (with_part(workbook(*GOOD), SHEET, BOMB), BROKEN),
    "no such string": (with_rows('<row><c t="s"><v>99</v></c></row>'), BROKEN),
    "no such day": (with_rows('<row><c t="d"><v>someday</v></c></row>'), BROKEN),
    "another packing": (with_part(workbook(*GOOD), "xl/x.xml", "<a/>", packing=zipfile.ZIP_LZMA), BROKEN),
    "one endless row": (with_rows("<row>" + "<c/>" * 16_385 + "</row>"), BROKEN),
    "a far row": (with_rows(FAR_ROW), BROKEN),
    "rows that go back": (with_rows(BACKWARDS), BROKEN),
    "no sheet": (with_part(workbook(*GOOD), "xl/workbook.xml", "<workbook/>"), "There is no sheet with rows"),
    "a sheet that is not there": (without(workbook(*GOOD), SHEET), BROKEN),
}


@pytest.mark.parametrize(("content", "says"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_workbook_that_cannot_be_read_says_what_is_wrong(content, says):
    with pytest.raises(Unreadable) as why:
        sheet(content)

    assert says in str(why.value)


def packed_tightly(megabytes: int) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w") as part:
            for _number in range(megabytes):
                part.write(b" " * 1024 * 1024)
    return whole.getvalue()


def test_a_bomb_named_as_a_workbook_is_refused_while_it_is_small():
    bomb = packed_tightly(200)
    tracemalloc.start()

    with pytest.raises(Unreadable) as why:
        sheet(bomb)

    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to far more" in str(why.value)
    assert len(bomb) < 512 * 1024
    assert peak < 10 * 1024 * 1024


def test_a_million_rows_are_stopped_at_the_first_row_too_many():
    content = with_rows(HEADING + "<row><c><v>1</v></c></row>" * 1_000_000)
    read_so_far = []
    began = time.process_time()

    with pytest.raises(Unreadable) as why, counted(read_so_far):
        sheet(content)

    assert "The file has more than 10,000 rows" in str(why.value)
    assert sum(read_so_far) < 2 * 1024 * 1024 < len("<row><c><v>1</v></c></row>") * 1_000_000
    assert time.process_time() - began < 5


@contextmanager
def counted(read_so_far: list[int]):
    """Note how much of a workbook's parts is unpacked."""
    read = zipfile.ZipExtFile.read

    def noted(self, n=-1):
        piece = read(self, n)
        read_so_far.append(len(piece))
        return piece

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zipfile.ZipExtFile, "read", noted)
        yield


def test_rows_that_are_only_formatted_cost_little():
    found = sheet(with_rows(HEADING + '<row s="1"/>' * 100_000 + '<row><c t="str"><v>x</v></c></row>'))

    assert (found.rows, found.numbers) == ((("x",),), (100_002,))


def test_a_million_rows_of_csv_are_counted_and_not_kept(monkeypatch):
    content = b"What worries\n" + b"x\n" * 1_000_000
    kept = []
    monkeypatch.setattr(reading, "islice", lambda lines, most: kept.append(most) or list(islice(lines, most)))

    with pytest.raises(Unreadable) as why:
        sheet(content)

    assert "The file has 1,000,000 rows, and 10,000 is the most" in str(why.value)
    assert kept == [10_001]


def test_the_template_runs_nothing():
    cells = [cell for row in load_workbook(io.BytesIO(template_workbook())).active.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
