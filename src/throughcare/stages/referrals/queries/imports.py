"""Look-ups of files being imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.people.actions import NewPerson
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sheets.reading import plain
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.stages.referrals.files.judging import Lists, judge, person_in
from throughcare.stages.referrals.models import ColumnMap, ImportRow, ImportRun
from throughcare.stages.referrals.queries.intake import notice

LISTS = ("genders", "how_known", "yes_no_not_known", "sectors")


def areas_to_import(staff_id: int, *, on: date) -> list[Any]:
    """This will list the areas into which a colleague may bring referrals, by name."""
    posts = agencies.posts_of(staff_id, on=on)
    able = [post.area for post in posts if post.area and matrix().may_do({post.role}, "referrals.import")]
    return sorted(dict.fromkeys(able), key=lambda area: (area.name, area.pk))


def run(key: str | UUID, *, staff_id: int) -> ImportRun:
    """This will find a file that this colleague chose; NotFound for anybody else's."""
    found = ImportRun.objects.filter(key=key, by_id=staff_id).first()
    if found is None:
        raise NotFound
    return found


def when_imported(agency_id: int, *, sha256: str) -> datetime | None:
    """This will say when the agency imported this very file, or none."""
    done = ImportRun.objects.filter(agency_id=agency_id, sha256=sha256, imported_at__isnull=False)
    return done.values_list("imported_at", flat=True).first()


def saved_columns(agency_id: int) -> Mapping[str, str]:
    """This will give which headings an agency used for which columns the last time."""
    found = ColumnMap.objects.filter(agency_id=agency_id).values_list("columns", flat=True).first()
    return found or {}


def faults(found: ImportRun, *, limit: int | None = None) -> list[dict[str, Any]]:
    """This will list what is wrong in the rows that were checked, row by row."""
    rows = ImportRow.objects.filter(run=found, faults__isnull=False).order_by("number")
    every = (
        {"row": number, **fault} for number, of_row in rows.values_list("number", "faults") for fault in of_row or ()
    )
    return [fault for place, fault in enumerate(every) if limit is None or place < limit]


def undecided(found: ImportRun) -> int:
    """This will count the rows that look like an earlier record the reader may see, and of which nobody has decided."""
    rows = ImportRow.objects.filter(run=found, matches__isnull=False, decided__isnull=True).values_list(
        "matches", flat=True
    )
    return sum(any(match["person"] for match in matches or ()) for matches in rows)


def rows_alike(found: ImportRun, *, limit: int) -> list[ImportRow]:
    """This will list the rows that look like earlier records, in the order of the file."""
    return list(ImportRow.objects.filter(run=found, matches__isnull=False).order_by("number")[:limit])


def row_alike(found: ImportRun, *, number: int) -> ImportRow:
    """This will find one row that looks like earlier records."""
    row = ImportRow.objects.filter(run=found, number=number, matches__isnull=False).first()
    if row is None:
        raise NotFound
    return row


def is_kept(found: ImportRun) -> bool:
    """This will say whether the rows of a file are still there to be imported."""
    return ImportRow.objects.filter(run=found).exists()


def lists_of(found: ImportRun, *, at: datetime) -> Lists:
    """This will give what the cells of a file are held against."""
    today = uk_today(at)
    areas = areas_to_import(found.by_id, on=today)
    types = codelist("concern_types")
    return Lists(
        today=today,
        at=at,
        area_id=found.area_id,
        areas={plain(word): area.pk for area in areas for word in (area.name, area.code)},
        area_names=tuple(area.name for area in areas),
        codes={name: dict(codelist(name).choices(today)) for name in LISTS},
        types_by_day=lambda day: dict(types.choices(day)),
        privacy_version=notice().version,
    )


def person_in_row(found: ImportRun, row: ImportRow, *, at: datetime) -> NewPerson:
    """This will give the person of a row that was checked and has no faults."""
    cells, columns = tuple(row.cells or ()), found.columns or {}
    return person_in(judge(cells, headings=tuple(found.headings), columns=columns, lists=lists_of(found, at=at)).values)
