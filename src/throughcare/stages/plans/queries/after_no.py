"""What was decided after a no, and whether police said that they would take the case over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from throughcare.commons.cases import history
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.definitions import codelist
from throughcare.stages.plans.models import AfterNo, PoliceAnswer

STAGE = "decision_after_no"


@dataclass(frozen=True)
class AfterNoLine:
    """One decision after a no, in words."""

    key: str
    route: str
    route_label: str
    reasons: str
    further_on: date
    happened_at: datetime
    by: str
    health_asked: bool | None
    social_care_asked: bool | None
    arranged: str
    evaluation: str
    delivery_words: str
    ending: str
    ending_label: str


def decisions_after_no(case: OpenCase) -> list[AfterNoLine]:
    """This will list what was decided after each no, newest first, to those who read the panel's decisions."""
    rows = AfterNo.objects.filter(case_id=case.id).select_related("by").order_by("-id")
    return [_line(case, row) for row in rows]


def police_answer(case: OpenCase) -> PoliceAnswer | None:
    """This will give what a police supervisor last answered since the case came to its decision after a no, or none."""
    since = history.entered_at(case, STAGE)
    rows = PoliceAnswer.objects.filter(case_id=case.id).select_related("by").order_by("-id")
    return (rows.filter(happened_at__gte=since) if since else rows.none()).first()


def _line(case: OpenCase, row: AfterNo) -> AfterNoLine:
    label = case.pathway.verb("decision_after_no.decide").route(row.route).label
    return AfterNoLine(
        key=str(row.key),
        route=row.route,
        route_label=str(label),
        reasons=row.reasons,
        further_on=row.further_on,
        happened_at=row.happened_at,
        by=row.by.name if row.by else "",
        health_asked=row.health_asked,
        social_care_asked=row.social_care_asked,
        arranged=row.arranged,
        evaluation=row.evaluation,
        delivery_words=row.delivery_words,
        ending=row.ending,
        ending_label=str(codelist("endings").label(row.ending)) if row.ending else "",
    )
