"""What leaves the house about the past of a case: a print has one audit line, with what it is for."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.safeguards.audit.record import record


def print_past(case: OpenCase, *, purpose: str, at: datetime) -> int:
    """This will record that the past of a case was printed, and for what. Refuses those who may not read who looked."""
    case.may("past.print").or_refuse(_("The print was not made"), ask=agencies.contact(case.owner_id))
    return record("past:printed", kind="case", subject=case.id, at=at, case_id=case.id, reason=purpose)
