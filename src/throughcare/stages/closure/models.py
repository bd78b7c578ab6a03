"""What must be said before a case is closed, and the closing itself. Everything is appended; the last row holds."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(compartment="core", personal={"reasons": "case_content"}, plain=("ending",))
class Proposal(Carried, OfCase):
    """The coordinator proposes to close, with a reason from the list."""

    ending = models.CharField(max_length=40)
    reasons = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ending=""), name="a_proposal_to_close_names_the_reason_for_ending")
        ]


@handled(
    compartment="core",
    personal={
        "aim": "case_content",
        "changed": "case_content",
        "not_changed": "case_content",
        "learned": "case_content",
        "person_view": "case_content",
    },
    plain=("goals_reached",),
)
class Evaluation(Carried, OfCase):
    """What the aim was, what changed, what did not, what we learned; and the person's own view."""

    aim = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    not_changed = models.TextField(blank=True)
    goals_reached = models.CharField(max_length=20)
    learned = models.TextField(blank=True)
    person_view = models.TextField(blank=True)


@handled(
    compartment="core",
    personal={"words": "case_content", "lessons": "case_content"},
    plain=("difference", "planned", "held"),
)
class DeliveryAccount(Carried, OfCase):
    """Why what was delivered differs from what was planned, with the numbers of that day."""

    difference = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    lessons = models.TextField(blank=True)
    planned = models.PositiveSmallIntegerField()
    held = models.PositiveSmallIntegerField()


@handled(compartment="core", personal={"words": "case_content"}, plain=("told",))
class WayBack(Carried, OfCase):
    """The person was told how to come back, or why not."""

    told = models.BooleanField()
    words = models.TextField(blank=True)


@handled(compartment="core", personal={"to": "case_content", "words": "case_content"}, plain=("nothing",))
class HandOver(Carried, OfCase):
    """What goes on elsewhere and with whom; or that nothing is handed over."""

    nothing = models.BooleanField()
    to = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)


@handled(
    compartment="core",
    personal={"reasons": "case_content", "dissent": "case_content"},
    plain=("ending", "reached", "local_authority_there", "police_there"),
    also={"facts": "SELECT"},
)
class Closing(Carried, OfCase):
    """The panel closed the case: how it decided, who had to be there, why, and for which reason it ended."""

    ending = models.CharField(max_length=40)
    reached = models.CharField(max_length=20)
    reasons = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    local_authority_there = models.BooleanField()
    police_there = models.BooleanField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(ending=""), name="a_closing_names_the_reason_for_ending")]
