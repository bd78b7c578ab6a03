"""How a case came to the programme, who supports, where it crossed, and what was chosen before an order ended."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.commons.programme.rules import FOOTINGS
from throughcare.safeguards.access.register import handled


@handled(
    compartment="core",
    personal={"instrument": "case_content", "basis_words": "case_content", "youth_team": "case_content"},
    plain=("cohort", "cohorts_version", "eligibility", "eligibility_version", "footing"),
    also={"reception": "SELECT,INSERT"},
)
class TakenOn(Carried, OfCase):
    """A case was taken on: cohort and eligibility by their code lists, the instrument, and on what footing."""

    cohort = models.CharField(max_length=20)
    cohorts_version = models.CharField(max_length=20)
    eligibility = models.CharField(max_length=30)
    eligibility_version = models.CharField(max_length=20)
    footing = models.CharField(max_length=20)
    instrument = models.TextField(blank=True)
    basis_words = models.TextField(blank=True)
    youth_team = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(footing__in=FOOTINGS), name="a_case_is_taken_on_on_a_known_footing")
        ]


@handled(
    compartment="core",
    personal={"supplier": "case_content", "reference": "case_content", "words": "case_content"},
    plain=("from_on", "until_on"),
    also={"reception": "SELECT,INSERT"},
)
class Commission(Carried, OfCase):
    """A supplier was commissioned: who, for what, from when until when. The last row that runs holds."""

    supplier = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_commission_ends_after_it_begins",
            )
        ]


@handled(
    compartment="core",
    personal={"reason": "case_content", "youth_team": "case_content"},
    plain=("why", "from_pathway", "from_version", "to_pathway", "to_version"),
    also={"reception": "SELECT,INSERT"},
)
class Crossing(Carried, OfCase):
    """The case moved from one pathway of the programme to another. Every record of it stays."""

    why = models.CharField(max_length=20)
    from_pathway = models.CharField(max_length=40)
    from_version = models.CharField(max_length=20)
    to_pathway = models.CharField(max_length=40)
    to_version = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    youth_team = models.CharField(max_length=200, blank=True)


@handled(
    compartment="core",
    personal={"reasons": "case_content"},
    plain=("choice",),
    also={"reception": "SELECT,INSERT"},
)
class AfterOrder(Carried, OfCase):
    """What a person chose to come after the order: on by consent, to Channel, or towards closing."""

    choice = models.CharField(max_length=20)
    reasons = models.TextField(blank=True)


@handled(compartment="core", plain=("stage",), also={"reception": "SELECT,INSERT"})
class Begun(Carried, OfCase):
    """Somebody began support under an order or with consent."""

    stage = models.CharField(max_length=40)


@handled(
    compartment="core",
    plain=("to_reference", "area", "passed_on"),
    also={"reception": "SELECT,INSERT"},
)
class Referred(Carried, OfCase):
    """The person was referred on to another pathway: to which area, under which reference, and which particulars went along."""

    to_reference = models.CharField(max_length=20)
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    passed_on = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to_reference"], name="a_case_comes_of_one_referral_of_the_programme")
        ]
