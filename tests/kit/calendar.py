"""Which day it is on the live site: a journey that lives for months turns the pages of this calendar.

The site's web server and its database agree on the moment; from there time runs as it does for everybody. Nothing but
the live site of one test is moved, and its next test finds the real day again.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from tests.kit.database import STATE, WORKING
from throughcare.kernel.time import UK

VARIABLE = "TESTS_CALENDAR"  # tells the web server where the calendar lies; without the file, time is the real one
FILE = STATE / f"{WORKING}.calendar"

# In real life the database tells the time of recording itself and believes nobody. Here it believes the request.
RECORDED_NOW = """
CREATE OR REPLACE FUNCTION tc.recorded_now() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = pg_catalog
AS $$ SELECT tc.at() $$
"""


@dataclass
class Calendar:
    """The day and hour on the live site."""

    today: date
    moved: timedelta = timedelta()
    turned: int = 0

    def turn_to(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        """Let it be this day at this hour on the site."""
        self.turned += 1
        self.today, moment = day, datetime.combine(day, time(hour, minute), tzinfo=UK)
        self.moved = moment - timezone.now()
        _write(FILE, f"{self.moved.total_seconds()}")
        return moment

    def now(self) -> datetime:
        """Give the moment it is on the site."""
        return timezone.now() + self.moved


@pytest.fixture
def calendar(site: object) -> Iterator[Calendar]:
    """Give the calendar of the live site, which begins today."""
    with connection.cursor() as cursor:
        cursor.execute(RECORDED_NOW)
    yield Calendar(timezone.localdate())
    with suppress(FileNotFoundError):
        FILE.unlink()


def _write(path: Path, text: str) -> None:
    """Replace the file at once: the web server may be reading it."""
    draft = path.with_suffix(".draft")
    draft.write_text(text, encoding="ascii")
    draft.replace(path)
