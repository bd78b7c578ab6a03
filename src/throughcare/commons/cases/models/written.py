"""What is written down in a case: events, incidents, notes, each in its compartment, and drafts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


class Happening(models.Model):
    """One line of a timeline. Mixed into the tables of events."""

    inherited_personal: ClassVar[dict[str, str]] = {"words": "case_content"}
    inherited_plain: ClassVar[tuple[str, ...]] = ("verb", "address")

    verb = models.CharField(max_length=60)
    words = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


@handled(compartment="core", also={"reception": "SELECT,INSERT", "clock": "SELECT,INSERT"})
class Event(Happening, Carried, OfCase):
    """Something that happened, in a sentence that the whole team may read."""

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_at"], name="event_of_case")]


@handled(compartment="police", also={"reception": "SELECT,INSERT", "clock": "SELECT,INSERT"})
class PoliceEvent(Happening, Carried, OfCase):
    """Something that happened in the police steps."""

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_at"], name="police_event_of_case")]


@handled(
    compartment="core",
    personal={"words": "case_content"},
    plain=("verb", "rule", "acknowledged_at", "acknowledged_by"),
    mutable=("acknowledged_at", "acknowledged_by"),
    also={"reception": "SELECT,INSERT"},
)
class RuleIncident(Carried, OfCase):
    """A fact that contradicts a rule: it was recorded all the same, and somebody is told."""

    verb = models.CharField(max_length=60)
    rule = models.CharField(max_length=200)
    words = models.CharField(max_length=300, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class Written(models.Model):
    """A note and its corrections: a chain of versions under one thread. Mixed into the tables of notes."""

    inherited_personal: ClassVar[dict[str, str]] = {"text": "case_content", "correction_reason": "case_content"}
    inherited_plain: ClassVar[tuple[str, ...]] = ("thread", "version")

    thread = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(blank=True)
    correction_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


def _one_version(name: str) -> list[models.BaseConstraint]:
    return [models.UniqueConstraint(fields=["thread", "version"], name=f"one_version_of_each_{name}")]


@handled(compartment="core")
class Note(Written, Carried, OfCase):
    """A note that the whole team may read."""

    class Meta:
        constraints = _one_version("note")


@handled(compartment="health")
class HealthNote(Written, Carried, OfCase):
    """A note about health, autism or mental health."""

    class Meta:
        constraints = _one_version("health_note")


@handled(compartment="beliefs")
class BeliefsNote(Written, Carried, OfCase):
    """A note about beliefs and ideology work."""

    class Meta:
        constraints = _one_version("beliefs_note")


@handled(compartment="network")
class NetworkNote(Written, Carried, OfCase):
    """A note about family and other people."""

    class Meta:
        constraints = _one_version("network_note")


@handled(compartment="safety")
class SafetyNote(Written, Carried, OfCase):
    """A note about the safety of staff or of the person."""

    class Meta:
        constraints = _one_version("safety_note")


@handled(compartment="police")
class PoliceNote(Written, Carried, OfCase):
    """A note of the police steps."""

    class Meta:
        constraints = _one_version("police_note")


@handled(
    scope="own",
    personal={"body": "draft"},
    plain=("id", "staff", "case_id", "form", "saved_at", "expires_at"),
    mutable=("body", "saved_at", "expires_at"),
    deletable=True,
)
class Draft(models.Model):
    """Words typed and not yet saved. Only their writer sees them; they expire."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    case_id = models.BigIntegerField(null=True)
    form = models.CharField(max_length=120)
    body = models.JSONField(null=True)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "form"], name="one_draft_of_each_form_and_writer")]


@handled(compartment="core", personal={"reason": "case_content"}, plain=("from_version", "to_version"))
class VersionChange(Carried, OfCase):
    """The case moved to another version of its pathway, because somebody decided so."""

    from_version = models.CharField(max_length=20)
    to_version = models.CharField(max_length=20)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="version_change_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_version=F("to_version")), name="a_case_moves_to_another_version_of_its_pathway"
            )
        ]


@handled(
    compartment="core",
    personal={"reason": "case_content"},
    plain=("from_pathway", "from_version", "to_pathway", "to_version"),
)
class PathwayChange(Carried, OfCase):
    """The case moved to the pathway of the nation it lies in now, because somebody there decided so."""

    from_pathway = models.CharField(max_length=40)
    from_version = models.CharField(max_length=20)
    to_pathway = models.CharField(max_length=40)
    to_version = models.CharField(max_length=20)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="pathway_change_of_case")]
        constraints = [
            models.CheckConstraint(condition=~Q(from_pathway=F("to_pathway")), name="a_case_moves_to_another_pathway")
        ]
