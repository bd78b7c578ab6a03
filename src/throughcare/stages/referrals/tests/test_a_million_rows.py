"""A file of a million rows is refused in plain words, by page and address alike, in little memory and time."""

import json
import subprocess
import sys
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.kit.machines import a_machine
from throughcare.commons.cases.models import Case
from throughcare.kernel.definitions import load
from throughcare.stages.referrals.models import ImportRow, ImportRun

pytestmark = pytest.mark.django_db

ROWS = 1_000_000
LIMITS = load("intake", "rules").data["import"]
TOO_MANY = f"The file has {ROWS:,} rows, and {LIMITS['most_rows']:,} is the most. Divide it into several files"
SECONDS, MEGABYTES = 30, 120  # what it may take of a busy machine; alone it takes a tenth

READ = """
import json, resource, sys
import django
django.setup()
from throughcare.kernel.sheets.reading import read
from throughcare.kernel.sheets.workbooks import Limits
from throughcare.kernel.sheets.unreadable import Unreadable
content = b"What worries\\n" + b"abc\\n" * int(sys.argv[1])
used = lambda: resource.getrusage(resource.RUSAGE_SELF)
before = used()
try:
    read(content, known=["What worries"], limits=Limits(10_000, 200, 60 * 1024 * 1024))
except Unreadable as why:
    after = used()
    print(json.dumps([str(why), (after.ru_maxrss - before.ru_maxrss) / 1024, after.ru_utime - before.ru_utime]))
"""


def rows_of(each: bytes) -> bytes:
    return b"What worries\n" + each * ROWS


def sent(browser, content):
    began = time.monotonic()
    page = browser.post("/refer/import/", {"file": SimpleUploadedFile("referrals.csv", content, "text/csv")})
    return page, time.monotonic() - began


def nothing_was_kept() -> bool:
    return not (ImportRun.objects.exists() or ImportRow.objects.exists() or Case.objects.exists())


def test_the_page_counts_the_rows_of_a_file_that_is_small_enough_and_takes_none(invented):
    content = rows_of(b"abc\n")
    assert len(content) < LIMITS["largest_megabytes"] * 1024 * 1024

    page, seconds = sent(invented.browser("ada"), content)

    assert page.status_code == 422
    assert TOO_MANY in page.text
    assert seconds < SECONDS
    assert nothing_was_kept()


def test_the_page_says_of_a_larger_file_how_large_one_may_be(invented):
    page, seconds = sent(invented.browser("ada"), rows_of(b"Says that nobody would miss the people there,Sam\n"))

    assert page.status_code == 422
    assert f"The file is larger than {LIMITS['largest_megabytes']} MB. Choose a smaller one" in page.text
    assert seconds < SECONDS
    assert nothing_was_kept()


def test_a_machine_is_told_the_same(invented):
    council = a_machine("northmere_council", scopes=["referrals.import"], area_ids=[invented.areas["northmere"]])

    small = council.post("/api/imports?area=northmere", rows_of(b"abc\n"), content_type="text/csv")
    large = council.post("/api/imports?area=northmere", rows_of(b"Says it again,Sam\n"), content_type="text/csv")

    assert (small.status_code, large.status_code) == (409, 413)
    assert TOO_MANY in json.dumps(small.json())
    assert nothing_was_kept()


def test_rows_beyond_the_most_take_no_memory():
    run = subprocess.run([sys.executable, "-c", READ, str(ROWS)], capture_output=True, text=True, check=True)

    words, megabytes, seconds = json.loads(run.stdout)

    assert words == TOO_MANY
    assert megabytes < MEGABYTES
    assert seconds < SECONDS
