"""Letters as they were kept, how they reached the person, what the person was told, and what not yet. Nothing is changed."""

from __future__ import annotations

from django.db import models

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled


@handled(
    compartment="core",
    personal={"heading": "case_content", "content": "case_content", "more": "case_content"},
    plain=("letter", "letter_version", "audience", "language", "approved"),
)
class Letter(Carried, OfCase):
    """A letter as it was written to the person: its words stay as they were, whatever becomes of its definition."""

    letter = models.CharField(max_length=60)
    letter_version = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    approved = models.BooleanField()
    heading = models.CharField(max_length=200, blank=True)
    content = models.TextField(blank=True)
    more = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="letter_of_case")]


@handled(compartment="core", personal={"words": "case_content"}, plain=("written", "letter", "audience", "way"))
class LetterGiven(Carried, OfCase):
    """A letter reached the person, or a parent or guardian, on a day, by a way; also one that was not written here."""

    written = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=60)
    audience = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="letter_given_of_case")]


@handled(compartment="core", personal={"words": "case_content"}, plain=("thing", "way", "given"))
class ToldThing(Carried, OfCase):
    """The person was told one of the things that a person is to be told."""

    thing = models.CharField(max_length=60)
    way = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    given = models.ForeignKey(LetterGiven, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "thing", "-id"], name="told_thing_of_case")]


@handled(compartment="core", personal={"words": "case_content"}, plain=("thing", "reason", "look_again_on"))
class NotToldYet(Carried, OfCase):
    """It was decided not to tell the person one thing yet, until a day. What police decide gives no reason here."""

    thing = models.CharField(max_length=60)
    reason = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    look_again_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["case", "thing", "-id"], name="not_told_yet_of_case")]


@handled(compartment="police", personal={"words": "case_content"}, plain=("not_told", "reason"))
class PoliceReason(Carried, OfCase):
    """Why police decided that the person is not told one thing yet."""

    not_told = models.OneToOneField(NotToldYet, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=60)
    words = models.TextField(blank=True)
