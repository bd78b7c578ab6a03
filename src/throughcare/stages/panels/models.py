"""What the panel decided on the first question: is support offered under this programme?"""

from __future__ import annotations

from django.db import models

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(compartment="core", plain=("decision",), also={"facts": "SELECT", "reception": "SELECT"})
class Adoption(Carried, OfCase):
    """The panel offers support under the programme. A dated event of its own, before any consent."""

    decision = models.OneToOneField("meetings.Decision", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_at"], name="adoption_of_case")]


@handled(
    compartment="panel",
    personal=dict.fromkeys(("consent_asked", "nature", "providers", "how_and_when"), "case_content"),
    plain=("adoption",),
)
class ForThePlan(Carried, OfCase):
    """What the panel said at adoption about each of the four statements that the plan must make (s.36(5))."""

    adoption = models.OneToOneField(Adoption, on_delete=models.PROTECT, related_name="+")
    consent_asked = models.TextField(blank=True)
    nature = models.TextField(blank=True)
    providers = models.TextField(blank=True)
    how_and_when = models.TextField(blank=True)


@handled(compartment="core", plain=("decision", "ending"), also={"facts": "SELECT"})
class NoSupport(Carried, OfCase):
    """The panel offers no support under the programme, with the reason for ending from the list `endings`."""

    decision = models.OneToOneField("meetings.Decision", on_delete=models.PROTECT, related_name="+")
    ending = models.CharField(max_length=40)


@handled(
    compartment="panel",
    personal={"arranged": "case_content"},
    plain=("no_support", "health_asked", "social_care_asked"),
)
class CareConsidered(Carried, OfCase):
    """Whether health or social care is asked to help instead, and what was arranged, or why nothing was (s.36(6))."""

    no_support = models.OneToOneField(NoSupport, on_delete=models.PROTECT, related_name="+")
    health_asked = models.BooleanField()
    social_care_asked = models.BooleanField()
    arranged = models.TextField(blank=True)
