"""The log of breaches of personal data: what happened, by when it is told, and who was told or why not. It names nobody supported."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.safeguards.access.register import handled

ALSO = {"oversight": "SELECT,INSERT"}  # of colleagues of the own agency


@handled(
    compartment="breaches",
    scope="own",
    personal={"what": "programme", "effects": "programme", "measures": "programme"},
    plain=("id", "key", "staff", "kind", "regime", "people", "children", "aware_at", "tell_by", "recorded_at"),
    writable=False,
    also=ALSO,
)
class Breach(models.Model):
    """Personal data was lost, changed, seen or handed on without right: what happened, and by when the Commissioner is told."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    regime = models.CharField(max_length=20)
    what = models.TextField(blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    children = models.CharField(max_length=20)
    effects = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    aware_at = models.DateTimeField()
    tell_by = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["staff", "-aware_at"], name="breach_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(tell_by__gt=F("aware_at")), name="a_breach_is_told_after_it_is_known")
        ]


@handled(
    compartment="breaches",
    scope="own",
    personal={"words": "programme"},
    plain=("id", "breach", "staff", "whom", "told", "happened_at", "recorded_at"),
    writable=False,
    also=ALSO,
)
class BreachStep(models.Model):
    """Somebody was told of a breach, how and when; or it was decided that somebody is not told, and why."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    whom = models.CharField(max_length=40)
    told = models.BooleanField()
    words = models.TextField(blank=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["breach", "happened_at"], name="step_of_breach")]
