"""Support as it was agreed, sessions as they were planned, and what became of each: appended, never rewritten.

A provider reads rows of the own sessions only; whoever may read all reports of the case reads every row.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import Carried
from throughcare.commons.cases.record import OfCase
from throughcare.safeguards.access.register import handled

OWN_OR_ALL = (("provider_id", "myself"), ("case_id", "cases_with_all_reports"))
WRITTEN_OR_ALL = (("by_id", "myself"), ("case_id", "cases_with_all_reports"))
FROM_ANYBODY = {"reception": "SELECT,INSERT"}


@handled(compartment="delivery", plain=("plan_version", "consent_since"), also={"facts": "SELECT", "clock": "SELECT"})
class Start(Carried, OfCase):
    """Support started: an event of its own, beside adoption and consent, with the plan and consent it started under."""

    plan_version = models.CharField(max_length=40)
    consent_since = models.DateTimeField()


@handled(
    compartment="delivery",
    personal={"goal": "case_content", "how_often": "case_content", "provider_name": "case_content"},
    plain=("plan_version", "plan_support", "support_kind", "provider", "sessions_planned", "from_on", "until_on"),
    narrower=OWN_OR_ALL,
)
class Agreed(Carried, OfCase):
    """One kind of support as the approved plan promises it: what for, by whom, how often. Rows of the newest plan hold."""

    plan_version = models.CharField(max_length=40)
    plan_support = models.CharField(max_length=40)
    support_kind = models.CharField(max_length=40)
    goal = models.TextField(blank=True)
    provider = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    provider_name = models.CharField(max_length=120, blank=True)
    how_often = models.CharField(max_length=200, blank=True)
    sessions_planned = models.PositiveSmallIntegerField(null=True, blank=True)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)


@handled(
    compartment="delivery",
    personal={"place": "case_content", "conditions": "case_content", "provider_name": "case_content"},
    plain=("support", "provider", "starts_at", "session_kind", "instead_of"),
    narrower=OWN_OR_ALL,
    also={"clock": "SELECT"},
)
class Session(Carried, OfCase):
    """A session as it was planned. A change is a new session instead of this one; this one keeps what it said."""

    support = models.ForeignKey(Agreed, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    provider_name = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    session_kind = models.CharField(max_length=40)
    place = models.CharField(max_length=200, blank=True)
    conditions = models.TextField(blank=True)
    instead_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "starts_at"], name="session_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["instead_of"], name="a_session_is_replaced_by_one_other"),
        ]


@handled(
    compartment="delivery",
    personal={"reason_given": "case_content"},
    plain=("session", "provider", "attendance", "changed", "began_at", "ended_at", "against", "kept_as"),
    narrower=OWN_OR_ALL,
    also={"clock": "SELECT"},
)
class Outcome(Carried, OfCase):
    """What became of a session: held or not and why, or replaced by another. Appended; the last one holds.

    `kept_as` is what was kept of it under a condition of an order that required it.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attendance = models.CharField(max_length=40, blank=True)
    changed = models.BooleanField(default=False)
    reason_given = models.TextField(blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    against = models.CharField(max_length=200, blank=True)
    kept_as = models.ForeignKey("orders.Event", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["session", "-id"], name="outcome_of_session")]
        constraints = [
            models.CheckConstraint(
                condition=Q(changed=True, attendance="") | (Q(changed=False) & ~Q(attendance="")),
                name="an_outcome_says_who_came_or_that_the_session_changed",
            ),
            models.CheckConstraint(
                condition=Q(began_at__isnull=True) | Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="a_session_ends_after_it_begins",
            ),
        ]


@handled(
    compartment="delivery",
    personal={
        "person_said": "case_content",
        "went_well": "case_content",
        "worked_on": "case_content",
        "tell_now": "case_content",
        "next_time": "case_content",
    },
    plain=("session", "provider", "goals", "told_now"),
    narrower=OWN_OR_ALL,
)
class Report(Carried, OfCase):
    """What a provider writes after a session, for the coordinator, the panel, and the provider's own next session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    goals = models.JSONField(default=list)
    worked_on = models.TextField(blank=True)
    person_said = models.TextField(blank=True)
    went_well = models.TextField(blank=True)
    told_now = models.BooleanField(default=False)
    tell_now = models.TextField(blank=True)
    next_time = models.TextField(blank=True)


@handled(
    compartment="delivery",
    personal={"words": "case_content", "how": "case_content"},
    plain=("purpose", "against"),
    narrower=WRITTEN_OR_ALL,
    also=FROM_ANYBODY,
)
class Contact(Carried, OfCase):
    """A contact that is no session: the meeting to ask, one contact to end well, anything else that was said."""

    purpose = models.CharField(max_length=40)
    how = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    against = models.CharField(max_length=200, blank=True)


@handled(
    compartment="delivery",
    personal={"words": "case_content", "done": "case_content"},
    plain=("incident_kind",),
    narrower=WRITTEN_OR_ALL,
    also=FROM_ANYBODY,
)
class Incident(Carried, OfCase):
    """Something that somebody had to be told of at once, and what was done."""

    incident_kind = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    done = models.TextField(blank=True)
