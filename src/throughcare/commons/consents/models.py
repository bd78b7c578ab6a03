"""What was said about consent, one row for each thing said. Nothing is overwritten; what counts is worked out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled

STEPS = ("asked", "given", "refused", "needs_time", "withdrawn", "suspended")


@handled(
    compartment="core",
    personal={
        "named_agencies": "case_content",
        "how": "case_content",
        "capacity": "case_content",
        "capacity_words": "case_content",
        "explained": "case_content",
        "leaflet": "case_content",
        "language": "case_content",
        "own_words": "case_content",
        "how_to_stop": "case_content",
        "reason": "case_content",
        "reason_words": "case_content",
    },
    plain=("step", "purpose", "given_by", "from_on", "ask_again_on"),
    also={"reception": "SELECT,INSERT", "facts": "SELECT"},
)
class Consent(Carried, OfCase):
    """One thing said about consent to one purpose: asked, given, refused, more time, withdrawn, suspended at 18."""

    step = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20)
    named_agencies = models.TextField(blank=True)
    given_by = models.CharField(max_length=20, blank=True)
    how = models.TextField(blank=True)
    capacity = models.CharField(max_length=30, blank=True)
    capacity_words = models.TextField(blank=True)
    explained = models.TextField(blank=True)
    leaflet = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=80, blank=True)
    own_words = models.TextField(blank=True)
    how_to_stop = models.TextField(blank=True)
    from_on = models.DateField(null=True, blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    reason_words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "purpose", "-happened_at"], name="consent_of_case")]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=STEPS), name="consent_is_one_of_the_known_steps"),
            models.CheckConstraint(
                condition=~Q(step="given") | ~Q(given_by=""), name="consent_that_is_given_says_who_gave_it"
            ),
        ]


@handled(
    compartment="network",
    personal={"name": "case_content"},
    plain=("consent",),
    also={"reception": "SELECT,INSERT"},
)
class Giver(Carried, OfCase):
    """Who answered for a child: a parent, a guardian, somebody for the local authority. Kept with the family."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
