"""What of a case was given to somebody outside it, on what basis and why, and what became of it.

That something was given, to which agency, on which day and for which purpose stays when everything of a person is erased.
What was given, and what was said about it, does not.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled

WATCHED = {"oversight": "SELECT"}


@handled(
    compartment="disclosures",
    personal={"contact": "case_content"},
    plain=(
        *("number", "reference", "agency", "recipient", "sector", "way", "purpose", "legal_basis", "parts"),
        *("rules_version", "told", "digest", "agreement"),
    ),
    agency_column="agency_id",
    also=WATCHED,
)
class Disclosure(Carried, OfCase):
    """Something of a case was given to an agency, or to an organisation outside the register, such as a court.

    Whom of them it was given to is erased with the person; which agency or organisation it was is not, so that they can be told.
    """

    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=20, unique=True)
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recipient = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=40)
    way = models.CharField(max_length=20)
    purpose = models.CharField(max_length=40)
    legal_basis = models.CharField(max_length=60)
    parts = ArrayField(models.CharField(max_length=40), default=list)
    rules_version = models.CharField(max_length=20, blank=True)
    told = models.BooleanField()
    digest = models.CharField(max_length=64, blank=True)
    agreement = models.ForeignKey(
        "sharing.Agreement", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["agency", "-happened_at"], name="disclosure_to_agency")]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_disclosure_of_each_number_in_a_case"),
            models.CheckConstraint(condition=~Q(purpose="") & ~Q(legal_basis=""), name="a_disclosure_says_what_for"),
        ]


@handled(
    compartment="disclosures",
    personal={
        "purpose_words": "case_content",
        "necessity": "case_content",
        "proportionality": "case_content",
        "no_agreement": "case_content",
    },
    plain=("disclosure",),
)
class Weighed(Carried, OfCase):
    """Why it was necessary, and no more than was needed. Whoever received it does not read this."""

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="+")
    purpose_words = models.TextField(blank=True)
    necessity = models.TextField(blank=True)
    proportionality = models.TextField(blank=True)
    no_agreement = models.TextField(blank=True)


@handled(
    compartment="disclosed",
    personal={"content": "case_content"},
    plain=("disclosure", "agency"),
    mutable=("agency",),
    agency_column="agency_id",
)
class TextGiven(Carried, OfCase):
    """What was given, word for word, as it was then. Its SHA-256 stands on the disclosure and outlives it.

    It may hold words of any part of the record, so it is for those who read every part. Whose own staff may read it here is
    named by `agency`; once it was taken back, or where it went another way, nobody's.
    """

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    content = models.TextField(blank=True)


@handled(
    compartment="disclosures",
    personal={"words": "case_content"},
    plain=("disclosure", "agency"),
    agency_column="agency_id",
    also=WATCHED,
)
class TakenBack(Carried, OfCase):
    """A disclosure was taken back: the agency reads why, and no longer what it was given."""

    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)


@handled(
    compartment="disclosures",
    personal={"words": "case_content", "said_by": "case_content"},
    plain=("disclosure", "agency", "outcome"),
    agency_column="agency_id",
    also={**WATCHED, "reception": "SELECT,INSERT"},
)
class BecameOf(Carried, OfCase):
    """What whoever received it says they did with it once it was taken back."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    said_by = models.CharField(max_length=200, blank=True)


@handled(
    compartment="disclosures",
    personal={"words": "case_content", "told_whom": "case_content"},
    plain=("disclosure", "agency", "what", "change", "way"),
    also={"oversight": "SELECT,INSERT"},
)
class RecipientTold(Carried, OfCase):
    """Whoever received it was told of one change since: what it was, and by what way. `change` is the change's own key."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=20)
    change = models.UUIDField()
    way = models.CharField(max_length=20)
    told_whom = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["disclosure", "change"], name="told_once_of_each_change")]
