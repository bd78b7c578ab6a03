"""What a person asked of their record, and each step until they were answered. Every step is a row that is only added."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from throughcare.commons.agencies.record import RecordedNow
from throughcare.safeguards.access.register import handled

ALSO = {"oversight": "SELECT,INSERT"}
EACH = ("id", "request", "case", "by", "happened_at", "recorded_at")


@handled(
    compartment="requests",
    personal={"words": "case_content"},
    plain=(
        *("id", "key", "case", "reference", "asked", "asker", "regime", "article", "is_child", "received_at"),
        *("by", "due_on", "recorded_at"),
    ),
    also={**ALSO, "clock": "SELECT"},
)
class Asked(models.Model):
    """One thing that a person asks of their record, who received it, under which regime, and by when it is answered."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    asked = models.CharField(max_length=40)
    asker = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    regime = models.CharField(max_length=20)
    article = models.CharField(max_length=120)
    is_child = models.BooleanField()
    received_at = models.DateTimeField()
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["case", "-received_at"], name="request_of_case")]


class Step(models.Model):
    """Mixed into every step of a request: there is one of each kind, so that of two at once the second is told."""

    inherited_plain: ClassVar[tuple[str, ...]] = EACH

    request = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        abstract = True


@handled(compartment="requests", plain=("way",), also=ALSO)
class IdentityChecked(Step):
    """How it was seen that whoever asks is who they say. What was shown is not kept."""

    way = models.CharField(max_length=40)


@handled(compartment="requests", personal={"reasons": "case_content"}, plain=("due_on",), also=ALSO)
class Extended(Step):
    """The answer takes longer, for a reason that the person is told."""

    due_on = models.DateField()
    reasons = models.TextField(blank=True)


@handled(compartment="requests", personal={"reasons": "case_content"}, plain=("outcome",), also=ALSO)
class Decided(Step):
    """What a named person decided, with reasons that the person can read."""

    outcome = models.CharField(max_length=40)
    reasons = models.TextField(blank=True)


@handled(compartment="requests", plain=("way",), also=ALSO)
class Answered(Step):
    """The person was told what was decided and where they may complain."""

    way = models.CharField(max_length=40)
