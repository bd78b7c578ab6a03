"""Assessments: begun, drafted, finished. Drafts are their writer's own and expire; what is finished is never changed."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
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


@handled(compartment="assessment", plain=("start", "staff", "parts", "ended_at"), mutable=("ended_at",))
class Hand(Carried, OfCase):
    """The lead signatory asked a colleague of the team to write parts of a draft with them."""

    start = models.ForeignKey(Start, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    parts = ArrayField(models.CharField(max_length=40))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["start", "staff"], condition=Q(ended_at__isnull=True), name="one_running_hand_of_each_colleague"
            )
        ]


@handled(
    compartment="assessment",
    personal={"written": "draft"},
    plain=("start", "factor", "version"),
    deletable=True,
    narrower=(("start_id", "starts_in_my_hands"),),
)
class Saving(Carried, OfCase):
    """One factor of a draft with several hands, as one of them saved it. Two savings of one version cannot both be there.

    Only those who write the draft read it; it goes when the draft is finished, thrown away or expired.
    """

    start = models.ForeignKey(Start, on_delete=models.PROTECT, related_name="+")
    factor = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    written = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["start", "factor", "version"], name="one_saving_of_each_version_of_a_factor"
            )
        ]


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
    plain=("assessment", "factor", "measure", "position", "none_against", "written_by"),
)
class Rating(Carried, OfCase):
    """One answer about one factor, or that it is not known and what is missing. `label` names a factor of the own.

    `none_against` says that evidence against was looked for and not found.

    `written_by` is whoever wrote it last, where several hands wrote the draft.

    `measure` says what was asked: presence then, presence now, relevance. The evidence hangs on the leading one.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    factor = models.CharField(max_length=40)
    measure = models.CharField(max_length=40, default="presence")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=200, blank=True)
    presence = models.CharField(max_length=20, blank=True)
    missing = models.TextField(blank=True)
    none_against = models.BooleanField(default=False)
    written_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "factor", "measure"], name="one_answer_to_each_question"),
            models.CheckConstraint(
                condition=Q(missing="") | Q(presence__in=["not_known", ""]),
                name="only_what_is_not_known_says_what_is_missing",
            ),
        ]


@handled(
    compartment="assessment",
    personal={"text": "case_content"},
    plain=("assessment", "rating", "side", "position", "cited", "cited_key", "origin", "reliability"),
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
    origin = models.CharField(max_length=20, blank=True)
    reliability = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(side__in=["for", "against"]), name="evidence_is_for_or_against"),
            models.UniqueConstraint(fields=["rating", "side", "position"], name="one_piece_of_evidence_at_each_place"),
        ]


@handled(
    compartment="assessment",
    personal={"answer": "case_content", "because": "case_content"},
    plain=("assessment", "code", "position"),
)
class Judgement(Carried, OfCase):
    """A summary judgement that the instrument asks for, of a domain or of the whole, and why. Never worked out."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=40, blank=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="one_judgement_of_each_scope")]


@handled(
    compartment="assessment",
    personal={"limits_because": "case_content", "offered_because": "case_content", "comment": "case_content"},
    plain=("assessment", "rests_on", "limits", "disciplines", "offered"),
)
class Provenance(Carried, OfCase):
    """On what an assessment rests: whether the person took part, what was explained, who worked on it, what they said."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="+")
    rests_on = models.CharField(max_length=20)
    limits = models.CharField(max_length=20)
    limits_because = models.TextField(blank=True)
    disciplines = ArrayField(models.CharField(max_length=40))
    offered = models.CharField(max_length=20)
    offered_because = models.TextField(blank=True)
    comment = models.TextField(blank=True)


@handled(
    compartment="assessment",
    personal={"words": "case_content"},
    plain=("assessment",),
)
class Countersignature(Carried, OfCase):
    """A second person stands beside the assessor's signature. They read it, and answer for that it was done properly."""

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)


@handled(
    scope="shared",
    plain=("id", "key", "name", "version", "data", "sha256", "licensed", "agency", "brought_by", "brought_at"),
    also={"reception": "SELECT", "facts": "SELECT", "oversight": "SELECT", "clock": "SELECT"},
    reason="Whoever reads an assessment, or a copy of the record, reads the words of the instrument it was taken with.",
)
class InstrumentCopy(models.Model):
    """A licensed site's own copy of an instrument: checked when it came, and never changed. A later one is a new version."""

    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    name = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    licensed = models.TextField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="one_copy_of_each_version"),
            models.CheckConstraint(condition=~Q(licensed=""), name="a_copy_says_by_what_licence_it_is_here"),
        ]
