"""Reviews after closing: that one is due, what it found, and how looking again ended. Nothing here can be deleted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(
    compartment="core",
    personal={"reasons": "case_content"},
    plain=("closed_at", "clock", "due_on"),
    also={"clock": "SELECT,INSERT", "facts": "SELECT"},
)
class LookAgain(Carried, OfCase):
    """A review that is due after closing. It comes into being with the closing, and only a record of it answers it."""

    closed_at = models.DateTimeField()
    clock = models.CharField(max_length=40)
    due_on = models.DateField()
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "closed_at", "due_on"], name="one_look_again_for_each_closing_and_day"
            )
        ]


@handled(
    compartment="core",
    personal={
        "sources_asked": "case_content",
        "anything_new": "case_content",
        "further_need": "case_content",
        "next_step": "case_content",
    },
    plain=("look_again", "finding", "contact_made"),
    also={"facts": "SELECT", "clock": "SELECT"},
)
class Found(Carried, OfCase):
    """What a review after closing found: who was asked, whether contact was made, anything new, any further need."""

    look_again = models.ForeignKey(LookAgain, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=40)
    contact_made = models.BooleanField()
    sources_asked = models.TextField(blank=True)
    anything_new = models.TextField(blank=True)
    further_need = models.TextField(blank=True)
    next_step = models.TextField(blank=True)


@handled(
    compartment="core",
    personal={"words": "case_content"},
    plain=("closed_at", "reason", "confirmed_by", "confirmed_at"),
    mutable=("confirmed_by", "confirmed_at"),
)
class EarlyEnd(Carried, OfCase):
    """Looking again ends early: one person proposes it with a reason, another confirms it."""

    closed_at = models.DateTimeField()
    reason = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=models.F("by"))),
                name="an_early_end_is_confirmed_by_another_person",
            )
        ]
