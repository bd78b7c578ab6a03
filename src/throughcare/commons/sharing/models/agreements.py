"""What a controller agreed with other agencies before data moves. It names nobody supported, and no version is changed."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.safeguards.access.register import handled


@handled(
    compartment="agreements",
    scope="agency",
    column="controller_id",
    plain=("id", "key", "controller", "reference", "by", "made_at", "recorded_at"),
)
class Agreement(models.Model):
    """One sharing agreement of a controller, by the reference that it has on paper."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    controller = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["controller", "reference"], name="one_agreement_of_each_reference")
        ]


@handled(
    compartment="agreements",
    scope="agency",
    column="controller_id",
    personal={"title": "programme", "purpose": "programme"},
    plain=(
        *("id", "agreement", "controller", "number", "categories", "bases", "in_force_from", "review_on"),
        *("by", "written_at", "recorded_at"),
    ),
)
class AgreementVersion(models.Model):
    """What an agreement says: for what, which data, on which basis, from when, and when it is looked at again."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    purpose = models.TextField(blank=True)
    categories = ArrayField(models.CharField(max_length=40))
    bases = ArrayField(models.CharField(max_length=60))
    in_force_from = models.DateField()
    review_on = models.DateField()
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_of_each_number"),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("in_force_from")), name="an_agreement_is_reviewed_after_it_begins"
            ),
        ]


@handled(
    compartment="agreements",
    scope="agency",
    column="controller_id",
    plain=("id", "version", "controller", "agency"),
)
class AgreementParty(models.Model):
    """An agency that a version of an agreement is made with; the controller itself is one without a row."""

    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "agency"], name="one_party_of_each_agency"),
            models.CheckConstraint(condition=~Q(agency=F("controller")), name="nobody_agrees_with_themselves"),
        ]


@handled(
    compartment="agreements",
    scope="agency",
    column="controller_id",
    personal={"reason": "programme"},
    plain=("id", "agreement", "controller", "ended_on", "by", "said_at", "recorded_at"),
)
class AgreementEnd(models.Model):
    """From a day on nothing moves under an agreement any more, and why. What it said stays."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())
