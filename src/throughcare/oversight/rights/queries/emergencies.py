"""Emergencies as the data protection officer reads them; those of the own controller's cases, by the row policies."""

from __future__ import annotations

from throughcare.oversight.rights.models import EmergencyAccess

KEPT = 50


def emergency(key: str) -> EmergencyAccess | None:
    """This will find one emergency access to a case of the own controller, or none."""
    return EmergencyAccess.objects.select_related("staff__agency", "reviewed_by").filter(key=key).first()


def to_review() -> list[EmergencyAccess]:
    """This will list the emergencies that wait for a review, first due first."""
    waiting = EmergencyAccess.objects.select_related("staff__agency").filter(reviewed_at__isnull=True)
    return list(waiting.order_by("due_on", "id"))


def reviewed() -> list[EmergencyAccess]:
    """This will list the emergencies that were reviewed, newest first."""
    found = EmergencyAccess.objects.select_related("staff__agency", "reviewed_by").filter(reviewed_at__isnull=False)
    return list(found.order_by("-reviewed_at", "-id")[:KEPT])
