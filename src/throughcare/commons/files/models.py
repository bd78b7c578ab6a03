"""One table of documents for each compartment. What is in a file lies sealed outside the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


class Attached(models.Model):
    """One version of a document. `stored` names the sealed file and `sealed_key` opens it: emptied, it is noise.

    A version that corrects only the words has the file of the version before. The last version of a withdrawn document
    has no file: it says why.
    """

    inherited_personal: ClassVar[dict[str, str]] = dict.fromkeys(
        ("title", "file_name", "reason", "stored", "sealed_key"), "case_content"
    )
    inherited_plain: ClassVar[tuple[str, ...]] = ("thread", "version", "what", "media", "size", "scan", "withdrawn")

    thread = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    what = models.CharField(max_length=60)
    title = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField()
    scan = models.CharField(max_length=20)
    stored = models.CharField(max_length=40, blank=True)
    sealed_key = models.TextField(blank=True)
    reason = models.CharField(max_length=400, blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


def _constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=["thread", "version"], name=f"one_version_of_each_{name}"),
        models.CheckConstraint(
            condition=Q(withdrawn=False) | Q(stored="", sealed_key=""), name=f"a_withdrawn_{name}_has_no_file"
        ),
    ]


def _indexes(name: str) -> list[models.Index]:
    return [models.Index(fields=["case"], name=f"{name}_of_case")]


@handled(compartment="core")
class Document(Attached, Carried, OfCase):
    """A document that the whole team may read."""

    class Meta:
        constraints = _constraints("document")
        indexes = _indexes("document")


@handled(compartment="health")
class HealthDocument(Attached, Carried, OfCase):
    """A document about health, autism or mental health."""

    class Meta:
        constraints = _constraints("health_document")
        indexes = _indexes("health_document")


@handled(compartment="beliefs")
class BeliefsDocument(Attached, Carried, OfCase):
    """A document about beliefs and ideology work."""

    class Meta:
        constraints = _constraints("beliefs_document")
        indexes = _indexes("beliefs_document")


@handled(compartment="network")
class NetworkDocument(Attached, Carried, OfCase):
    """A document about family and other people."""

    class Meta:
        constraints = _constraints("network_document")
        indexes = _indexes("network_document")


@handled(compartment="safety")
class SafetyDocument(Attached, Carried, OfCase):
    """A document about the safety of staff or of the person."""

    class Meta:
        constraints = _constraints("safety_document")
        indexes = _indexes("safety_document")


@handled(compartment="police")
class PoliceDocument(Attached, Carried, OfCase):
    """A document of the police steps."""

    class Meta:
        constraints = _constraints("police_document")
        indexes = _indexes("police_document")
