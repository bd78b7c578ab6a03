"""A form that its writer put away and comes back to: readable with their code alone, which is kept nowhere."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughcare.safeguards.access.register import handled


@handled(
    scope="closed",
    personal={"sealed": "draft"},
    plain=("id", "reference", "salt", "saved_at", "expires_at"),
    reason="What nobody has sent is for nobody to read: rows are reached by their reference, through three functions.",
)
class SavedForm(models.Model):
    """What was written and not sent, sealed under a key made from a code that its writer alone has."""

    reference = models.CharField(max_length=12, unique=True)
    salt = models.CharField(max_length=64)
    sealed = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("saved_at")), name="a_saved_form_expires_after_it_is_saved"
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="saved_form_by_its_end")]
