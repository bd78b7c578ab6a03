"""An order, its versions, and its conditions with theirs. Nothing is overwritten but the last day that a new version sets."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled

ENDINGS = ("ended", "expired", "revoked", "quashed")
ASKED_FOR = ("nothing", "change", "end")


class Days(Func):
    """The days from one to another, both counted."""

    function = "daterange"
    output_field = DateRangeField()


def _days() -> Days:
    return Days("from_on", "last_on", Value("[]"))


@handled(
    compartment="orders",
    personal={"authority": "case_content", "reference": "case_content"},
    plain=("order_kind", "definition_version"),
    also={"reception": "SELECT,INSERT"},
)
class Order(Carried, OfCase):
    """One order of an authority: what kind, whose, under which version of its definition."""

    order_kind = models.CharField(max_length=30)
    definition_version = models.CharField(max_length=20)
    authority = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case"], name="order_of_case")]


@handled(
    compartment="orders",
    personal={"words": "case_content"},
    plain=("order", "number", "change", "from_on", "last_on", "stated_last_on"),
    mutable=("last_on",),
    also={"reception": "SELECT,INSERT,UPDATE"},
)
class Version(Carried, OfCase):
    """An order as it ran from one day to another: made, varied or extended. Two versions of one order share no day."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    change = models.CharField(max_length=20)
    from_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    stated_last_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="versions_of_an_order_are_numbered_once"),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("from_on")),
                name="a_version_of_an_order_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(change__in=("made", "varied", "extended")), name="an_order_is_made_varied_or_extended"
            ),
            ExclusionConstraint(
                name="versions_of_an_order_do_not_overlap",
                expressions=[("order", RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
            ),
        ]


@handled(
    compartment="orders",
    personal={"words": "case_content"},
    plain=("order", "how", "on_day"),
    also={"reception": "SELECT,INSERT"},
)
class Ending(Carried, OfCase):
    """An order ended, ran out or was revoked, once. Quashed, often later, it is written beside: what was recorded is marked."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=20)
    on_day = models.DateField()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(how__in=ENDINGS), name="an_order_ends_in_a_known_way"),
            models.UniqueConstraint(fields=["order"], condition=~Q(how="quashed"), name="an_order_ends_once"),
            models.UniqueConstraint(fields=["order"], condition=Q(how="quashed"), name="an_order_is_quashed_once"),
        ]


@handled(
    compartment="orders",
    personal={"words": "case_content", "basis_words": "case_content"},
    plain=(
        *("order", "thread", "number", "condition_kind", "mandated", "requires", "mandate_basis"),
        *("from_on", "last_on", "stated_last_on"),
    ),
    mutable=("last_on",),
    also={"reception": "SELECT,INSERT,UPDATE"},
)
class Condition(Carried, OfCase):
    """One condition as it read from one day to another. A later version stands beside it, never over it."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    number = models.IntegerField(default=1)
    condition_kind = models.CharField(max_length=30)
    words = models.TextField(blank=True)
    mandated = models.BooleanField(default=False)
    requires = models.CharField(max_length=30, blank=True)
    mandate_basis = models.CharField(max_length=20, blank=True)
    basis_words = models.TextField(blank=True)
    from_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    stated_last_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "order"], name="condition_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="versions_of_a_condition_are_numbered_once"),
            models.CheckConstraint(
                condition=Q(mandated=False) | Q(requires=""), name="belief_is_never_required_by_a_condition"
            ),
            models.CheckConstraint(
                condition=Q(mandated=False) | ~Q(mandate_basis=""), name="what_is_mandated_says_on_what_basis"
            ),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("from_on")),
                name="a_condition_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="versions_of_a_condition_do_not_overlap",
                expressions=[("thread", RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
            ),
        ]


@handled(compartment="orders", plain=("condition", "last_on"), also={"reception": "SELECT,INSERT"})
class ConditionEnding(Carried, OfCase):
    """The authority took a condition away: on which day it ran last, and when that was recorded. The last row holds."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="+")
    last_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["case", "condition"], name="ending_of_condition")]


@handled(
    compartment="orders",
    personal={"looked_by": "case_content", "words": "case_content"},
    plain=("order", "asked_for", "next_on"),
    also={"reception": "SELECT,INSERT"},
)
class Review(Carried, OfCase):
    """The order was looked at: by whom, what was found, what was asked of the authority, and when it is looked at again."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    looked_by = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    asked_for = models.CharField(max_length=20)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "order"], name="look_at_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_for__in=ASKED_FOR), name="a_review_of_an_order_asks_for_a_known_thing"
            )
        ]
