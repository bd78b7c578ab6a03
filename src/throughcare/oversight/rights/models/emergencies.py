"""A case was opened in an emergency, and what the review found; a look that deserved a question was closed, with words."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.safeguards.access.register import handled


@handled(
    compartment="emergencies",
    mine="staff_id",
    writable=False,
    personal={"reason": "audit", "review": "audit"},
    plain=(
        *("id", "key", "case", "reference", "staff", "grant", "from_at", "until_at", "due_on", "reviewed_by"),
        *("reviewed_at", "was_right", "recorded_at"),
    ),
    with_moment={"reviewed_at": ("reviewed_by", "was_right", "review")},
    also={"oversight": "SELECT,UPDATE"},
    reason="No role reads it on a case: it is between the data protection officer and the colleague whom the row names.",
)
class EmergencyAccess(models.Model):
    """Somebody opened a case that they could not open, because somebody might come to harm; the review says if it was right."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey("cases.Grant", on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    due_on = models.DateField()
    reviewed_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    review = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [
            models.Index(fields=["case"], condition=Q(reviewed_at__isnull=True), name="emergencies_to_review"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, was_right__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False),
                name="a_review_of_an_emergency_has_a_person_and_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(staff=F("reviewed_by")),
                name="nobody_reviews_their_own_emergency",
            ),
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="an_emergency_ends_after_it_begins"),
        ]


@handled(
    compartment="emergencies",
    scope="own",
    writable=False,
    personal={"reason": "audit", "review": "audit"},
    plain=("id", "key", "staff", "asked_at", "due_on", "reviewed_by", "reviewed_at", "was_right", "recorded_at"),
    with_moment={"reviewed_at": ("reviewed_by", "was_right", "review")},
    also={"oversight": "SELECT,UPDATE"},
    watched="watched_staff",
)
class NothingOpened(models.Model):
    """Somebody looked by name for a record to open in an emergency, and nothing was opened: when and why, never for whom."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    reviewed_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    was_right = models.BooleanField(null=True, blank=True)
    review = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["staff", "-asked_at"], name="nothing_opened_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True, was_right__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False, was_right__isnull=False),
                name="a_review_of_a_search_has_a_person_and_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(staff=F("reviewed_by")),
                name="nobody_reviews_their_own_search",
            ),
        ]


@handled(
    compartment="emergencies",
    writable=False,
    personal={"words": "audit"},
    plain=("id", "case", "request_id", "rule", "closed_by", "closed_at", "recorded_at"),
    also={"oversight": "SELECT,INSERT"},
    reason="No role reads it on a case: it is the data protection officer's own word on a look.",
)
class LookClosed(models.Model):
    """A look that a rule put on the list needs no question: the data protection officer says why, once."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    request_id = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    closed_by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request_id", "case"], name="a_look_is_closed_once"),
        ]
