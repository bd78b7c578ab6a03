"""Many referrals from a file: every row checked, all of it or nothing, never twice."""

import csv
import html
import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.kit.invented import NOW, SAM
from throughcare.commons.cases.models import Case
from throughcare.commons.people.models import Particulars, Person, SamePerson
from throughcare.frame.transaction import acting
from throughcare.safeguards.audit.models import Line
from throughcare.stages.referrals import actions
from throughcare.stages.referrals.models import ColumnMap, ImportRow, ImportRun, Originator, Referral

WIDTHS = {"most_columns": 200, "largest_unpacked_megabytes": 60}
HEAD = "What worries,Full name,Date of birth,Received on\n"
GOOD = HEAD + "Drew a sign,Sam Tarrow,14/03/2010,03/06/2026\nSaid a threat,Jo Pike,2004,04/06/2026\n"


def chosen(browser, content, *, name="referrals.csv", follow=True):
    data = content if isinstance(content, bytes) else content.encode()
    return browser.post("/refer/import/", {"file": SimpleUploadedFile(name, data, "text/csv")}, follow=follow)


def proposed_on(page):
    """Read from the page which heading is chosen for which column."""
    found = {}
    for box, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page.text, re.DOTALL):
        chosen_here = re.search(r'value="([^"]+)" selected', options)
        if chosen_here:
            found[box] = html.unescape(chosen_here[1])
    return found


def checked(browser, content, columns=None):
    chosen(browser, content)
    run = ImportRun.objects.latest("id")
    boxes = columns or proposed_on(browser.get(f"/refer/import/{run.key}/columns/"))
    browser.post(f"/refer/import/{run.key}/columns/", boxes)
    page = browser.get(f"/refer/import/{run.key}/")
    while "rows checked" in page.text:
        page = browser.get(f"/refer/import/{run.key}/")
    return run, page


def test_a_good_file_becomes_cases_all_at_once(invented):
    ada = invented.browser("ada")
    run, page = checked(ada, GOOD)
    assert "2 rows are ready" in page.text
    assert not Case.objects.exists()

    done = ada.post(f"/refer/import/{run.key}/", follow=True)

    assert "2 referrals imported." in done.text
    assert set(Referral.objects.values_list("what_worries", flat=True)) == {"Drew a sign", "Said a threat"}
    assert set(Particulars.objects.values_list("birth_precision", flat=True)) == {"exact", "year"}
    assert {row.received_at.date().isoformat() for row in Referral.objects.all()} <= {"2026-06-02", "2026-06-03"}
    assert not ImportRow.objects.exists()
    assert Line.objects.filter(verb="referrals:received").count() == 2
    assert Line.objects.filter(verb="imports:imported").count() == 1
    assert Originator.objects.first().anonymous_to_panel


def test_every_fault_is_listed_and_nothing_is_saved(invented):
    ada = invented.browser("ada")
    bad = HEAD + ",Sam,31/02/2010,03/06/2026\nSaid a threat,Jo,14-Mar-09,tomorrow\nShort row,Jo\n=cmd,Al,,04/06/2999\n"

    run, page = checked(ada, bad)

    assert "Nothing saved yet: 4 rows need mending" in page.text
    assert "the row has 2 cells, and there are 4 headings" in page.text
    assert page.text.count("this is no real date") == 3
    assert "this day has not come yet" in page.text
    assert "the cell is empty" in page.text
    refused = ada.post(f"/refer/import/{run.key}/")
    assert refused.status_code == 422
    assert "some rows need mending" in refused.text
    assert not Case.objects.exists()


def test_the_list_of_faults_is_a_file_that_runs_nothing(invented):
    ada = invented.browser("ada")
    run, _page = checked(ada, HEAD + 'Drew a sign,Sam,"=HYPERLINK(""http://x"")",\n')

    answer = ada.get(f"/refer/import/{run.key}/mend.csv")

    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == "2"
    assert rows[1][4] == '\'=HYPERLINK("http://x")'


def test_the_template_can_be_filled_in_and_read_back(invented):
    ada = invented.browser("ada")

    template = ada.get("/refer/import/template.csv").content

    _run, page = checked(ada, template)
    assert "1 row is ready" in page.text


