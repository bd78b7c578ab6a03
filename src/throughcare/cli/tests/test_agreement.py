"""`throughcare agreement`: any file of ratings, in words about what is wrong with it, never a traceback."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from throughcare.cli.main import app
from throughcare.methods.agreement import STATISTICS

KEYS = ["estimate", "se", "low", "high", "n_subjects", "n_raters", "undefined_because"]
GOOD = "Ada,Ben\n1,1\n2,3\n,2\n3,3\n"


@pytest.fixture
def asked(tmp_path):
    def ask(content, *options, scale="1..5"):
        path = tmp_path / "ratings.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(app, ["agreement", str(path), "--scale", scale, *options])

    return ask


def test_json_holds_every_statistic_at_full_precision(asked):
    answer = asked(GOOD, "--json")
    found = json.loads(answer.stdout)

    assert answer.exit_code == 0
    assert list(found) == list(STATISTICS)
    assert {tuple(each) for each in found.values()} == {tuple(KEYS)}
    assert found["percent_agreement"]["estimate"] == 2 / 3
    assert (found["cohen_kappa"]["n_subjects"], found["cohen_kappa"]["n_raters"]) == (3, 2)


def test_the_table_tells_value_interval_band_and_how_it_was_done(asked):
    shown = asked(GOOD).stdout

    for words in ("4 people rated by 2 raters", "Cohen's kappa", "95% interval", "almost perfect", "Landis and Koch"):
        assert words in shown
    assert "people with fewer than two ratings are left out" in " ".join(shown.split())


def test_undefined_is_told_with_its_reason_and_a_constant_rater_by_name(asked):
    answer = asked("Ada,Ben\n2,2\n2,2\n2,2\n", "--json")
    found = json.loads(answer.stdout)

    assert answer.exit_code == 0
    assert "Column 1 (Ada) holds 2 in every row" in answer.stderr
    assert found["gwet_ac1"]["estimate"] == 1
    assert found["cohen_kappa"]["estimate"] is None
    assert "the same" in found["cohen_kappa"]["undefined_because"]


def test_high_agreement_with_low_kappa_is_explained(asked):
    rare = "Ada,Ben\n" + "0,0\n" * 80 + "0,1\n" * 10 + "1,0\n" * 5 + "1,1\n" * 5
    even = "Ada,Ben\n" + "0,0\n" * 40 + "0,1\n" * 9 + "1,0\n" * 6 + "1,1\n" * 45

    assert "Nearly all ratings lie in one category" in asked(rare, scale="0..1").stdout
    assert "Nearly all ratings" not in asked(even, scale="0..1").stdout


BAD = {
    "off the scale": ("A,B\n1,2\n3,9\n", "Row 3, column 2 (B): “9” is not on the scale."),
    "text": ("A,B\n1,two\n", "Row 2, column 2 (B): “two” is no number."),
    "not a number": ("A,B\n1,nan\n", "Row 2, column 2 (B): “nan” is no number."),
    "underscores": ("A,B\n1,1_0\n", "“1_0” is no number."),
    "duplicated raters": ("A,B,a\n1,2,3\n", "columns 1 and 3 have the same rater, A"),
    "one rater": ("A\n1\n2\n", "names one rater, A"),
    "nameless": ("A,\n1,2\n", "Row 1, column 2 is empty"),
    "100,000 columns": (",".join(f"r{n}" for n in range(100_000)) + "\n", "has 100,000 columns"),
    "encoding": (b"A,B\n1,2\n" + b"\xff\xfe,1\n", "Row 3 of"),
    "utf-16": ("A,B\n1,2\n".encode("utf-16"), "is not written in UTF-8"),
    "empty": ("", "is empty"),
    "blank": ("\n\n", "is empty"),
    "no rows": ("A,B\n", "holds no ratings"),
    "ragged": ("A,B\n1,2\n1\n1,2,3\n", "Row 3 has 1 cell, and there are 2 raters."),
    "100,000 cells": ("A,B\n" + "1," * 99_999 + "1\n", "Row 2 has 100,000 cells, and there are 2 raters."),
    "a decimal comma that parts cells": ("A,B\n1,5,2\n", "Row 2 has 3 cells"),
    "nul": ("A,B\n1,\0\n", "Row 2"),
    "a huge cell": ("A,B\n1," + "9" * 200_000 + "\n", "Row 2 cannot be read as CSV"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["table", "json"])
def test_bad_input_is_told_by_row_and_column(asked, case, options):
    content, told = BAD[case]

    answer = asked(content, *options)

    assert answer.exit_code == 2
    assert told in answer.stderr
    assert answer.stdout == ""


def test_many_mistakes_are_counted_and_the_first_are_told(asked):
    told = asked("A,B\n" + "1,9\n" * 40).stderr

    assert "Row 6, column 2" in told
    assert "Row 7" not in told
    assert "… and 35 more." in told


@pytest.mark.parametrize("scale", ["1..1", "5..1", "low..high", "", "1,1,2", "1..99999999", "1,", "1...5"])
def test_a_scale_that_cannot_be_read_is_told(asked, scale):
    answer = asked(GOOD, scale=scale)

    assert answer.exit_code == 2
    assert f"The scale {scale}" in answer.stderr


def test_a_missing_file_is_told(tmp_path):
    answer = CliRunner().invoke(app, ["agreement", str(tmp_path / "none.csv"), "--scale", "1..5"])

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "cannot be read: No such file or directory." in answer.stderr


@pytest.mark.parametrize(
    "same",
    [
        "Ada;Ben\r\n1;1\r\n2;3\r\n;2\r\n3;3\r\n",
        "\ufeff" + GOOD,
        'Ada,"Ben"\n1.0, 1\n2,3\n\n,2\n3,"3"',
        "Ada\tBen\n1\t1\n2\t3\n\t2\n3\t3",
        '"Marsh, Ada";"Hale, Ben"\n1,0;1\n2;3,00\n;2\n3;3\n',
    ],
    ids=["semicolons", "byte order mark", "quotes and blank lines", "tabs", "commas in names and decimal commas"],
)
def test_spreadsheets_write_the_same_file_in_many_ways(asked, same):
    assert json.loads(asked(same, "--json").stdout) == json.loads(asked(GOOD, "--json").stdout)


def test_decimal_commas_are_fractions(asked):
    points, commas = "A,B\n0.5,1\n1.5,1.5\n1,1\n", "A;B\n0,5;1\n1,5;1,5\n1;1\n"

    assert asked(commas, "--json", scale="0.5,1,1.5").stdout == asked(points, "--json", scale="0.5,1,1.5").stdout
    assert "“0,5” is not on the scale." in asked("A;B\n0,5;1\n", scale="1..5").stderr


def test_standard_input_is_read_like_a_file(asked):
    piped = CliRunner().invoke(app, ["agreement", "-", "--scale", "1..5", "--json"], input=GOOD)

    assert (piped.exit_code, piped.stdout) == (0, asked(GOOD, "--json").stdout)


def test_it_starts_neither_django_nor_a_database(tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text(GOOD)
    code = (
        "import sys; from throughcare.cli.main import app\n"
        f"app(['agreement', {str(path)!r}, '--scale', '1..5'], standalone_mode=False)\n"
        "from django.apps import apps; from django.conf import settings\n"
        "sys.exit(apps.ready or settings.configured or 'psycopg' in sys.modules and 'django.db.backends.postgresql' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_without_the_statistics_it_says_what_to_install(tmp_path):
    path = tmp_path / "ratings.csv"
    path.write_text(GOOD)
    code = (
        "import sys; sys.modules['numpy'] = None; sys.argv[1:] = ['agreement', "
        + repr(str(path))
        + ", '--scale', '1..5']\n"
        "from throughcare.cli.main import run; run()"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert answer.returncode == 1
    assert "pip install 'throughcare[evaluation]'" in " ".join(answer.stderr.split())
    assert "Traceback" not in answer.stderr
