"""What is recorded before an exit programme starts. Nothing is overwritten: of each kind the last row holds."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled
from throughcare.stages.intake.rules import CONTROL, POSITION, SECURITY


@handled(
    compartment="core",
    personal={"reasons": "case_content", "review_route": "case_content"},
    plain=("accepted", "in_custody", "target_group", "exclusions", "target_group_version", "exclusions_version"),
)
class Eligibility(Carried, OfCase):
    """Whether a person belongs to those for whom the programme is, by criteria with a version, as a person decided it."""

    accepted = models.BooleanField()
    in_custody = models.BooleanField()
    target_group = ArrayField(models.CharField(max_length=60), default=list)
    exclusions = ArrayField(models.CharField(max_length=60), default=list)
    target_group_version = models.CharField(max_length=20)
    exclusions_version = models.CharField(max_length=20)
    reasons = models.TextField(blank=True)
    review_route = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "eligibilities"
        indexes = [models.Index(fields=["case", "-id"], name="eligibility_of_case")]


@handled(
    compartment="core",
    personal={"level": "case_content", "authority": "case_content", "rests_on": "case_content"},
    plain=("of_what", "set_on", "position"),
)
class Classification(Carried, OfCase):
    """What an authority said of security risk or of control risk, each apart, quoted; or the person's position in a group."""

    of_what = models.CharField(max_length=20)
    level = models.TextField(blank=True)
    authority = models.CharField(max_length=120, blank=True)
    set_on = models.DateField()
    position = models.CharField(max_length=40, blank=True)
    rests_on = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "of_what", "-id"], name="classification_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(of_what__in=[SECURITY, CONTROL, POSITION]), name="a_classification_is_of_a_known_kind"
            )
        ]


@handled(
    compartment="core",
    personal={
        "prison_regime": "case_content",
        "why_not_less": "case_content",
        "authority": "case_content",
        "copy_words": "case_content",
    },
    plain=("considered", "decided", "look_again_on", "copy_given"),
)
class Housing(Carried, OfCase):
    """Where a person in custody is housed, as the authority decided it, with the less restrictive options it looked at."""

    considered = ArrayField(models.CharField(max_length=60), default=list)
    decided = models.CharField(max_length=60)
    prison_regime = models.TextField(blank=True)
    why_not_less = models.TextField(blank=True)
    authority = models.CharField(max_length=120, blank=True)
    look_again_on = models.DateField()
    copy_given = models.BooleanField()
    copy_words = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "housing"
        indexes = [models.Index(fields=["case", "-id"], name="housing_of_case")]


@handled(compartment="core", personal={"why": "case_content"}, plain=("mode",))
class WorkLevel(Carried, OfCase):
    """Whether a person is worked with alone, in a group, or both, and why."""

    mode = models.CharField(max_length=20)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="work_level_of_case")]


@handled(compartment="core", personal={"reasons": "case_content"}, plain=(), also={"reception": "SELECT"})
class Override(Carried, OfCase):
    """That somebody answers for a start without an assessment, and why. It is marked wherever the start is shown."""

    reasons = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="override_of_case")]


@handled(compartment="core", personal={}, plain=("without_assessment",), also={"reception": "SELECT"})
class Authorised(Carried, OfCase):
    """That the programme was authorised to start, and whether without an assessment."""

    without_assessment = models.BooleanField()

    class Meta:
        verbose_name_plural = "authorised"
        indexes = [models.Index(fields=["case", "-id"], name="authorised_of_case")]


@handled(compartment="core", personal={"who": "case_content", "words": "case_content"}, plain=("release_on",))
class AftercareBegun(Carried, OfCase):
    """That aftercare has begun while the person is still in custody: who comes, and what was agreed for the day of release."""

    who = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    release_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "aftercare begun"
        indexes = [models.Index(fields=["case", "-id"], name="aftercare_begun_of_case")]