def test_the_same_file_twice_creates_nothing_twice(invented):
    ada = invented.browser("ada")
    run, _page = checked(ada, GOOD)
    ada.post(f"/refer/import/{run.key}/")

    again = chosen(ada, GOOD)

    assert "Already imported on" in again.text
    assert "Nothing was added" in again.text
    assert Case.objects.count() == 2
    assert ada.post(f"/refer/import/{run.key}/").status_code == 200
    assert Case.objects.count() == 2


def test_two_clicks_import_once(invented):
    ada = invented.browser("ada")
    first, _page = checked(ada, GOOD)
    second, _page = checked(ada, GOOD)

    ada.post(f"/refer/import/{first.key}/")
    refused = ada.post(f"/refer/import/{second.key}/")

    assert refused.status_code == 422
    assert "this file was imported on" in refused.text
    assert Case.objects.count() == 2


def test_a_mistake_in_the_middle_of_an_import_leaves_no_trace(invented, monkeypatch):
    ada = invented.browser("ada")
    run, _page = checked(ada, GOOD)

    def breaks(*_positional, **_named):
        raise RuntimeError("the database went away")

    monkeypatch.setattr("throughcare.stages.referrals.actions.receiving.record_each", breaks)
    ada.raise_request_exception = False
    answer = ada.post(f"/refer/import/{run.key}/")

    assert answer.status_code == 500
    assert not Case.objects.exists()
    assert not Person.objects.exists()
    assert ImportRun.objects.get().imported_at is None


def test_columns_are_matched_by_hand_and_remembered(invented):
    ada = invented.browser("ada")
    odd = "Notes of the school;Pupil\nDrew a sign;Sam Tarrow\n"

    _run, page = checked(ada, odd, {"what_worries": "Notes of the school", "name": "Pupil"})
    chosen(ada, odd + "More;Jo\n")

    assert "1 row is ready" in page.text
    assert ColumnMap.objects.get().columns == {"what_worries": "Notes of the school", "name": "Pupil"}
    again = ada.get(f"/refer/import/{ImportRun.objects.latest('id').key}/columns/")
    assert proposed_on(again) == {"what_worries": "Notes of the school", "name": "Pupil"}


def test_the_column_of_what_worries_must_be_matched_and_no_heading_twice(invented):
    ada = invented.browser("ada")
    chosen(ada, "A,B\nx,y\n")
    key = ImportRun.objects.get().key

    none = ada.post(f"/refer/import/{key}/columns/", {"name": "A"})
    twice = ada.post(f"/refer/import/{key}/columns/", {"what_worries": "A", "name": "A"})

    assert "Choose the column that says what worries" in none.text
    assert "“A” is chosen for “What worries” already" in twice.text
    assert ImportRun.objects.get().columns is None


UNREADABLE = [
    (b"", "empty"),
    (HEAD.encode(), "The file has no rows"),
    (b"PK\x03\x04rest", "This workbook cannot be read. Open it in Excel"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "This is an old Excel workbook"),
    (b"<html>", "This is a web page, not a CSV file"),
    ("What worries\nDrew a sign".encode("utf-16-le"), "in a coding we cannot read"),
    (
        "What worries\nZoë ŵ\nZoë, ÿ, Łódź\n".encode() + b"Zo\xeb\n",
        "Line 4 holds letters in another coding than the rest",
    ),
    (b"%PDF-1.7", "This is a PDF"),
    (b"What worries\n\x81\x8d\x8f", "in a coding we cannot read"),
    (b'What worries,Full name\n"open,Sam\n', "Look for a quotation mark without its partner"),
    (b"What worries,\nx,y\n", "Column 2 has no heading"),
    (b"What worries,what worries\nx,y\n", "Two columns are called"),
]


@pytest.mark.parametrize(("content", "says"), UNREADABLE)
def test_a_file_that_cannot_be_read_says_what_to_save_it_as(invented, content, says):
    page = chosen(invented.browser("ada"), content)

    assert page.status_code == 422
    assert says in page.text
    assert not ImportRun.objects.exists()


def test_too_many_rows_are_refused(invented, monkeypatch):
    limits = {"largest_megabytes": 5, "most_rows": 2, "rows_checked_at_a_time": 1, "kept_days": 1, **WIDTHS}
    monkeypatch.setattr("throughcare.stages.referrals.queries.limits", lambda section: limits)

    page = chosen(invented.browser("ada"), HEAD + "x,,,\n" * 3)

    assert "The file has 3 rows, and 2 is the most" in page.text


