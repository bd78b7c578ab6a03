"""The later steps of a demo case, each by the acts that people use: panel, plan, consent, support."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from throughcare.kernel.time import uk_today

if TYPE_CHECKING:
    from datetime import datetime

    from throughcare.cli.demo_cases import Story


def _meeting(story: Story, *, days: float, why: str) -> None:
    from throughcare.commons.meetings import actions, queries
    from throughcare.frame.transaction import acting

    planned_at, starts_at = story.moment(days - 3), story.moment(days)
    with acting("staff", staff=story.staff["ada"], at=planned_at):
        meeting = actions.plan_meeting(
            area_id=story.area_id,
            starts_at=starts_at,
            place="Northmere Town Hall",
            chair_id=story.staff["gail"],
            by=story.staff["ada"],
            at=planned_at,
        )
    with story.as_person("ada", days=days - 2.5) as (case, at):
        actions.list_case(case, meeting=meeting, why=why, words="", at=at)
    with acting("staff", staff=story.staff["ada"], at=story.moment(days - 2)):
        actions.publish(queries.meeting(meeting.key), by=story.staff["ada"], at=story.moment(days - 2))
    with story.as_person("gail", days=days) as (case, at):
        came = {story.staff[name]: "came" for name in ("gail", "dee", "ben", "noor")}
        actions.record_attendance(case, item=_item(case), came=came, at=at)


def _signed(story: Story, *, days: float) -> None:
    from throughcare.commons.meetings import actions
    from throughcare.frame.transaction import acting

    with story.as_person("gail", days=days) as (case, at):
        item = _item(case)
        actions.sign_minutes(case, item=item, at=at)
    with acting("staff", staff=story.staff["ada"], at=at):
        actions.end_meeting(item.meeting, by=story.staff["ada"], at=at)


def _item(case: Any) -> Any:
    from throughcare.commons.meetings import queries

    return queries.item(case, str(queries.items_of_case(case)[0].key))


def adopted(story: Story) -> None:
    """This will take the case to a panel that adopts it by a majority, with one dissent kept."""
    from throughcare.commons.meetings.actions import Decided, Disagreed
    from throughcare.stages.panels import actions

    _meeting(story, days=17, why="panel.first")
    with story.as_person("gail", days=17.1) as (case, at):
        dissent = Disagreed("Wait for the clinic first.", staff_id=story.staff["noor"])
        decided = Decided(
            outcome="", said="", reached="majority", reasons="Sam is alone and asks for help.", dissents=[dissent]
        )
        actions.adopt(case, item=_item(case), decided=decided, at=at)
    _signed(story, days=17.2)


def written(story: Story) -> None:
    """This will write the plan and send it to the panel."""
    from throughcare.stages.plans import actions
    from throughcare.stages.plans.actions import Written

    with story.as_person("ada", days=18) as (case, at):
        actions.write(case, Written("statements", STATEMENTS), at=at)
        need = actions.write(
            case, Written("need", {"need": "Somebody to talk to", "why": "Nobody at home listens."}), at=at
        )
        words = {
            "own_words": "I want a job.",
            "our_words": "An apprenticeship by autumn",
            "how_known": "A letter of offer",
        }
        goal = actions.write(case, Written("goal", words, parent=str(need.thread)), at=at)
        support = _mentoring(story, at)
        actions.write(case, Written("support", support, parent=str(goal.thread)), at=at)
        actions.send_to_panel(case, at=at)


def planned(story: Story) -> None:
    """This will write the plan, send it to the panel, and let the panel approve it."""
    from throughcare.commons.meetings.actions import Decided
    from throughcare.stages.plans import actions

    written(story)
    _meeting(story, days=22, why="panel.plan")
    with story.as_person("gail", days=22.1) as (case, at):
        decided = Decided(
            outcome="approve", said="The panel approves the plan.", reached="unanimity", reasons="It fits."
        )
        actions.approve(case, item=_item(case), decided=decided, at=at)
    _signed(story, days=22.2)


STATEMENTS = {
    "consent_how": "At the school, with the form tutor near.",
    "consent_when": "In the week after the panel.",
    "consent_by": "Ada Marsh.",
    "nature": "A mentor once a week, and help to find an apprenticeship.",
    "providers": "Harbour Mentors, and the careers service.",
    "how_and_when": "In person, Wednesdays after school, for three months.",
}


def _mentoring(story: Story, at: datetime) -> dict[str, object]:
    begins: date = uk_today(at) + timedelta(days=10)
    return {
        "support_kind": "mentoring",
        "what": "Walks and talks",
        "provider_staff": story.staff["ivo"],
        "provider_name": "",
        "how_often": "Once a week",
        "sessions_planned": 7,
        "from_on": begins.isoformat(),
        "until_on": (begins + timedelta(days=60)).isoformat(),
    }


def consented(story: Story) -> None:
    """This will tell Sam, ask, and keep Sam's mother's yes and Sam's own words."""
    from throughcare.commons.cases import actions as cases
    from throughcare.commons.consents import actions
    from throughcare.commons.consents.actions import Words
    from throughcare.stages.plans import actions as plans

    with story.as_person("ada", days=24) as (case, at):
        cases.record_told(
            case, told=True, reason="", words="At the school, with the tutor.", review_on=None, happened_at=at, at=at
        )
        actions.record_asked(case, purpose="support", how="At the school", happened_at=at, at=at)
    with story.as_person("ada", days=25) as (case, at):
        words = Words(
            given_by="parent",
            giver="Rina Tarrow",
            capacity="child_guardian_decides",
            explained="What support is, who gives it, that it can stop at any time.",
            leaflet="About support, large print",
            language="English",
            own_words="If it helps Sam, yes.",
            how_to_stop="Tell Ada or the mentor.",
        )
        actions.record_given(case, purpose="support", words=words, happened_at=at, at=at)
    with story.as_person("ada", days=25.2) as (case, at):
        plans.agree(case, agrees=True, own_words="I want a job. Talking is all right.", happened_at=at, at=at)


def supported(story: Story) -> None:
    """This will start support, hold one session and plan the next."""
    from throughcare.stages.delivery import actions, queries
    from throughcare.stages.delivery.actions import Happening, NewSession, Written

    with story.as_person("ada", days=26) as (case, at):
        actions.start_support(case, happened_at=at, at=at)
    with story.as_person("ada", days=26.5) as (case, at):
        key = str(queries.agreed(case)[0].key)
        first = NewSession(story.moment(28), "in_person", key, "Library", "Meet in the foyer")
        held = actions.plan_session(case, new=first, at=at)
        actions.plan_session(
            case, new=NewSession(story.moment(45), "in_person", key, "Library", "Meet in the foyer"), at=at
        )
    with story.as_person("ivo", days=28.1) as (case, at):
        report = Written(
            worked_on="What a good week looks like.", person_said="I might come again.", went_well="Sam came early."
        )
        actions.record_session(
            case, key=str(held.key), happening=Happening("came", story.moment(28)), written=report, at=at
        )
