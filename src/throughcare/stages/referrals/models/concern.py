"""The concern as it was told, its corrections, and apart from it who raised it."""

from __future__ import annotations

from django.db import models

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled

TOLD_WORDS = (
    *("what_worries", "where_and_when", "noticed_precision", "how_known", "known_words", "others_know", "child_worry"),
    *(
        "child_words",
        "person_knows",
        "person_knows_words",
        "communication_needs",
        "residence",
        "from_whom",
        "concern_type",
    ),
)


@handled(
    compartment="core",
    personal={"noticed_on": "case_content", **dict.fromkeys(TOLD_WORDS, "case_content")},
    plain=("received_at", "channel", "area", "concern_types_version", "privacy_version"),
    also={"reception": "SELECT,INSERT", "facts": "SELECT"},
    told=("concern_type",),
)
class Referral(Carried, OfCase):
    """A concern as it was told, one for each case. Never changed: what is corrected stands beside it.

    `key` is that of the form it was told in, so that the same form sent twice makes one case.
    """

    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    residence = models.CharField(max_length=20, blank=True)
    what_worries = models.TextField(blank=True)
    where_and_when = models.TextField(blank=True)
    noticed_on = models.DateField(null=True, blank=True)
    noticed_precision = models.CharField(max_length=10, blank=True)
    how_known = models.CharField(max_length=40, blank=True)
    known_words = models.TextField(blank=True)
    others_know = models.TextField(blank=True)
    child_worry = models.CharField(max_length=20, blank=True)
    child_words = models.TextField(blank=True)
    person_knows = models.CharField(max_length=20, blank=True)
    person_knows_words = models.TextField(blank=True)
    communication_needs = models.TextField(blank=True)
    from_whom = models.CharField(max_length=400, blank=True)
    concern_type = models.CharField(max_length=60, blank=True)
    concern_types_version = models.CharField(max_length=20, blank=True)
    privacy_version = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="one_referral_opens_a_case")]
        indexes = [models.Index(fields=["received_at"], name="referral_by_receipt")]


@handled(
    compartment="originator",
    plain=("sector", "sectors_version"),
    also={"reception": "SELECT,INSERT", "facts": "SELECT"},
)
class Provenance(Carried, OfCase):
    """Which part of life the concern comes from. Apart from the concern, since it may give away who wishes not to be named."""

    sector = models.CharField(max_length=40)
    sectors_version = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="a_referral_comes_from_one_sector")]


@handled(
    compartment="originator",
    personal=dict.fromkeys(("name", "role", "organisation", "phone", "email"), "originator"),
    plain=("anonymous_to_person", "anonymous_to_panel", "wish_was_asked"),
    also={"reception": "SELECT,INSERT"},
)
class Originator(Carried, OfCase):
    """Who first was concerned, and from whom they wish to stay hidden. A wish that nobody asked for counts as a yes."""

    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    anonymous_to_person = models.BooleanField(default=True)
    anonymous_to_panel = models.BooleanField(default=True)
    wish_was_asked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="one_originator_of_a_referral")]


@handled(
    compartment="core",
    personal={"text": "case_content", "reason": "case_content"},
    plain=("field", "version"),
)
class Amendment(Carried, OfCase):
    """A correction of one thing that was told. The first telling and every correction stay."""

    field = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "field", "version"], name="one_version_of_each_corrected_field")
        ]


@handled(compartment="core", personal={"words": "case_content"}, plain=("way",))
class Acknowledgement(Carried, OfCase):
    """Whoever referred was answered: how, and what they were told."""

    way = models.CharField(max_length=20)
    words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["case"], name="acknowledgement_of_case")]
