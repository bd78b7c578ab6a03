"""The person, each table in one compartment."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Index, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from throughcare.commons.agencies.record import Carried, RecordedNow
from throughcare.safeguards.access.register import handled


@handled(
    compartment="identity",
    scope="person",
    column="id",
    personal={"name": "identity", "name_used": "identity", "sounds": "identity"},
    plain=("id", "recorded_at", "erased_at"),
    mutable=("name", "name_used", "sounds"),
    also={"reception": "SELECT,INSERT", "matcher": "SELECT"},
)
class Person(models.Model):
    """Somebody the programme has been told about."""

    name = models.CharField(max_length=200, blank=True)
    name_used = models.CharField(max_length=100, blank=True)
    sounds = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            GinIndex(OpClass(Lower("name"), name="gin_trgm_ops"), name="person_name_trigrams"),
            GinIndex(fields=["sounds"], name="person_name_sounds"),
            Index(Lower("name_used"), name="person_name_used", condition=~Q(name_used="")),
        ]

    @property
    def called(self) -> str:
        """This will give the name the person uses."""
        return self.name_used or self.name or _("Name not known")


@handled(
    compartment="identity",
    scope="person",
    personal={"name": "identity", "sounds": "identity"},
    plain=("id", "person", "kind", "recorded_at"),
    also={"reception": "SELECT,INSERT", "matcher": "SELECT"},
)
class OtherName(models.Model):
    """Another name of the person: an alias, a former name, another spelling."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    sounds = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    kind = models.CharField(max_length=20)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            GinIndex(OpClass(Lower("name"), name="gin_trgm_ops"), name="other_name_trigrams"),
            GinIndex(fields=["sounds"], name="other_name_sounds"),
        ]


@handled(
    compartment="core",
    scope="person",
    personal={
        "born_on": "identity",
        "birth_precision": "identity",
        "gender": "case_content",
        "interpreter": "case_content",
        "communication_needs": "case_content",
        "adjustments": "case_content",
    },
    plain=("person",),
    mutable=("born_on", "birth_precision", "gender", "interpreter", "communication_needs", "adjustments"),
    also={"reception": "SELECT,INSERT", "matcher": "SELECT", "facts": "SELECT", "clock": "SELECT"},
    told=("born_on", "birth_precision", "gender"),
)
class Particulars(Carried):
    """Birth, gender, and what helps the person to understand and be understood."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    born_on = models.DateField(null=True, blank=True)
    birth_precision = models.CharField(max_length=10, default="unknown")
    gender = models.CharField(max_length=20, blank=True)
    interpreter = models.CharField(max_length=80, blank=True)
    communication_needs = models.TextField(blank=True)
    adjustments = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_precision__in=["exact", "month", "year", "estimated"], born_on__isnull=False)
                | Q(birth_precision="unknown", born_on__isnull=True),
                name="a_birth_has_a_day_or_is_unknown",
            )
        ]
        indexes = [
            models.Index(fields=["born_on"], name="particulars_birth"),
            models.Index(fields=["born_on"], condition=~Q(birth_precision="exact"), name="particulars_birth_about"),
            models.Index(fields=["person"], condition=Q(born_on__isnull=True), name="particulars_birth_unknown"),
        ]


@handled(
    scope="closed",
    personal={"name": "identity", "sounds": "identity", "year": "identity"},
    plain=("id", "person"),
    also={"matcher": "SELECT"},
    reason="A copy of names for the search for earlier records alone: triggers keep it, and an erasure empties it through them.",
)
class VagueName(models.Model):
    """A name of somebody whose birth is not known for certain, with the year, or 0: those that every search must look at."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    name = models.CharField(max_length=200)
    sounds = ArrayField(models.CharField(max_length=20), null=True, blank=True)

    class Meta:
        indexes = [
            GinIndex(OpClass(F("name"), name="gin_trgm_ops"), name="vague_name_trigrams"),
            GinIndex(fields=["sounds"], name="vague_name_sounds"),
        ]


@handled(
    compartment="contact",
    scope="person",
    personal={"value": "case_content", "safe": "case_content"},
    plain=("person", "way", "until_on"),
    mutable=("until_on",),
    also={"reception": "SELECT,INSERT"},
)
class Contact(Carried):
    """An address, a telephone number or an e-mail address, and whether it is safe to use."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20)
    value = models.TextField(blank=True)
    safe = models.CharField(max_length=200, blank=True)
    until_on = models.DateField(null=True, blank=True)


@handled(
    compartment="network",
    scope="person",
    personal={"name": "case_content", "phone": "case_content", "note": "case_content"},
    plain=("person", "relationship", "is_guardian", "until_on"),
    mutable=("until_on",),
    also={"reception": "SELECT,INSERT"},
)
class Relative(Carried):
    """Somebody close to the person: family, guardian, friend."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    relationship = models.CharField(max_length=40)
    phone = models.CharField(max_length=40, blank=True)
    is_guardian = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    until_on = models.DateField(null=True, blank=True)


@handled(
    compartment="identity",
    scope="person",
    column="kept_id",
    personal={"reason": "identity"},
    plain=("id", "found", "kept", "answer", "evidence", "by", "decided_at", "undone_at", "undone_by", "recorded_at"),
    mutable=("undone_at", "undone_by"),
)
class SamePerson(models.Model):
    """A person's answer to "is this the same person?", with the evidence that was shown. It can be undone."""

    found = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)
    evidence = ArrayField(models.CharField(max_length=40), default=list)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["same", "different", "unsure"]), name="an_answer_is_same_different_or_unsure"
            )
        ]


@handled(
    compartment="core",
    scope="person",
    personal={
        "before_on": "identity",
        "before_precision": "identity",
        "after_on": "identity",
        "after_precision": "identity",
        "said_by": "case_content",
        "reason": "case_content",
    },
    plain=("person",),
)
class BirthCorrection(Carried):
    """A date of birth was corrected: what stood before, what stands now, who says so and why. Appended, never changed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    before_on = models.DateField(null=True, blank=True)
    before_precision = models.CharField(max_length=10, blank=True)
    after_on = models.DateField(null=True, blank=True)
    after_precision = models.CharField(max_length=10, blank=True)
    said_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
