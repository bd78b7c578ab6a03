"""What was asked of which agency, how often it was chased, and what it answered. Nothing here is ever changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(
    compartment="information",
    personal={"called": "case_content", "text": "case_content", "purpose": "case_content"},
    plain=(
        "number",
        "reference",
        "agency",
        "batch",
        "legal_basis",
        "told",
        "due_on",
        "rule",
        "rule_source",
        "pathway_rule",
        "verify",
    ),
    agency_column="agency_id",
)
class InformationRequest(Carried, OfCase):
    """One question to one agency. It holds all that the agency's own staff may know of the case."""

    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    batch = models.UUIDField()
    called = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    legal_basis = models.CharField(max_length=60)
    told = models.BooleanField()
    due_on = models.DateField()
    rule = models.CharField(max_length=200, blank=True)
    rule_source = models.CharField(max_length=200, blank=True)
    pathway_rule = models.CharField(max_length=40, blank=True)
    verify = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_request_of_each_number_in_a_case")]
        indexes = [models.Index(fields=["agency", "due_on"], name="request_to_agency")]


@handled(
    compartment="information",
    personal={"words": "case_content"},
    plain=("request", "agency", "due_on"),
    agency_column="agency_id",
)
class Chaser(Carried, OfCase):
    """The agency was asked again. Its own staff see that it was, and when."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    due_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["request", "happened_at"], name="chaser_of_request")]


@handled(
    compartment="information",
    personal={"reason": "case_content", "said_by": "case_content"},
    plain=("request", "agency", "answer", "way"),
    agency_column="agency_id",
    also={"reception": "SELECT,INSERT"},
)
class AgencyAnswer(Carried, OfCase):
    """What an agency said to one request. It may say more later: that is another row."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    way = models.CharField(max_length=20)
    said_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["held", "nothing_held", "cannot_share"]), name="an_answer_is_one_of_three"
            )
        ]
        indexes = [models.Index(fields=["request", "happened_at"], name="answer_to_request")]


@handled(
    compartment="information",
    personal={"text": "case_content"},
    plain=("answer", "request", "agency", "position"),
    agency_column="agency_id",
    also={"reception": "SELECT,INSERT"},
)
class AnswerPiece(Carried, OfCase):
    """One piece of what an agency gave: a fact, an opinion, or a third party's report with its source."""

    answer = models.ForeignKey(AgencyAnswer, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "position"], name="one_piece_at_each_place")]


@handled(
    compartment="information",
    plain=("answer", "request"),
)
class AnswerRead(Carried, OfCase):
    """Somebody who works on the case has read an answer."""

    answer = models.ForeignKey(AgencyAnswer, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="+")


@handled(
    compartment="information",
    personal={"words": "case_content"},
    plain=("request", "agency"),
    agency_column="agency_id",
)
class Withdrawal(Carried, OfCase):
    """A request is no longer needed. The agency's own staff see that, and why; what was asked stays as it was."""

    request = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
