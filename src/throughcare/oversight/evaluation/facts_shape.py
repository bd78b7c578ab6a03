"""The shapes of facts: what the stages tell statisticians about one referral, and about one date that a rule counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReferralFact:
    """One referral: an opaque id, days, and codes of closed lists. No name, no free text, no date of birth."""

    referral_id: str
    received_on: date
    sector: str | None = None
    region: str | None = None
    age_band: str | None = None
    gender: str | None = None
    concern_type: str | None = None
    concern_version: str | None = None
    to_panel_on: date | None = None
    adopted_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockFact:
    """One date that a rule of a pathway counted: by which rule, due when, done when. Of no case and no person."""

    pathway: str
    pathway_version: str
    rule: str
    due_on: date
    done_on: date | None = None
