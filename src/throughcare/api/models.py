"""What this face keeps: the answers it gave, so that the same thing sent twice is done once."""

from __future__ import annotations

from django.db import models

from throughcare.safeguards.access.register import handled


@handled(
    scope="own",
    personal={"body": "draft", "location": "draft"},
    plain=("id", "staff", "number", "digest", "status", "content_type", "kept_at"),
    mutable=("body", "location", "status", "content_type"),
    deletable=True,
)
class KeptAnswer(models.Model):
    """What a machine was answered, under the number that it gave to what it sent, for some hours."""

    staff = models.ForeignKey("agencies.Staff", on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    location = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "number"], name="what_is_sent_does_its_work_once")]
        indexes = [models.Index(fields=["kept_at"], name="kept_answer_by_time")]
