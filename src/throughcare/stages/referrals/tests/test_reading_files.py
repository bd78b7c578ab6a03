"""From bytes to rows: codings, signs between cells, dates and cells as people write them."""

from datetime import UTC, date, datetime

import pytest

from throughcare.kernel.sheets.reading import read
from throughcare.kernel.sheets.workbooks import Limits
from throughcare.kernel.spreadsheets import harmless
from throughcare.stages.referrals.files.columns import COLUMNS, as_csv, known_headings, proposed
from throughcare.stages.referrals.files.judging import Lists, as_referral, judge, partial_date

TODAY = date(2026, 6, 15)
CODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]


def sheet(content: bytes):
    return read(content, known=known_headings(), limits=Limits(100, 200, 60_000_000))


@pytest.mark.parametrize("coding", CODINGS)
def test_letters_come_out_as_they_went_in(coding):
    found = sheet("What worries,Full name\nDrew a sign,Zoë O’Neill\n".encode(coding))

    assert found.rows == (("Drew a sign", "Zoë O’Neill"),)
    assert found.coding == coding


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(sign):
    text = sign.join(["What worries", "Full name"]) + "\n" + sign.join(["a, b; c", "Sam"]) + "\n"
    quoted = text.replace("a, b; c", '"a, b; c"')

    found = sheet(quoted.encode())

    assert (found.delimiter, found.rows) == (sign, (("a, b; c", "Sam"),))


def test_empty_lines_are_passed_over_and_line_ends_do_not_matter():
    found = sheet(b'What worries,Full name\r\n\r\n"two\r\nlines",Sam\r\n,\r\n')

    assert found.rows == (("two\r\nlines", "Sam"),)


@pytest.mark.parametrize(
    ("typed", "year", "precision"),
    [
        ("14/03/2009", 2009, "exact"),
        ("14.3.2009", 2009, "exact"),
        ("14 March 2009", 2009, "exact"),
        ("2009-03-14", 2009, "exact"),
        ("2009-03-14 00:00:00", 2009, "exact"),
        ("2009-03-14 14:20", 2009, "exact"),
        ("3/2009", 2009, "month"),
        ("2009-03", 2009, "month"),
        ("Mar 2009", 2009, "month"),
        ("2009", 2009, "year"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, year, precision):
    found = partial_date(typed)

    assert (found.year, found.precision) == (year, precision)


@pytest.mark.parametrize("typed", ["14/03/09", "03/14/2009", "31/02/2009", "39886", "14/03", "soon", "1009", "٢٠٠٩"])
def test_what_is_no_date_for_certain_is_none(typed):
    assert partial_date(typed) is None


@pytest.mark.parametrize("cell", ["=1+1", "+44 1632", "-1", "@x", "\tx", "\rx", "\nx", "＝1"])
def test_a_cell_that_would_run_is_made_harmless(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless("plain") == "plain"
    assert as_csv([[cell]]).startswith(("'", "\"'"))


def test_headings_are_known_by_their_other_names():
    found = proposed(["DOB", "Name", "Concern", "Shoe size"], saved={})

    assert found == {"what_worries": "Concern", "name": "Name", "born": "DOB"}


def test_what_an_agency_chose_before_stands_before_our_guess():
    assert proposed(["Name", "Pupil"], saved={"name": "Pupil"})["name"] == "Pupil"


def lists() -> Lists:
    return Lists(
        today=TODAY,
        at=datetime(2026, 6, 15, 12, tzinfo=UTC),
        area_id=7,
        areas={"northmere": 7},
        area_names=("Northmere",),
        codes={
            "genders": {"male": "Male"},
            "how_known": {},
            "yes_no_not_known": {"yes": "Yes"},
            "sectors": {"health": "Health"},
        },
        types_by_day=lambda day: {"old": "Old kind"} if day.year < 2021 else {"new": "New kind"},
    )


def judged(**cells: str):
    headings = tuple(cells)
    columns = {name: name for name in headings}
    return judge(tuple(cells.values()), headings=headings, columns=columns, lists=lists())


@pytest.mark.parametrize(
    ("column", "cell", "wrong"),
    [
        ("gender", "unicorn", "this is none of the answers"),
        ("phone", "ask mum", "nobody could dial this"),
        ("email", "sam at home", "this is no email address"),
        ("age", "old", "this is no age in years"),
        ("hide_from_panel", "maybe", "this is neither yes nor no"),
        ("born", "39886", "this is a spreadsheet's own number for a date"),
        ("received_on", "June 2026", "this is not a whole date"),
        ("name", "x" * 201, "the text has 201 characters, and 200 is the most"),
        ("name", "Sam\x00", "there is a hidden character that cannot be kept"),
        ("name", "Sam \u202e", "there is a hidden character that cannot be kept"),
        ("area", "Atlantis", "this is none of the areas you receive referrals for"),
        ("concern_type", "Old kind", "this is none of the answers"),
    ],
)
def test_a_wrong_cell_says_what_and_how_to_mend_it(column, cell, wrong):
    found = judged(what_worries="Drew a sign", **{column: cell})

    assert [fault.wrong for fault in found.faults] == [wrong]
    assert found.faults[0].mend


def test_the_day_it_came_chooses_the_kinds_of_concern():
    assert judged(what_worries="x", received_on="03/06/2019", concern_type="old kind").values["concern_type"] == "old"


def test_codes_labels_and_cases_all_do():
    found = judged(what_worries="x", gender="MALE", sector="health", hide_from_panel="No", hide_from_person="n")

    assert found.faults == []
    new = as_referral(found.values, lists=lists())
    assert (new.person.gender, new.sector, new.originator.anonymous_to_panel, new.area_id) == (
        "male",
        "health",
        False,
        7,
    )


def test_an_empty_row_of_wishes_keeps_the_name_hidden_until_somebody_asks():
    new = as_referral(judged(what_worries="x").values, lists=lists())

    assert (new.originator.anonymous_to_person, new.originator.wish_was_asked) == (True, False)


def test_every_column_is_judged_and_every_heading_is_its_own():
    headings = [str(column.heading) for column in COLUMNS]

    assert len(set(headings)) == len(headings)
    assert set(judged(what_worries="x").values) == {column.code for column in COLUMNS}
