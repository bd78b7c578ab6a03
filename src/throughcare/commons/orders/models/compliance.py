"""What was kept of a condition, what was explained, who decided, and what was reported. Appended; nothing is overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.commons.orders.models.orders import Condition, Order
from throughcare.commons.orders.rules import HAPPENED
from throughcare.safeguards.access.register import handled


@handled(
    compartment="compliance",
    personal={"words": "case_content", "stated_reason": "case_content"},
    plain=("condition", "what"),
    also={"reception": "SELECT,INSERT"},
)
class Event(Carried, OfCase):
    """What happened under a condition: attended, missed with the reason that was stated, kept, or not kept."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    stated_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_at"], name="compliance_of_case")]
        constraints = [models.CheckConstraint(condition=Q(what__in=HAPPENED), name="what_happened_is_known")]


@handled(
    compartment="enforcement",
    personal={"reasons": "case_content"},
    plain=("event", "acceptable"),
    also={"reception": "SELECT,INSERT"},
)
class Judged(Carried, OfCase):
    """The supervising officer decided whether a stated reason counts. The last row holds."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    acceptable = models.BooleanField()
    reasons = models.TextField(blank=True)


@handled(
    compartment="compliance",
    personal={"words": "case_content"},
    plain=("condition", "wording"),
    also={"reception": "SELECT,INSERT"},
)
class Explained(Carried, OfCase):
    """What follows was explained to the person: when, by whom, and the exact words. Whoever meets the person may know it."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="+")
    wording = models.CharField(max_length=30)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "condition"], name="explained_of_case")]


@handled(
    compartment="enforcement",
    personal={"language": "case_content", "own_words": "case_content"},
    plain=("explained",),
    also={"reception": "SELECT,INSERT"},
)
class Reply(Carried, OfCase):
    """What the person said when it was explained, and in which language: apart from the words that were explained."""

    explained = models.OneToOneField(Explained, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=80, blank=True)
    own_words = models.TextField(blank=True)


@handled(
    compartment="enforcement",
    personal={"words": "case_content", "sent_to": "case_content"},
    plain=("order", "rung", "needs_countersign"),
    also={"reception": "SELECT,INSERT"},
)
class Step(Carried, OfCase):
    """One step on the ladder of an order: a talk, a warning, or the report to the authority."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    rung = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    sent_to = models.CharField(max_length=200, blank=True)
    needs_countersign = models.BooleanField(default=False)


@handled(compartment="enforcement", plain=("step", "event"), also={"reception": "SELECT,INSERT"})
class OnReport(Carried, OfCase):
    """What a step rests on: one event under a condition."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "event"], name="a_step_names_an_event_once")]


@handled(
    compartment="enforcement",
    personal={"words": "case_content"},
    plain=("step",),
    also={"reception": "SELECT,INSERT"},
)
class Countersign(Carried, OfCase):
    """A second person signed a step."""

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)


@handled(
    compartment="enforcement",
    personal={"authority": "case_content", "words": "case_content", "reference": "case_content"},
    plain=("order", "step", "outcome", "decided_on"),
    also={"reception": "SELECT,INSERT"},
)
class Decided(Carried, OfCase):
    """What the authority decided: recall, charge, variation, nothing. Written down as theirs, never ours."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=30)
    decided_on = models.DateField()
    authority = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
