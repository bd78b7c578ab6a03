"""What lies beside an order: pointers to records elsewhere, polygraph apart, the name on paper, and MAPPA."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.commons.orders.models.compliance import Step
from throughcare.commons.orders.models.orders import Order
from throughcare.safeguards.access.register import handled

SHOWN_AS = ("initials", "reference", "name")


@handled(
    compartment="orders",
    personal={"holder": "case_content", "reference": "case_content", "words": "case_content"},
    plain=("order", "to", "due_on"),
    also={"reception": "SELECT,INSERT"},
)
class Pointer(Carried, OfCase):
    """Where something that belongs to an order is kept elsewhere: notification, permit, victim liaison. Never a copy."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=30)
    holder = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)


@handled(
    compartment="polygraph",
    personal={"holder": "case_content", "reference": "case_content"},
    plain=("order", "step", "held_on", "next_on"),
    also={"reception": "SELECT,INSERT"},
)
class Polygraph(Carried, OfCase):
    """That a polygraph session was held, who keeps its record, and when the next is. Never what came of it."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holder = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    held_on = models.DateField()
    next_on = models.DateField(null=True, blank=True)


@handled(
    compartment="identity",
    personal={"made_by": "case_content", "reference": "case_content", "words": "case_content"},
    plain=("shown_as", "from_on", "last_on"),
    also={"reception": "SELECT,INSERT"},
)
class NameOnPaper(Carried, OfCase):
    """A court ordered that the person is not named: how prints name them instead, from when. The last row that runs holds."""

    shown_as = models.CharField(max_length=20)
    made_by = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    from_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(shown_as__in=SHOWN_AS), name="prints_name_a_person_in_a_known_way")
        ]


@handled(
    compartment="mappa",
    personal={"said_by": "case_content", "pointer": "case_content"},
    plain=("category", "level", "said_on"),
    also={"reception": "SELECT,INSERT"},
)
class Mappa(Carried, OfCase):
    """Category and level as the authority set them: quoted with author, date and source, never worked out here."""

    category = models.CharField(max_length=10)
    level = models.CharField(max_length=10)
    said_by = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    pointer = models.CharField(max_length=200, blank=True)


@handled(
    compartment="mappa",
    personal={"where": "case_content", "pointer": "case_content"},
    plain=("on_day", "next_on"),
    also={"reception": "SELECT,INSERT"},
)
class MappaMeeting(Carried, OfCase):
    """That a MAPPA meeting was held, and where its minutes are kept. No copy of them."""

    on_day = models.DateField()
    next_on = models.DateField(null=True, blank=True)
    where = models.CharField(max_length=200, blank=True)
    pointer = models.CharField(max_length=200, blank=True)


@handled(
    compartment="mappa",
    personal={"words": "case_content", "outcome": "case_content"},
    plain=("meeting", "due_on", "done_on"),
    mutable=("done_on", "outcome"),
    also={"reception": "SELECT,INSERT"},
)
class MappaAction(Carried, OfCase):
    """An action of a MAPPA meeting that touches this programme."""

    meeting = models.ForeignKey(MappaMeeting, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
