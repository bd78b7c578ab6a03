"""Whom a colleague has declared as close to themselves; their own rows alone."""

from __future__ import annotations

from throughcare.commons.cases.models import DeclaredTie


def ties_of(staff_id: int) -> list[DeclaredTie]:
    """This will list the people whom a colleague has declared, the newest first."""
    return list(DeclaredTie.objects.filter(staff_id=staff_id).order_by("-declared_at", "-id"))
