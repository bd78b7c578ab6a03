"""The offer of a case to another area, and its answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.commons.transfers.rules import ACCEPTED, ANSWERS
from throughcare.safeguards.access.register import handled


@handled(
    compartment="transfer",
    personal={"reasons": "case_content", "moves": "case_content", "answer_words": "case_content"},
    plain=(
        *("from_area", "to_area", "from_owner", "by_on", "due_on", "escalated_at"),
        *("answer", "answered_at", "answered_by", "to_owner", "to_police_owner"),
    ),
    mutable=("answer", "answered_at", "answered_by", "answer_words", "to_owner", "to_police_owner", "escalated_at"),
    with_moment={"answered_at": ("answer", "answer_words", "to_owner", "to_police_owner")},
    also={"reception": "SELECT,UPDATE", "clock": "SELECT", "facts": "SELECT"},
)
class Transfer(Carried, OfCase):
    """One offer: from which area to which, why, what moves, by when; and what came of it. Offered anew it is a new row."""

    from_area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    from_owner = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(blank=True)
    moves = models.TextField(blank=True)
    by_on = models.DateField()
    due_on = models.DateField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=20, blank=True)
    answer_words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_owner = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    to_police_owner = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], condition=Q(answered_at__isnull=True), name="offer_that_waits"),
            models.Index(fields=["case", "-id"], name="transfer_of_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at__isnull=True), name="one_offer_of_a_case_waits_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(from_area=F("to_area")), name="a_case_is_offered_to_another_area"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | Q(answer__in=ANSWERS, answered_at__isnull=False, answered_by__isnull=False),
                name="an_answered_offer_says_what_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(answer=ACCEPTED) | Q(to_owner__isnull=False, to_police_owner__isnull=False),
                name="an_accepted_offer_names_both_new_owners",
            ),
        ]
