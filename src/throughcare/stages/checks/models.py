"""The police steps, each in the police compartment, and what is kept of every referral's safety beside them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(
    compartment="police",
    personal={"words": "case_content"},
    plain=("answer", "confirmed_by", "confirmed_at"),
    mutable=("confirmed_by", "confirmed_at"),
)
class Deconfliction(Carried, OfCase):
    """Whether contact would cut across anything that police do. Recorded by an officer, confirmed by a supervisor."""

    answer = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="a_confirmation_has_a_person_and_a_moment",
            )
        ]


@handled(
    compartment="police",
    personal={"grounds_for": "case_content", "grounds_against": "case_content"},
    plain=("grounds_to_believe",),
)
class GatewayAssessment(Carried, OfCase):
    """Are there reasonable grounds to believe? What speaks for it and what against."""

    grounds_for = models.TextField(blank=True)
    grounds_against = models.TextField(blank=True)
    grounds_to_believe = models.BooleanField()


@handled(
    compartment="police",
    personal={"grounds": "case_content", "signposted_to": "case_content", "decision_words": "case_content"},
    plain=("route", "decided_by", "decided_at", "approved"),
    mutable=("decided_by", "decided_at", "approved", "decision_words"),
    with_moment={"decided_at": ("approved", "decision_words")},
)
class RouteProposal(Carried, OfCase):
    """Where an officer would send the referral, on what grounds; and what the second approver decided."""

    route = models.CharField(max_length=30)
    grounds = models.TextField(blank=True)
    signposted_to = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True, blank=True)
    decision_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, approved__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, approved__isnull=False),
                name="a_route_decision_has_a_person_and_a_moment",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_at__isnull=True), name="one_route_waits_for_each_case"
            ),
        ]


@handled(
    compartment="police",
    personal={"words": "case_content"},
    plain=("named_officer", "ring_next_at", "acknowledged_by", "acknowledged_at", "rung"),
    mutable=("named_officer", "ring_next_at", "acknowledged_by", "acknowledged_at", "rung"),
    also={"reception": "SELECT,INSERT", "clock": "SELECT,UPDATE"},
)
class Threat(Carried, OfCase):
    """A security threat: who was named to take it, by when somebody else is rung, who acknowledged it."""

    words = models.TextField(blank=True)
    named_officer = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    ring_next_at = models.DateTimeField()
    rung = models.PositiveSmallIntegerField(default=1)
    acknowledged_by = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)


@handled(
    compartment="police",
    personal={"officer": "case_content", "words": "case_content"},
    plain=("is_over", "told", "executive_action_past", "risk_can_be_managed", "consent_form_warns", "look_again_on"),
)
class OvertInvestigation(Carried, OfCase):
    """Whether the person is under an investigation that they may know of, and what must be true before a panel adopts.

    The last row holds. Police alone read it; to everybody else it says one thing only, when they would adopt: ask police.
    """

    is_over = models.BooleanField(default=False)
    told = models.BooleanField(default=False)
    executive_action_past = models.BooleanField(default=False)
    risk_can_be_managed = models.BooleanField(default=False)
    consent_form_warns = models.BooleanField(default=False)
    officer = models.CharField(max_length=120, blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_over=True) | Q(look_again_on__isnull=False),
                name="an_investigation_that_is_not_over_is_looked_at_again",
            )
        ]


@handled(compartment="core", personal={"statement": "case_content"}, plain=("earlier",))
class CumulativeHistory(Carried, OfCase):
    """What all the referrals of this person say when they are read together."""

    statement = models.TextField(blank=True)
    earlier = models.PositiveSmallIntegerField()


@handled(compartment="core", personal={"what": "case_content", "who": "case_content"}, plain=("action",))
class InterimAction(Carried, OfCase):
    """Something done at once to keep somebody safe, before any decision."""

    action = models.CharField(max_length=40)
    what = models.TextField(blank=True)
    who = models.CharField(max_length=120, blank=True)


@handled(
    compartment="core",
    personal={"reference": "case_content", "parental_responsibility": "case_content", "own_view": "case_content"},
    plain=("referred_on", "looked_after"),
)
class ChildSafeguarding(Carried, OfCase):
    """For a child: the safeguarding referral beside this one, who has parental responsibility, the child's own view.

    The last row holds.
    """

    referred_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    looked_after = models.CharField(max_length=20)
    parental_responsibility = models.TextField(blank=True)
    own_view = models.TextField(blank=True)
