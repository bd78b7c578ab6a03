"""A plan that is being written, one that waits for the panel, and one that the panel approved."""

from __future__ import annotations

from datetime import date, datetime

from throughcare.commons.cases.models import Case, StageChange
from throughcare.commons.cases.tests.builders import NOW, Town, a_case, opened
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.tests.builders import THEN, a_meeting, everybody_came, item_of, listed, published
from throughcare.stages.plans import actions, models
from throughcare.stages.plans.actions import Written

STATEMENTS = {
    "consent_how": "At the school, with the form tutor near.",
    "consent_when": "In the week after the panel.",
    "consent_by": "Ada Marsh.",
    "nature": "A mentor once a week, and help to find an apprenticeship.",
    "providers": "Harbour Mentors, and the careers service.",
    "how_and_when": "In person, Wednesdays after school, for three months.",
}


def a_case_at(town: Town, stage: str, *, came_at: datetime = NOW) -> Case:
    """Build a case that stands at a stage and came to it."""
    case = a_case(town, stage=stage)
    StageChange.objects.create(
        case=case,
        happened_at=came_at,
        to_stage=stage,
        verb="-",
        controller_id=case.controller_id,
        regime=case.regime,
        basis=case.basis,
        review_on=case.review_on,
    )
    return case


def write(case, part, body, *, at=NOW, **more):
    """Write one piece of a plan into an opened case."""
    return actions.write(case, Written(part, body, **more), at=at)


def a_written_plan(town: Town, case: Case) -> dict[str, models.Piece]:
    """Write, as Ada, the four statements, one need, one goal and one support."""
    with opened(case, town.ada) as held:
        statements = write(held, "statements", STATEMENTS)
        need = write(held, "need", {"need": "Somebody to talk to", "why": "Nobody at home listens."})
        words = {"own_words": "I want a job.", "our_words": "An apprenticeship by autumn", "how_known": "A letter"}
        goal = write(held, "goal", words, parent=str(need.thread))
        support = write(held, "support", a_support(town), parent=str(goal.thread))
    return {"statements": statements, "need": need, "goal": goal, "support": support}


def a_support(town: Town, **more: object) -> dict[str, object]:
    """Say what a mentor does."""
    return {
        "support_kind": "mentoring",
        "what": "Walks and talks",
        "provider_staff": town.ivo.pk,
        "provider_name": "",
        "how_often": "Once a week",
        "sessions_planned": 7,
        "from_on": date(2026, 7, 1).isoformat(),
        "until_on": date(2026, 9, 30).isoformat(),
        **more,
    }


def a_plan_before_the_panel(town: Town, *, came: bool = True) -> Case:
    """Build a case whose plan was sent to a panel that meets; everybody came unless none did."""
    case = a_case_at(town, "planning")
    a_written_plan(town, case)
    with opened(case, town.ada) as held:
        actions.send_to_panel(held, at=NOW)
    meeting = a_meeting(town)
    listed(town, meeting, case)
    published(town, meeting)
    if came:
        everybody_came(town, case)
    return case


def decided(**more: object) -> Decided:
    """Say what the panel decided on the plan."""
    words = {
        "outcome": "approve",
        "said": "The panel approves the plan.",
        "reached": "unanimity",
        "reasons": "It fits.",
    }
    return Decided(**{**words, **more})  # type: ignore[arg-type]  # the fields of Decided by name


def an_approved_plan(town: Town) -> Case:
    """Build a case whose plan the panel approved."""
    case = a_plan_before_the_panel(town)
    with opened(case, town.gail, at=THEN) as held:
        actions.approve(held, item=item_of(held), decided=decided(), at=THEN)
    return case
