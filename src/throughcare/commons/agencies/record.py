"""What every record carries: two times, its kind, its controller and regime, its basis and its review date."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Func

KINDS = [("fact", "Fact"), ("opinion", "Opinion"), ("third_party", "Third party's report")]


class RecordedNow(Func):
    """The database's own clock, asked when a row is written."""

    template = "tc.recorded_now()"
    output_field = models.DateTimeField()


class Carried(models.Model):
    """Mixed into every record of a person or a case."""

    inherited_personal: ClassVar[dict[str, str]] = {"source": "case_content"}
    inherited_plain: ClassVar[tuple[str, ...]] = (
        "id",
        "happened_at",
        "recorded_at",
        "by",
        "kind",
        "controller",
        "regime",
        "basis",
        "review_on",
    )

    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())
    by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS, default="fact")
    source = models.CharField(max_length=200, blank=True, default="")
    controller = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    regime = models.CharField(max_length=20)
    basis = models.CharField(max_length=60)
    review_on = models.DateField()

    class Meta:
        abstract = True
