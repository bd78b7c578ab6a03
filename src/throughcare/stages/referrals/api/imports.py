"""Files of referrals for machines: sent and checked in one go, and then all of it imported or nothing.

A row that looks like an earlier record is for a person to decide: such a file is imported on the page.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from throughcare.commons.agencies import queries as agencies
from throughcare.frame.machine import Mistakes, OneOf, described, moment_of, staff_of
from throughcare.kernel.sheets.reading import Sheet, read
from throughcare.kernel.sheets.unreadable import Unreadable
from throughcare.kernel.sheets.workbooks import Limits
from throughcare.stages.referrals import actions, queries
from throughcare.stages.referrals.files import columns as files
from throughcare.stages.referrals.models import ImportRun

router = Router(tags=["imports"])
SHOWN = 200
EXAMPLE = "What worries,Full name\nWrote in a lesson that nobody would miss the people there,Sam Tarrow\n"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TAKEN = {
    "text/csv": {"schema": {"type": "string", "minLength": 1}, "examples": {"two columns": {"value": EXAMPLE}}},
    WORKBOOK: {"schema": {"type": "string", "format": "binary"}},
}
Key = Annotated[UUID, Path(description="The file, as its first answer named it")]


class Fault(Schema):
    """One thing to mend in the file, counted as a spreadsheet counts: the headings are row 1."""

    row: int
    column: str
    wrong: str
    mend: str


class Checked(Schema):
    """A file that was checked: nothing is saved of it but its rows, for a few days."""

    key: UUID
    state: str = Field(description="checked, or imported")
    rows: int
    faulty: int = Field(description="Rows with something to mend")
    alike: int = Field(description="Rows that look like earlier records; people decide of them on the page")
    faults: list[Fault] = Field(description=f"The first {SHOWN} things to mend")
    kept_until: datetime


@router.post("/imports", **described("referrals.import", Checked, status=201, name="check_import", takes=TAKEN))
def check(
    request: HttpRequest,
    response: HttpResponse,
    area: Annotated[
        str, OneOf(lambda: dict(queries.areas())), Query(description="The area that rows go to which name none")
    ],
) -> dict[str, Any]:
    """Send a CSV file or an Excel workbook and have every row checked; nothing becomes a case yet. Headings are found by their words."""
    at, me = moment_of(request), staff_of(request)
    place = agencies.area_by_code(area)
    assert place is not None, "it is one of the areas there are"
    sheet = _sheet(request)
    run = actions.choose_file(sheet, area_id=place.pk, by=me, at=at)
    proposed = files.proposed(run.headings, saved=queries.saved_columns(run.agency_id))
    if not all(column.code in proposed for column in files.COLUMNS if column.needed):
        text = _("no heading says what worries: call one “What worries”")
        raise Mistakes(_("The file was not taken"), at_places=[("/", text)])
    actions.match_columns(run, columns=proposed, by=me, at=at)
    while run.checked < run.row_count:
        actions.check_rows(run, at=at)
    response["Location"] = f"/api/imports/{run.key}"
    return _shown(run)


@router.get("/imports/{key}", **described("referrals.import", Checked, name="read_import"))
def look(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Read again what came of a file that this token sent."""
    return _shown(queries.run(key, staff_id=staff_of(request)))


@router.post("/imports/{key}/import", **described("referrals.import", Checked, name="do_import"))
def do(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Import a file that was checked: every row becomes a case, or none does."""
    run = queries.run(key, staff_id=staff_of(request))
    actions.import_file(run, by=staff_of(request), at=moment_of(request))
    run.refresh_from_db()
    return _shown(run)


def _sheet(request: HttpRequest) -> Sheet:
    limits = queries.limits("import")
    most = Limits(limits["most_rows"], limits["most_columns"], limits["largest_unpacked_megabytes"] * 1024 * 1024)
    try:
        return read(request.body, known=files.known_headings(), limits=most)
    except Unreadable as why:
        raise Mistakes(_("The file was not taken"), at_places=[("/", str(why))]) from None


def _shown(run: ImportRun) -> dict[str, Any]:
    found = queries.faults(run, limit=SHOWN)
    return {
        "key": run.key,
        "state": "imported" if run.imported_at else "checked",
        "rows": run.row_count,
        "faulty": run.faulty,
        "alike": run.alike,
        "faults": [{name: one[name] for name in ("row", "column", "wrong", "mend")} for one in found],
        "kept_until": run.expires_at,
    }
