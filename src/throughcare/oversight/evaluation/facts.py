"""What evaluation reads: the facts that the stages tell, through the view that the `facts` role may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from django.db import connection

from throughcare.oversight.evaluation.facts_shape import ReferralFact

VIEW = "facts_referrals"
COLUMNS = tuple(field.name for field in fields(ReferralFact))


def rows() -> Iterator[ReferralFact]:
    """This will read every referral as a fact, in the order in which they were received."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM {VIEW} ORDER BY received_on, referral_id")  # noqa: S608  # our own names
        for row in cursor:
            yield ReferralFact(*row)
