"""Questions that name nobody, and concerns that were considered and not referred. Neither is a case."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.safeguards.access.register import handled


@handled(
    compartment="advice",
    scope="area",
    personal={"question": "advice", "reply_to": "advice", "advice": "advice"},
    plain=("key", "area", "channel", "sector", "sectors_version", "answer_by", "answered_at", "answered_by"),
    mutable=("advice", "answered_at", "answered_by"),
    also={"public_form": "INSERT", "reception": "INSERT"},
)
class AdviceEnquiry(Carried):
    """A question that names nobody, and the advice that was given. It opens no case."""

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    sector = models.CharField(max_length=40)
    sectors_version = models.CharField(max_length=20)
    question = models.TextField(blank=True)
    reply_to = models.CharField(max_length=400, blank=True)
    answer_by = models.DateField()
    advice = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="advice_is_given_by_somebody_at_a_moment",
            )
        ]
        indexes = [
            models.Index(
                fields=["area", "answer_by"], condition=Q(answered_at__isnull=True), name="open_advice_in_area"
            )
        ]


@handled(
    compartment="considered",
    scope="agency",
    personal={
        "what": "considered_not_referred",
        "why_not": "considered_not_referred",
        "own_file": "considered_not_referred",
    },
    plain=("key", "agency", "asked", "look_again_on"),
)
class Considered(Carried):
    """A concern that staff weighed and did not refer, with the reason. Kept for their own agency, with as little as possible.

    It names nobody: `own_file` points into the agency's own records.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    what = models.TextField(blank=True)
    why_not = models.TextField(blank=True)
    asked = models.CharField(max_length=20)
    own_file = models.CharField(max_length=60, blank=True)
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "considered"
        indexes = [models.Index(fields=["agency", "-happened_at"], name="considered_in_agency")]
