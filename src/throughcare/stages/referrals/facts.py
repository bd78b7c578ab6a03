"""What is told to statisticians of a concern: when it came, from which sector, of which type. Not a word of it."""

from __future__ import annotations

from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import quoted, uk_day

CONCERNS = "facts_concerns"


def concerns() -> str:
    """This will give the SELECT of every concern, with codes of the closed lists alone."""
    known = f"r.concern_type IN ({_codes('concern_types')})"
    return (
        f"SELECT r.id::text AS referral_id, r.case_id, {uk_day('r.received_at')} AS received_on, "
        f"CASE WHEN p.sector IN ({_codes('sectors')}) THEN p.sector END AS sector, "
        f"CASE WHEN {known} THEN r.concern_type END AS concern_type, "
        f"CASE WHEN {known} THEN r.concern_types_version END AS concern_version "
        "FROM referrals_referral r LEFT JOIN referrals_provenance p ON p.case_id = r.case_id"
    )


def _codes(name: str) -> str:
    return ", ".join(quoted(value.code) for value in codelist(name).values)
