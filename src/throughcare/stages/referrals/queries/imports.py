"""Look-ups of files being imported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughcare.commons.agencies import queries as agencies
from throughcare.kernel.answers import NotFound
from throughcare.safeguards.access.matrix import matrix
from throughcare.stages.referrals.models import ColumnMap, ImportRow, ImportRun


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
    every = ({"row": number, **fault} for number, of_row in rows.values_list("number", "faults") for fault in of_row)
    return [fault for place, fault in enumerate(every) if limit is None or place < limit]
