"""Assessments: begun, drafted, finished. Drafts are their writer's own and expire; what is finished is never changed."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.register import handled


@handled(
    compartment="assessment",
    personal={"reason": "case_content", "why": "case_content"},
    plain=("instrument", "version", "ended_at"),
    mutable=("ended_at",),
)
class Start(Carried, OfCase):
    """Somebody began an assessment: with which instrument, for what reason where it needs one, and why again."""

    instrument = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    why = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="start_of_case")]

    @property
    def begun_on(self) -> date:
        """This will give the day it was begun."""
        return uk_today(self.happened_at)


@handled(
    scope="own",
    personal={"parts": "draft"},
    plain=("id", "staff", "case", "key", "start", "instrument", "version", "saved_at", "expires_at"),
    mutable=("parts", "saved_at", "expires_at"),
    deletable=True,
)
class AssessmentDraft(models.Model):
    """An assessment as far as it is written. Only its writer sees it."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    start = models.ForeignKey(Start, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    parts = models.JSONField(null=True, blank=True)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "case"], name="one_draft_of_each_assessor_and_case")]


@handled(
    compartment="assessment",
    plain=("start", "instrument", "version", "sha256", "superseded", "certified_until", "follows"),
    also={"reception": "SELECT"},
)
class Assessment(Carried, OfCase):
    """A finished assessment. `superseded` says whether its instrument was retired on the day it was finished."""

    start = models.OneToOneField(Start, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    superseded = models.BooleanField()
    certified_until = models.DateField(null=True, blank=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_at"], name="assessment_of_case")]


@handled(
    compartment="assessment",
    personal={"text": "case_content"},
    plain=("assessment", "part", "position"),
)
class Formulation(Carried, OfCase):
    """One part of the formulation: what drives this, what protects, what is not known, what would change our mind."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "part"], name="one_text_of_each_part")]


@handled(
    compartment="assessment",
    personal={"presence": "case_content", "missing": "case_content", "label": "case_content"},
    plain=("assessment", "factor", "position"),
)
class Rating(Carried, OfCase):
    """How present one factor is, or that it is not known and what is missing. `label` names a factor of the own."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    factor = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=20, blank=True)
    missing = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "factor"], name="one_rating_of_each_factor"),
            models.CheckConstraint(
                condition=Q(missing="") | Q(presence__in=["not_known", ""]),
                name="only_what_is_not_known_says_what_is_missing",
            ),
        ]


@handled(
    compartment="assessment",
    personal={"text": "case_content"},
    plain=("assessment", "rating", "side", "position", "cited", "cited_key"),
)
class Evidence(Carried, OfCase):
    """One piece of evidence for or against a factor: words, kind, and where it comes from."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    cited = models.CharField(max_length=20, blank=True)
    cited_key = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["for", "against"]), name="evidence_is_for_or_against"),
            models.UniqueConstraint(fields=["rating", "side", "position"], name="one_piece_of_evidence_at_each_place"),
        ]
