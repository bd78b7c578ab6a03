"""Studies of agreement: what was drawn, what is shown of it, and what second assessors rate. No row of a case is among them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.safeguards.access.register import handled


@handled(
    compartment="study",
    scope="agency",
    plain=(
        *("id", "key", "agency", "instrument", "version", "since", "until", "arm", "purpose", "strata", "seed", "size"),
        *("frame_size", "frame_sha256", "drawn_by", "drawn_at", "recorded_at"),
    ),
)
class Study(models.Model):
    """A sample of finished assessments with one instrument version, drawn so that anybody can draw it again.

    `arm` says whether a trained panel rates (research) or colleagues do as every day (field). `drawn_at` bounds what was
    recorded by then; with the seed it gives the same sample whenever it is drawn.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()
    arm = models.CharField(max_length=10)
    purpose = models.TextField()
    strata = models.CharField(max_length=20, blank=True)
    seed = models.PositiveBigIntegerField()
    size = models.PositiveIntegerField()
    frame_size = models.PositiveIntegerField()
    frame_sha256 = models.CharField(max_length=64)
    drawn_by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(arm__in=["field", "research"]), name="a_study_is_of_the_field_or_research"
            ),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="a_study_ends_after_it_begins"),
        ]


@handled(
    compartment="study",
    scope="agency",
    plain=("id", "agency", "study", "number", "stratum"),
    writable=False,
    reason="Written by the function that draws, together with which assessment it is.",
)
class Sampled(models.Model):
    """One assessment of a sample, by its study number. Which one it is lies with the case."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    stratum = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="one_study_number_in_each_study")]


@handled(
    compartment="second_rating",
    plain=(
        "id",
        "key",
        "case",
        "sampled",
        "assessment",
        "first",
        "due_on",
        "frozen_at",
        "frozen_by",
        "pieces",
        "sha256",
    ),
    mutable=("frozen_at", "frozen_by", "pieces", "sha256"),
    with_moment={"frozen_at": ("frozen_by", "pieces", "sha256")},
    reason="Which assessment has a study number is known where the case is, and nowhere in the study.",
)
class SampledCase(models.Model):
    """Which assessment a study number stands for, and that evidence was frozen for it, with a digest of all of it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    sampled = models.OneToOneField(Sampled, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey("assessments.Assessment", on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    pieces = models.PositiveSmallIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)


@handled(
    compartment="second_rating",
    personal={"text": "case_content"},
    plain=("id", "case", "sampled_case", "position", "what", "day", "original_sha256"),
)
class Piece(models.Model):
    """One piece of frozen evidence, names withheld. The digest is of the words it was taken from, or names a sealed file."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    sampled_case = models.ForeignKey(SampledCase, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=40)
    day = models.DateField()
    text = models.TextField(blank=True)
    original_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sampled_case", "position"], name="one_frozen_piece_at_each_place")
        ]


@handled(
    scope="own",
    personal={"parts": "draft", "declined_because": "draft"},
    plain=(
        *("id", "key", "staff", "case", "sampled", "instrument", "version", "arm", "number", "asked_by", "asked_at"),
        *("due_on", "revision", "saved_at", "declined_at", "finished_at", "recorded_at"),
    ),
    mutable=("parts", "revision", "saved_at", "declined_at", "declined_because", "finished_at"),
)
class SecondRating(models.Model):
    """A colleague is asked to rate a second time, and what they have written so far. Only they see it.

    `case` is there so that an erasure finds it; it is a number that opens nothing.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    sampled = models.ForeignKey(Sampled, on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    arm = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    parts = models.JSONField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.TextField(blank=True, default="")
    finished_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "sampled"], name="nobody_is_asked_twice_for_one_study_number"),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(finished_at__isnull=True),
                name="a_second_rating_is_declined_or_finished",
            ),
        ]


@handled(
    scope="own",
    personal={"answer": "draft"},
    plain=("id", "staff", "case", "rating", "item", "measure"),
)
class StudyRating(models.Model):
    """One answer of a finished second rating. It belongs to the study and never to the case."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    rating = models.ForeignKey(SecondRating, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    measure = models.CharField(max_length=40)
    answer = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rating", "item", "measure"], name="one_answer_of_each_rating")]


@handled(
    scope="own",
    personal={"answers": "draft", "words": "draft"},
    plain=("id", "staff", "case", "sampled", "at", "asks_again", "recorded_at"),
)
class StudyConsensus(models.Model):
    """What the first and the second assessor say together, once both have finished. All it can do is ask for a new look."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    sampled = models.OneToOneField(Sampled, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answers = models.JSONField(null=True, blank=True)
    words = models.TextField(blank=True)
    asks_again = models.BooleanField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())
