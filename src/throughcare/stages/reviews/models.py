"""What the panel saw and decided at each monthly look."""

from __future__ import annotations

from django.db import models

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(
    compartment="core",
    personal={
        "happened": "case_content",
        "person_view": "case_content",
        "reasons": "case_content",
        "until_next": "case_content",
    },
    plain=(
        *("outcome", "assessment_looked_at", "local_authority_there", "police_there", "against"),
        *("planned", "held", "missed", "next_due_on"),
    ),
    also={"facts": "SELECT"},
)
class Review(Carried, OfCase):
    """One monthly look: what happened since the last, how the person sees it, what follows and why.

    The numbers are those that stood beside each other on that day.
    """

    outcome = models.CharField(max_length=40)
    reasons = models.TextField(blank=True)
    happened = models.TextField(blank=True)
    person_view = models.TextField(blank=True)
    until_next = models.TextField(blank=True)
    assessment_looked_at = models.BooleanField()
    local_authority_there = models.BooleanField()
    police_there = models.BooleanField()
    against = models.CharField(max_length=200, blank=True)
    planned = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField()
    missed = models.PositiveSmallIntegerField()
    next_due_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="review_of_case")]
