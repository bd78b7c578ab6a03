"""Cases on their way through support, in the invented world."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.kit.invented import NOW, Invented
from throughcare.commons.assessments.models import Assessment
from throughcare.commons.assessments.models import Start as AssessmentStart
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Case, Grant, StageChange
from throughcare.commons.consents.models import Consent
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.meetings.models import Decision, Item, Meeting
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.stages.delivery import actions, plan
from throughcare.stages.delivery.actions import NewSession
from throughcare.stages.delivery.models import Agreed
from throughcare.stages.delivery.plan import ApprovedPlan, Promise
from throughcare.stages.panels.models import Adoption
from throughcare.stages.plans.models import Sending, Version

WAY = ("gathering", "panel", "planning", "consent", "support", "aftercare")
CONSENT_AT = NOW - timedelta(days=10)


def an_assessment(case: Case, at: datetime, values: dict[str, Any]) -> Assessment:
    """This will let an assessment of the case have been finished."""
    used = {"instrument": "vulnerability_framework", "version": "2012-10-23"}
    start = AssessmentStart.objects.create(case=case, happened_at=at, **used, **values)
    return Assessment.objects.create(
        case=case, happened_at=at, start=start, sha256="-", superseded=True, **used, **values
    )


def an_adoption(case: Case, at: datetime, values: dict[str, Any]) -> Adoption:
    """This will let a panel have adopted the case."""
    meeting = Meeting.objects.create(
        area_id=case.area_id, starts_at=at, place="Town hall", chair_id=case.owner_id, state="held", held_at=at,
        published_at=at, published_by_id=case.owner_id,
    )  # fmt: skip
    item = Item.objects.create(case=case, happened_at=at, meeting=meeting, number=1, ended_at=at, **values)
    said = {"outcome": "adopt", "verb": "panels.adopt", "reached": "unanimity", "authorises": True}
    decision = Decision.objects.create(case=case, happened_at=at, item=item, place=1, **said, **values)
    return Adoption.objects.create(case=case, happened_at=at, decision=decision, **values)


def an_approval(case: Case, at: datetime, values: dict[str, Any]) -> Version:
    """This will let the panel have approved the first version of a plan."""
    sending = Sending.objects.create(case=case, happened_at=at, number=1, up_to=0, **values)
    return Version.objects.create(case=case, happened_at=at, number=1, decision=uuid4(), sending=sending, **values)


RECORDS = {"planning": (an_assessment, an_adoption), "consent": (an_approval,)}


def at_stage(invented: Invented, stage: str = "support", *, since: datetime = CONSENT_AT) -> str:
    """This will receive a case and take it along its pathway to a stage, a day a step, the last one at `since`.

    Each step leaves the record that it rests on: the assessment, the adoption, the approved plan, the consent.
    """
    steps = len(WAY[: WAY.index(stage) + 1])
    reference = invented.receive(at=since - timedelta(days=steps + 5))
    return taken_along(reference, stage, since=since)


def taken_along(reference: str, stage: str, *, since: datetime = CONSENT_AT, given_by: str = "parent") -> str:
    """This will take a case along its pathway to a stage, with the records that each step leaves."""
    steps = WAY[: WAY.index(stage) + 1]
    case = Case.objects.get(reference=reference)
    capacity = "child_guardian_decides" if given_by == "parent" else "adult_has_capacity"
    before = "checks"
    for number, step in enumerate(steps):
        at = since - timedelta(days=len(steps) - 1 - number)
        values = {name: getattr(case, name) for name in ("controller_id", "regime", "basis", "review_on")}
        StageChange.objects.create(case=case, happened_at=at, from_stage=before, to_stage=step, verb="-", **values)
        for record in RECORDS.get(step, ()):
            record(case, at, values)
        if step == "support":
            Consent.objects.create(
                case=case,
                happened_at=at,
                step="given",
                purpose="support",
                given_by=given_by,
                capacity=capacity,
                **values,
            )
        before = step
    Case.objects.filter(pk=case.pk).update(stage=stage)
    return reference


def a_plan(monkeypatch, invented: Invented, *, numbers: int | None = 7, version: str = "1", others: tuple = ()) -> None:
    """This will let the panel have approved a plan: mentoring by Ivo, and whatever else is given."""
    promises = (
        Promise("s1", "mentoring", "Sam feels at home at school", invented.staff["ivo"], "", "weekly", numbers),
        *others,
    )
    monkeypatch.setattr(plan, "approved", lambda case: ApprovedPlan(version, promises))


def chaired(invented: Invented, reference: str) -> str:
    """This will let the chair open the case, as a published agenda does."""
    case = Case.objects.get(reference=reference)
    Grant.objects.create(case=case, staff_id=invented.staff["gail"], role="chair", from_at=CONSENT_AT)
    return reference


def started(invented: Invented, reference: str, *, at: datetime = NOW) -> str:
    """This will start support as the coordinator does."""
    with invented.opened(reference, "ada", at=at) as case:
        actions.start_support(case, happened_at=at, at=at)
    return reference


def planned(invented: Invented, reference: str, *, days: float = 1, at: datetime = NOW, place: str = "Library") -> str:
    """This will plan a session of Ivo's some days ahead, and give its key."""
    support = str(Agreed.objects.filter(support_kind="mentoring", case__reference=reference).latest("id").key)
    new = NewSession(at + timedelta(days=days), "in_person", support, place, "Meet in the foyer")
    with invented.opened(reference, "ada", at=at) as case:
        return str(actions.plan_session(case, new=new, at=at).key)


def before_a_panel(
    invented: Invented, reference: str, *, came: tuple[str, ...] = ("gail", "dee", "ben"), at: datetime = NOW
) -> str:
    """This will list a case for a panel, publish its agenda, and record who is there: the council, police and education."""
    starts = {"starts_at": at, "place": "Northmere Town Hall", "chair_id": invented.staff["gail"], "at": at}
    with invented.acting("ada", at=at) as ada:
        meeting = meetings.plan_meeting(area_id=invented.areas["northmere"], by=ada, **starts)
    with invented.opened(reference, "ada", at=at) as case:
        meetings.list_case(case, meeting=meeting, why="review", words="", at=at)
    with invented.acting("ada", at=at) as ada:
        meetings.publish(agendas.meeting(meeting.key), by=ada, at=at)
    with invented.opened(reference, "ada", at=at) as case:
        there = {invented.staff[name]: "came" for name in came}
        meetings.record_attendance(case, item=the_item(case), came=there, at=at)
    return reference


def the_item(case: OpenCase) -> OnAgenda:
    """This will find the agenda on which the panel can still decide on a case."""
    return agendas.open_items(case)[0]
