"""Files of referrals being brought in: how an agency's columns are read, and the rows until they are cases."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from throughcare.safeguards.access.register import handled


@handled(
    compartment="import",
    scope="agency",
    plain=("id", "agency", "columns", "saved_at", "by"),
    mutable=("columns", "saved_at", "by"),
)
class ColumnMap(models.Model):
    """Which of its own headings an agency uses for which of our columns; the last choice holds."""

    agency = models.OneToOneField("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField()
    saved_at = models.DateTimeField()
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")


@handled(
    compartment="import",
    scope="agency",
    plain=(
        *("id", "key", "agency", "by", "area", "sha256", "coding", "delimiter", "headings", "columns", "row_count"),
        *("checked", "faulty", "alike", "started_at", "expires_at", "imported_at"),
    ),
    mutable=("columns", "area", "checked", "faulty", "alike", "imported_at", "expires_at"),
)
class ImportRun(models.Model):
    """One file: its digest, how it is read, how far it is checked, and when it was imported. The file itself is not kept."""

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    coding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1)
    headings = models.JSONField()
    columns = models.JSONField(null=True)
    row_count = models.PositiveIntegerField()
    checked = models.PositiveIntegerField(default=0)
    faulty = models.PositiveIntegerField(default=0)
    alike = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "sha256"],
                condition=Q(imported_at__isnull=False),
                name="the_same_file_is_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(checked__lte=F("row_count")), name="no_more_rows_are_checked_than_there_are"
            ),
        ]


@handled(
    scope="own",
    personal={"cells": "draft", "faults": "draft", "matches": "draft", "decided": "draft"},
    plain=("id", "run", "staff", "number"),
    mutable=("faults", "matches", "decided"),
    deletable=True,
)
class ImportRow(models.Model):
    """One row of a file until it is imported or given up; only whoever chose the file sees it. Then it is deleted.

    `faults` is what must be mended, `matches` the earlier records it looks like, `decided` what somebody said of those.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    cells = models.JSONField(null=True)
    faults = models.JSONField(null=True)
    matches = models.JSONField(null=True)
    decided = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="a_row_of_a_file_is_kept_once")]
        indexes = [
            models.Index(fields=["run", "number"], condition=Q(faults__isnull=False), name="faulty_row_of_a_file"),
            models.Index(
                fields=["run", "number"], condition=Q(matches__isnull=False), name="row_like_an_earlier_record"
            ),
        ]
