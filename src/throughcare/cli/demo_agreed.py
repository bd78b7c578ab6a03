"""What the invented council has agreed before data moves: with its schools, and with the NHS trust, where a review is late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from throughcare.kernel.time import uk_today

YEAR, NEAR, LATE = timedelta(days=365), timedelta(days=40), timedelta(days=12)


def build(staff: Mapping[str, int], *, now: datetime) -> None:
    """This will record two agreements as the council's data protection officer."""
    from throughcare.commons.sharing.actions import NewTerms, record_agreement
    from throughcare.frame.transaction import acting

    today = uk_today(now)
    schools = NewTerms(
        title="Northmere schools and the Channel panel",
        purpose="To see early whether a child needs support, and to arrange it with the school.",
        parties=["northmere_school", "northmere_education"],
        categories=["identity", "concern", "needs", "support"],
        bases=["public_task", "safeguarding", "channel_cooperation"],
        in_force_from=today + NEAR - YEAR,
        review_on=today + NEAR,
    )
    health = NewTerms(
        title="Merevale NHS Trust and the Channel panel",
        purpose="To plan support that fits somebody's health, and to keep them safe.",
        parties=["merevale_nhs"],
        categories=["identity", "health", "safety"],
        bases=["public_task", "statutory_purposes", "channel_cooperation"],
        in_force_from=today - LATE - YEAR,
        review_on=today - LATE,
    )
    with acting("staff", staff=staff["dov"], at=now):
        record_agreement("NC/ISA/7", schools, by=staff["dov"], at=now)
        record_agreement("NC/ISA/12", health, by=staff["dov"], at=now)
