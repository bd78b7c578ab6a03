"""By when somebody looks whether a record is still needed, what was decided then, and what holds it from being erased."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.safeguards.access.register import handled

ALSO = {"oversight": "SELECT,INSERT"}


@handled(
    compartment="retention",
    plain=("case", "rule", "outcome", "is_child", "counted_from", "review_on"),
    writable=False,
    also={"oversight": "SELECT", "clock": "SELECT,INSERT,UPDATE,DELETE"},
    reason="Worked out from the rules by each run; a person's decision is a row of its own.",
)
class RetentionReview(models.Model):
    """The day on which a record is looked at, as the last run worked it out, and the rule behind it."""

    case = models.OneToOneField("cases.Case", primary_key=True, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    outcome = models.CharField(max_length=60)
    is_child = models.BooleanField()
    counted_from = models.DateField()
    review_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["review_on", "case"], name="retention_review_by_day")]


@handled(
    compartment="retention",
    personal={"reason": "case_content"},
    plain=("id", "case", "until", "by", "happened_at", "recorded_at"),
    also=ALSO,
)
class KeptOn(models.Model):
    """A named person keeps a record on until a new day, for a reason of its own. The last one holds."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="kept_on_of_case")]


@handled(
    compartment="retention",
    personal={"reason": "case_content", "lifted_reason": "case_content"},
    plain=(
        *("id", "key", "case", "ground", "review_on", "by", "happened_at", "recorded_at", "lifted_at", "lifted_by"),
    ),
    mutable=("lifted_at", "lifted_by", "lifted_reason"),
    with_moment={"lifted_at": ("lifted_by", "lifted_reason")},
    also={"oversight": "SELECT,INSERT,UPDATE", "clock": "SELECT"},
)
class Hold(models.Model):
    """A record may not be erased: on what ground, who said so, until when that is looked at again. Lifted, never deleted."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    review_on = models.DateField()
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["case"], condition=Q(lifted_at__isnull=True), name="hold_in_force_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__gte=F("happened_at"), lifted_by__isnull=False),
                name="a_hold_is_lifted_by_a_person_after_it_began",
            )
        ]
