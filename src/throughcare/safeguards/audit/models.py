"""Audit lines, the links that chain them, and the reasons that were given."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class Line(models.Model):
    """One act or one look. The chain is the case's, or the member of staff's where there is no case to see."""

    chain = models.CharField(max_length=40)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    case_id = models.BigIntegerField(null=True)
    staff_id = models.BigIntegerField(null=True)
    acting_role = models.CharField(max_length=60)
    request_id = models.CharField(max_length=40)
    reason_digest = models.CharField(max_length=64)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    transaction = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "happened_at", "id"], name="audit_line_of_case_by_moment"),
            models.Index(fields=["staff_id", "happened_at", "id"], name="audit_line_of_staff_by_moment"),
            models.Index(fields=["transaction"], name="audit_line_of_transaction"),
            BrinIndex(fields=["recorded_at"], name="audit_line_by_time"),
        ]


class Link(models.Model):
    """The place of a line in its chain, made when its transaction commits."""

    line = models.OneToOneField(Line, primary_key=True, on_delete=models.PROTECT, related_name="link")
    chain = models.CharField(max_length=40)
    position = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "position"], name="one_line_for_each_place_in_a_chain"),
        ]


class Reason(models.Model):
    """The words somebody gave for a line. Erasable; the line keeps the salted digest."""

    line = models.OneToOneField(Line, primary_key=True, on_delete=models.PROTECT, related_name="+")
    case_id = models.BigIntegerField(null=True)
    salt = models.CharField(max_length=36)
    text = models.TextField()
