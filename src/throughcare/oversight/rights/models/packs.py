"""The copy of what is held that a person is given, and the log of what was held back from it."""

from __future__ import annotations

import uuid

from django.db import models

from throughcare.commons.agencies.record import RecordedNow
from throughcare.oversight.rights.models.requests import Asked
from throughcare.safeguards.access.register import handled


@handled(
    compartment="pack",
    personal={"content": "case_content"},
    plain=("id", "key", "request", "case", "by", "asked_at", "health_asked", "rows", "made_at", "recorded_at"),
    mutable=("content", "rows", "made_at"),
    also={"oversight": "SELECT,INSERT,UPDATE", "clock": "SELECT,INSERT,UPDATE"},
)
class Pack(models.Model):
    """One copy: asked for by an officer, made at once or by a job, empty until it is made and after an erasure."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    health_asked = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    content = models.TextField(blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], condition=models.Q(made_at__isnull=True), name="packs_to_be_made"),
        ]


@handled(
    compartment="requests",
    plain=("id", "pack", "case", "table", "exemption", "article", "number", "recorded_at"),
    also={"oversight": "SELECT,INSERT", "clock": "SELECT,INSERT"},
)
class HeldBack(models.Model):
    """The exemption log: how many entries of which kind a copy leaves out, under which exemption. Nothing of what they say."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    table = models.CharField(max_length=80)
    exemption = models.CharField(max_length=40)
    article = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())
