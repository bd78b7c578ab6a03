"""Who may open a case by name, and who may not whatever they hold."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from throughcare.commons.agencies.record import RecordedNow
from throughcare.commons.cases.models.thread import Case
from throughcare.commons.cases.rules import REQUEST, TEAM
from throughcare.safeguards.access.register import handled


@handled(
    compartment="identity",
    personal={"reason": "case_content", "end_reason": "case_content"},
    plain=(
        *("id", "key", "case", "staff", "role", "by_what", "purpose", "from_at", "until_at", "granted_by", "ended_by"),
        "recorded_at",
    ),
    mutable=("until_at", "ended_by", "end_reason"),
    with_moment={"until_at": ("ended_by", "end_reason")},
    also={"reception": "SELECT,INSERT,UPDATE", "oversight": "SELECT", "clock": "SELECT"},
)
class Grant(models.Model):
    """A member of staff may open this case, in one role, from one moment until another. Ended, never deleted.

    It comes of the team, of an agenda, of a task, or of a request: the last is given for a purpose, until a day.
    """

    key = models.UUIDField(db_default=RandomUUID(), editable=False)
    # Deferred, because the team must stand before the case: the row policy of a case asks its team.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    by_what = models.CharField(max_length=20, default=TEAM, db_default=TEAM)
    purpose = models.CharField(max_length=60, blank=True, default="", db_default="")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    granted_by = models.ForeignKey("agencies.Staff", null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    end_reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [
            models.Index(fields=["staff", "role", "case"], include=["from_at", "until_at"], name="grant_of_staff"),
            models.Index(fields=["case"], name="grant_of_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")), name="a_grant_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(by_what=REQUEST) | (Q(until_at__isnull=False) & ~Q(purpose="")),
                name="a_grant_by_request_has_a_purpose_and_an_end",
            ),
        ]


@handled(
    compartment="exclusion",
    personal={"reason": "case_content", "end_reason": "case_content"},
    plain=("id", "case", "staff", "kind", "declared", "from_at", "until_at", "by", "ended_by", "recorded_at"),
    mutable=("until_at", "ended_by", "end_reason"),
    with_moment={"until_at": ("ended_by", "end_reason")},
    also={"oversight": "SELECT,UPDATE"},
)
class Exclusion(models.Model):
    """A named colleague may not open this case, whatever posts and grants they hold (a relative, a neighbour).

    They declared it themselves, or a manager or the data protection officer keeps them out.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, default="other", db_default="other")
    declared = models.BooleanField(default=False, db_default=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    ended_by = models.ForeignKey("agencies.Staff", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.TextField(blank=True, default="", db_default="")
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["staff", "case"], name="exclusion_of_staff")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "staff"],
                condition=Q(until_at__isnull=True),
                name="a_colleague_is_kept_out_once_at_a_time",
            )
        ]


@handled(
    scope="own",
    compartment="exclusion",
    personal={"name": "identity", "born_on": "identity", "sounds": "identity"},
    plain=("id", "key", "staff", "kind", "declared_at", "recorded_at"),
    deletable=True,
    reason="Theirs alone who declared it: names are laid beside it by the search, and whether one fits is never told to them.",
)
class DeclaredTie(models.Model):
    """A colleague says that somebody close to them may come to the programme. Taken back, it is gone."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)
    sounds = ArrayField(models.CharField(max_length=20), null=True, blank=True)
    born_on = models.DateField(null=True)
    declared_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["born_on"], name="declared_tie_by_birth")]


@handled(
    compartment="exclusion",
    writable=False,
    plain=("id", "case", "staff", "task", "matched_at", "recorded_at"),
    reason="Written by the functions that lay declared ties beside names; the data protection officer reads it through one.",
)
class TieMatch(models.Model):
    """A tie that a colleague declared fits this case, and its manager was asked to keep them out. They are not told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    staff = models.ForeignKey("agencies.Staff", on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField("cases.Task", on_delete=models.PROTECT, related_name="+")
    matched_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=RecordedNow())

    class Meta:
        indexes = [models.Index(fields=["case", "staff"], name="tie_match_of_case")]
