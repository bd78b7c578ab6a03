"""Look-ups of advice and of what was considered. Row policies show each reader only their area's, or their agency's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from throughcare.kernel.definitions import codelist
from throughcare.stages.referrals.models import AdviceEnquiry, Considered

MOST = 200


@dataclass(frozen=True)
class AdviceLine:
    """A question in a list."""

    key: str
    area: str
    sector: str
    question: str
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    answered_by: str
    advice: str
    reply_to: str


@dataclass(frozen=True)
class ConsideredLine:
    """A concern that was weighed and not referred, in a list."""

    on: datetime
    by: str
    what: str
    why_not: str
    asked: str
    own_file: str
    look_again_on: date | None


def advice_list() -> list[AdviceLine]:
    """This will list the questions of the reader's areas: open ones by the day they are due, then the newest answers."""
    rows = AdviceEnquiry.objects.select_related("area", "answered_by")
    ordered = rows.order_by(F("answered_at").desc(nulls_first=True), "answer_by", "id")
    return [_line(row) for row in ordered[:MOST]]


def advice(key: str) -> AdviceLine | None:
    """This will find one question in the reader's areas, or none."""
    row = AdviceEnquiry.objects.select_related("area", "answered_by").filter(key=key).first()
    return _line(row) if row else None


def waiting() -> list[AdviceLine]:
    """This will list the questions of the reader's areas that nobody has answered yet, soonest due first."""
    rows = AdviceEnquiry.objects.select_related("area", "answered_by").filter(answered_at__isnull=True)
    return [_line(row) for row in rows.order_by("answer_by", "id")[:MOST]]


def considered_list() -> list[ConsideredLine]:
    """This will list what the reader's own agency considered and did not refer, newest first."""
    rows = Considered.objects.select_related("by").order_by("-happened_at", "-id")[:MOST]
    asked = codelist("asked_before_deciding")
    return [
        ConsideredLine(
            on=row.happened_at,
            by=row.by.name if row.by else "",
            what=row.what,
            why_not=row.why_not,
            asked=asked.label(row.asked),
            own_file=row.own_file,
            look_again_on=row.look_again_on,
        )
        for row in rows
    ]


def _line(row: AdviceEnquiry) -> AdviceLine:
    return AdviceLine(
        key=str(row.key),
        area=row.area.name,
        sector=codelist("sectors", row.sectors_version).label(row.sector),
        question=row.question,
        asked_at=row.happened_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        advice=row.advice,
        reply_to=row.reply_to,
    )
