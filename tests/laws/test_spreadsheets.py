"""Nothing that we write for a spreadsheet runs in it."""

import csv
import io

import pytest

from tests.kit.tree import code, place
from throughcare.kernel.sheets import writing
from throughcare.kernel.spreadsheets import RUNS, harmless
from throughcare.oversight.evaluation.csv_file import csv_of
from throughcare.oversight.evaluation.shown import Grid
from throughcare.web import export


def test_whoever_writes_csv_makes_its_cells_harmless():
    writers = {path: path.read_text(encoding="utf-8") for path in code() if "csv.writer(" in path.read_text("utf-8")}

    assert len(writers) > 2
    assert [place(path) for path, text in writers.items() if "import harmless" not in text] == []


@pytest.mark.parametrize("begin", RUNS)
def test_no_cell_of_any_file_begins_as_a_formula_does(begin):
    cell = f"{begin}HYPERLINK(A1)"
    files = [
        export.as_csv([cell], [[cell]]),
        writing.as_csv([[cell]]),
        csv_of(Grid(corner=cell, heads=[cell], lines=[(cell, [cell])], caption=cell), notes=[cell]),
    ]

    for file in files:
        cells = [one for row in csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline="")) for one in row if one]
        assert cells
        assert [one for one in cells if one.startswith(RUNS)] == []


def test_what_runs_nothing_stays_as_it_is():
    assert [harmless(cell) for cell in ("", "Sam", "14/03/2009", "1240", " =1")] == [
        "",
        "Sam",
        "14/03/2009",
        "1240",
        " =1",
    ]
