"""A record is kept and not used: since when, why, and when and why it was lifted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.oversight.rights.models.requests import Asked
from throughcare.safeguards.access.register import handled


@handled(
    compartment="requests",
    personal={"reason": "case_content", "lifted_reason": "case_content"},
    plain=("id", "case", "request", "by", "happened_at", "recorded_at", "lifted_at", "lifted_by"),
    mutable=("lifted_at", "lifted_by", "lifted_reason"),
    with_moment={"lifted_at": ("lifted_by", "lifted_reason")},
    also={"oversight": "SELECT,INSERT,UPDATE"},
)
class Restriction(models.Model):
    """On a request of the person their record is kept and not used, until somebody lifts that with a reason."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lifted_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(lifted_at__isnull=True),
                name="one_restriction_in_force_for_each_request",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="a_restriction_is_lifted_by_a_person",
            ),
        ]
