"""Requests to erase a person, and what was erased: counts and grounds, nothing of the person. Questions about a look. Checks."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.safeguards.access.register import handled


@handled(
    compartment="rights",
    plain=(
        *("id", "key", "case", "ground", "asked_by", "asked_at", "decided_by", "decided_at", "granted", "rows_emptied"),
        "recorded_at",
    ),
    mutable=("decided_by", "decided_at", "granted", "rows_emptied"),
    with_moment={"decided_at": ("granted", "rows_emptied")},
    also={"oversight": "SELECT,INSERT", "clock": "SELECT,UPDATE"},
)
class ErasureRequest(models.Model):
    """Somebody's record is to be erased, on a ground in law. A second person decides, and the erasure itself is kept.

    One that is granted has no number of rows until it was carried out: where the time of a record is over, by a run.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=60)
    asked_by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(null=True, blank=True)
    rows_emptied = models.PositiveIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(decided_at__isnull=True), name="one_open_request_to_erase_for_each_case"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, granted__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, granted__isnull=False),
                name="a_decision_to_erase_has_a_person_and_a_moment",
            ),
        ]


@handled(
    compartment="reasons",
    mine="staff_id",
    personal={"question": "audit", "answer": "audit"},
    plain=(
        *("id", "key", "case", "reference", "request_id", "staff", "looked_at", "asked_by", "asked_at", "due_on"),
        *("answered_at", "recorded_at"),
    ),
    mutable=("answer", "answered_at"),
    also={"oversight": "SELECT,INSERT"},
    reason="No role reads it on a case: it is between the data protection officer and the colleague whom the row names.",
)
class ReasonAsked(models.Model):
    """The data protection officer asks a colleague why they opened a case; the colleague answers once, in words."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12)
    request_id = models.CharField(max_length=40)
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    asked_by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [
            models.Index(fields=["staff"], condition=Q(answered_at__isnull=True), name="reasons_waiting_for_an_answer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["request_id", "case"], name="one_question_for_each_look_at_a_case"),
            models.CheckConstraint(
                condition=~Q(staff=models.F("asked_by")), name="nobody_asks_themselves_why_they_looked"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(answer=""), name="an_answer_has_its_moment"
            ),
        ]


@handled(
    scope="closed",
    plain=("id", "begun_at", "ended_at", "lines", "cases_upto", "asked_by"),
    reason="Read and written by the functions that check the audit alone.",
)
class ChainCheck(models.Model):
    """The audit's chains were checked: all of them by the clock, or those that somebody oversees by their word."""

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    lines = models.BigIntegerField(default=0)
    cases_upto = models.BigIntegerField(default=0)
    asked_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["ended_at"], name="chain_check_by_end")]


@handled(
    scope="closed",
    plain=("id", "found_in", "chain", "line_id", "place", "problem"),
    reason="Read and written by the functions that check the audit alone.",
)
class BrokenChain(models.Model):
    """A chain that a check found broken, and its first broken line."""

    found_in = models.ForeignKey(ChainCheck, on_delete=models.CASCADE, related_name="+")
    chain = models.CharField(max_length=40)
    line_id = models.BigIntegerField()
    place = models.BigIntegerField()
    problem = models.CharField(max_length=80)