def test_a_file_that_is_too_large_is_refused(invented, monkeypatch):
    limits = {"largest_megabytes": 0, "most_rows": 9, "rows_checked_at_a_time": 1, "kept_days": 1, **WIDTHS}
    monkeypatch.setattr("throughcare.stages.referrals.queries.limits", lambda section: limits)

    page = chosen(invented.browser("ada"), GOOD)

    assert page.status_code == 422
    assert "The file is larger than" in page.text


def test_progress_is_shown_row_by_row(invented, monkeypatch):
    limits = {"largest_megabytes": 5, "most_rows": 9, "rows_checked_at_a_time": 1, "kept_days": 1, **WIDTHS}
    monkeypatch.setattr("throughcare.stages.referrals.queries.limits", lambda section: limits)
    ada = invented.browser("ada")
    chosen(ada, GOOD)
    key = ImportRun.objects.get().key
    ada.post(f"/refer/import/{key}/columns/", {"what_worries": "What worries", "name": "Full name"})

    page = ada.get(f"/refer/import/{key}/")

    assert "1 of 2 rows checked" in page.text
    assert 'http-equiv="refresh"' in page.text


def test_a_row_like_an_earlier_record_waits_for_a_persons_word(invented):
    earlier = invented.receive(SAM)
    ada = invented.browser("ada")
    run, page = checked(ada, GOOD)
    assert "Rows that look like earlier records" in page.text
    assert earlier in page.text
    waiting = ada.post(f"/refer/import/{run.key}/")
    assert waiting.status_code == 422

    row = ada.post(f"/refer/import/{run.key}/rows/2/", {earlier: "same", "reason": "Same birthday"})
    ada.post(f"/refer/import/{run.key}/")

    assert row.status_code == 302
    assert SamePerson.objects.get().answer == "same"
    known = Case.objects.get(reference=earlier).person_id
    assert Case.objects.filter(person_id=known).count() == 2


def test_a_record_out_of_sight_tells_only_whom_to_ask(invented):
    hidden = invented.receive(SAM, area="ashcombe")
    ada = invented.browser("ada")

    run, page = checked(ada, GOOD)

    assert "Ask Cleo Ward" in page.text
    assert hidden not in page.text
    assert ada.post(f"/refer/import/{run.key}/").status_code == 302


def test_a_file_is_its_choosers_alone(invented):
    run, _page = checked(invented.browser("ada"), GOOD)

    for other in ("cleo", "mo", "dee"):
        for page in ("", "columns/", "mend.csv", "rows/2/"):
            assert invented.browser(other).get(f"/refer/import/{run.key}/{page}").status_code == 404
    with invented.acting("cleo"):
        assert (ImportRun.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_whoever_imports_nothing_is_told_whose_it_is(invented):
    for page in ("/refer/import/", "/refer/import/template.csv"):
        answer = invented.browser("pat").get(page)
        assert answer.status_code == 422
        assert "this is for: coordinator" in answer.text


def test_an_area_of_somebody_else_is_a_fault(invented):
    _run, page = checked(invented.browser("ada"), "What worries,Area\nDrew a sign,Ashcombe\n")

    assert "this is none of the areas you receive referrals for" in page.text
    assert "Write one of: Northmere" in page.text


def test_a_file_given_up_leaves_no_row(invented):
    ada = invented.browser("ada")
    run, _page = checked(ada, GOOD)

    ada.post(f"/refer/import/{run.key}/give-up/")

    assert not ImportRow.objects.exists()
    assert "This file is not kept any more" in ada.get(f"/refer/import/{run.key}/").text


def test_old_rows_are_forgotten_when_the_next_file_is_chosen(invented):
    ada = invented.browser("ada")
    chosen(ada, GOOD)
    ImportRun.objects.update(expires_at=NOW)

    chosen(ada, HEAD + "Other,,,\n")

    assert ImportRow.objects.count() == 1


def test_the_clock_forgets_files_that_nobody_imported_and_sees_nothing_of_them(invented):
    chosen(invented.browser("ada"), GOOD)
    late = timezone.now() + timedelta(days=3)

    with acting("clock", staff=None, at=late):
        with pytest.raises(ProgrammingError), transaction.atomic():
            ImportRow.objects.count()
        assert actions.forget_expired(at=late) == 1

    assert not ImportRow.objects.exists()


def test_a_file_that_never_was_is_not_found(invented):
    assert invented.browser("ada").get(f"/refer/import/{uuid4()}/").status_code == 404
