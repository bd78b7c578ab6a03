"""Whether the person knows."""

from __future__ import annotations

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Told


def is_told(case: OpenCase) -> bool:
    """This will say whether the person has been told; without a record they have not."""
    last = Told.objects.filter(case_id=case.id).order_by("-recorded_at", "-id").first()
    return bool(last and last.told)
