"""The plan as it is written, as it was approved, and what is decided after a no.

What is being written is a chain of versions for each piece, so that no words are lost. What was approved is written
once, by the approval, and cannot be changed: what a provider must see lies in the compartment `delivery`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled

PARTS = ("statements", "need", "goal", "support")


@handled(
    compartment="core",
    personal={"body": "case_content"},
    plain=("thread", "version", "part", "parent", "is_out"),
)
class Piece(Carried, OfCase):
    """One version of one piece of the plan that is being written: its statements, a need, a goal, a support."""

    thread = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    part = models.CharField(max_length=20)
    parent = models.UUIDField(null=True, blank=True)
    body = models.JSONField(null=True, blank=True)
    is_out = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="piece_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["thread", "version"], name="one_version_of_each_piece"),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="a_piece_is_one_of_the_known_parts"),
        ]


@handled(compartment="core", plain=("number", "up_to"))
class Sending(Carried, OfCase):
    """The plan as it went to the panel: every piece up to one."""

    number = models.PositiveSmallIntegerField()
    up_to = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_sending_of_each_number")]


@handled(
    compartment="delivery",
    plain=("number", "decision", "sending"),
    also={"facts": "SELECT", "reception": "SELECT"},
)
class Version(Carried, OfCase):
    """That the panel approved a plan: which number, by which decision. Its content lies beside it."""

    number = models.PositiveSmallIntegerField()
    decision = models.UUIDField()
    sending = models.OneToOneField(Sending, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_approved_plan_of_each_number")]


@handled(
    compartment="core",
    personal={
        "consent_how": "case_content",
        "consent_when": "case_content",
        "consent_by": "case_content",
        "nature": "case_content",
        "providers": "case_content",
        "how_and_when": "case_content",
    },
    plain=("version",),
)
class Statements(Carried, OfCase):
    """What the Act says a plan must state."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="+")
    consent_how = models.TextField(blank=True)
    consent_when = models.TextField(blank=True)
    consent_by = models.TextField(blank=True)
    nature = models.TextField(blank=True)
    providers = models.TextField(blank=True)
    how_and_when = models.TextField(blank=True)


@handled(
    compartment="core",
    personal={"need": "case_content", "why": "case_content"},
    plain=("version", "place", "assessment", "factor"),
)
class Need(Carried, OfCase):
    """What the person needs and why, with the factor of the assessment that it rests on."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    need = models.TextField(blank=True)
    why = models.TextField(blank=True)
    assessment = models.UUIDField(null=True, blank=True)
    factor = models.CharField(max_length=60, blank=True)


@handled(
    compartment="delivery",
    personal={"own_words": "case_content", "our_words": "case_content", "how_known": "case_content"},
    plain=("version", "of_need", "place"),
)
class Goal(Carried, OfCase):
    """What the person wants, in their words and in ours, and how both will know."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    of_need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    own_words = models.TextField(blank=True)
    our_words = models.TextField(blank=True)
    how_known = models.TextField(blank=True)


@handled(
    compartment="delivery",
    personal={"what": "case_content", "provider_name": "case_content", "how_often": "case_content"},
    plain=("goal", "place", "support_kind", "provider_staff", "sessions_planned", "from_on", "until_on"),
)
class Support(Carried, OfCase):
    """What is done towards a goal: which kind, by whom, how often, from when until when."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    support_kind = models.CharField(max_length=40)
    what = models.TextField(blank=True)
    provider_staff = models.ForeignKey(
        "agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider_name = models.CharField(max_length=200, blank=True)
    how_often = models.CharField(max_length=200, blank=True)
    sessions_planned = models.PositiveSmallIntegerField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="support_ends_after_it_begins",
            )
        ]


@handled(
    compartment="delivery",
    personal={"own_words": "case_content"},
    plain=("version", "agrees"),
    also={"reception": "SELECT,INSERT"},
)
class Agreement(Carried, OfCase):
    """What the person says to the plan, in their words."""

    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    own_words = models.TextField(blank=True)


@handled(compartment="panel", plain=("decision",))
class SupportWithdrawn(Carried, OfCase):
    """That the panel withdrew support, by which decision."""

    decision = models.UUIDField()


@handled(compartment="panel", personal={"words": "case_content"}, plain=("agrees",))
class PoliceAnswer(Carried, OfCase):
    """Whether a police supervisor agrees to look after the case outside the panel. The last answer since the no holds."""

    agrees = models.BooleanField()
    words = models.TextField(blank=True)


@handled(
    compartment="panel",
    personal={
        "reasons": "case_content",
        "arranged": "case_content",
        "evaluation": "case_content",
        "delivery_words": "case_content",
    },
    plain=("route", "further_on", "health_asked", "social_care_asked", "ending"),
    also={"facts": "SELECT"},
)
class AfterNo(Carried, OfCase):
    """What was decided after a no, why, and the day of the further assessment that the panel chose."""

    route = models.CharField(max_length=30)
    reasons = models.TextField(blank=True)
    further_on = models.DateField()
    health_asked = models.BooleanField(null=True, blank=True)
    social_care_asked = models.BooleanField(null=True, blank=True)
    arranged = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)
    delivery_words = models.TextField(blank=True)
    ending = models.CharField(max_length=40, blank=True)
