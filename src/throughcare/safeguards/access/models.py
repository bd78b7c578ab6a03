"""The access matrix as rows, written from its definition whenever policies are applied."""

from __future__ import annotations

from django.db import models


class MatrixRow(models.Model):
    """What one role may do in one compartment, and why."""

    role = models.CharField(max_length=40)
    compartment = models.CharField(max_length=40)
    reach = models.CharField(max_length=10)
    may_read = models.BooleanField()
    may_write = models.BooleanField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "compartment"], name="one_row_for_each_role_and_compartment"),
        ]
