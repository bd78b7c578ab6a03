"""What is to be sent: to whom and which of a few texts. Ids and moments alone."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from throughcare.safeguards.access.register import handled


@handled(
    scope="closed",
    plain=(
        *("id", "key", "staff", "kind", "cause", "written_at", "try_at", "tries", "sent_at", "given_up_at", "problem"),
    ),
    also={"staff": "INSERT", "clock": "SELECT,INSERT,UPDATE,DELETE"},
    reason="An act may write that a colleague is to be told; who was told of what is for nobody to read.",
)
class Mail(models.Model):
    """One mail to a colleague. `cause` names the act that asked for it, so that it is written once; it is never sent."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    cause = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "kind", "cause"], name="a_mail_is_written_once_for_its_cause"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True), name="a_mail_is_sent_or_given_up"
            ),
        ]
        indexes = [
            models.Index(
                fields=["try_at"],
                condition=Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="mail_that_waits",
            )
        ]
