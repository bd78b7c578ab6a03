"""The cases of the programme in the demo: one on licence with its chronology, one under a notice, one in custody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from throughcare.cli import demo_notice, demo_supported
from throughcare.cli.demo_cases import Story, at_work
from throughcare.kernel.time import uk_today


def build(case: Mapping[str, Any], *, area: int, staff: Mapping[str, int], now: datetime) -> str:
    """This will take one case on, take it through its story by the acts that people use, and give its reference."""
    from throughcare.commons.people.actions import NewPerson
    from throughcare.commons.programme import actions
    from throughcare.commons.programme.actions import NewEntry
    from throughcare.frame.transaction import acting

    came = at_work(now - timedelta(days=case["days_ago"]), 0.05)
    person = NewPerson(name=case["name"], born_on=date.fromisoformat(case["born_on"]), birth_precision="exact")
    said = {name: case[name] for name in ("cohort", "eligibility", "footing", "instrument")}
    with acting("staff", staff=staff["iris"], at=came):
        reference = actions.take_on(NewEntry(person=person, area_id=area, **said), by=staff["iris"], at=came)
    story = Story(case, reference, staff, came, now, area)
    for step in STORIES[case["story"]]:
        step(story)
    return reference


def cleared(story: Story) -> None:
    """This will let police say that contact is clear, two people at each weighty step."""
    from throughcare.stages.checks import actions

    with story.as_person("tess", days=1) as (case, at):
        actions.deconflict(case, answer="clear", words="No live work is cut across.", happened_at=at, at=at)
    with story.as_person("ravi", days=1.3) as (case, at):
        actions.confirm_deconfliction(case, at=at)
    with story.as_person("tess", days=2) as (case, at):
        actions.propose_route(case, route="to_panel", grounds="Eligible, and clear.", signposted_to="", at=at)
    with story.as_person("ravi", days=2.3) as (case, at):
        actions.approve_route(case, approved=True, words="I agree.", at=at)


def named(story: Story) -> None:
    """This will name the supervising officer and the prison lead."""
    from throughcare.commons.programme import actions

    with story.as_person("iris", days=2.5) as (case, at):
        for role, who in (("supervising_officer", "owen"), ("prison_lead", "wes")):
            actions.name_officer(case, role=role, staff_id=story.staff[who], at=at)


def ordered(story: Story) -> None:
    """This will record the licence with two conditions, one of which requires attendance."""
    from throughcare.commons.orders import actions
    from throughcare.commons.orders.actions import NewCondition, NewOrder

    with story.as_person("owen", days=3) as (case, at):
        first = uk_today(at)
        new = NewOrder("licence", first, first + timedelta(days=500), reference="L-204")
        order = str(actions.record_made(case, new, happened_at=at, at=at).key)
        attend = "Attend appointments of the programme as your supervising officer directs."
        asked = NewCondition("programme", attend, first, mandated=True, mandate_basis="in_instrument")
        actions.record_condition(case, order, asked, happened_at=at, at=at)
        stay = NewCondition("residence", "Live at the approved address in Merevale.", first)
        actions.record_condition(case, order, stay, happened_at=at, at=at)
        away = NewCondition("exclusion", "Do not go to Harbour Street or the market behind it.", first)
        actions.record_condition(case, order, away, happened_at=at, at=at)


def kept(story: Story) -> None:
    """This will explain what follows, record who came and who did not, and decide on the stated reason."""
    from throughcare.commons.orders import actions, queries

    with story.as_person("owen", days=4) as (case, at):
        order = queries.orders(case)[0]
        condition = next(one.key for one in order.conditions if one.mandated)
        wording = next(iter(order.kind.wordings(on=uk_today(at))))
        for one in order.conditions:
            actions.explain(case, one.key, wording=wording, language="English", happened_at=at, at=at)
    with story.as_person("owen", days=10) as (case, at):
        actions.record_compliance(case, condition, what="attended", words="Came early.", happened_at=at, at=at)
    with story.as_person("owen", days=17) as (case, at):
        said: dict[str, Any] = {
            "words": "Nobody came to the office.",
            "stated_reason": "He said that the bus did not run.",
        }
        missed = actions.record_compliance(case, condition, what="missed", happened_at=at, at=at, **said)
    with story.as_person("owen", days=18) as (case, at):
        actions.decide_reason(case, str(missed.key), acceptable=True, reasons="The bus was cancelled that day.", at=at)


def warned(story: Story) -> None:
    """This will keep a second missed appointment, decide that the reason does not count, and warn in writing."""
    from throughcare.commons.orders import actions, queries

    with story.as_person("owen", days=31) as (case, at):
        order = queries.orders(case)[0]
        condition = next(one.key for one in order.conditions if one.mandated)
        said: dict[str, Any] = {
            "words": "Nobody came, and nobody rang.",
            "stated_reason": "He said that he slept too long.",
        }
        missed = str(actions.record_compliance(case, condition, what="missed", happened_at=at, at=at, **said).key)
    with story.as_person("owen", days=32) as (case, at):
        actions.decide_reason(case, missed, acceptable=False, reasons="He can set a clock, and says so.", at=at)
        words = "A letter says what was missed, what may follow, and whom to ring before the next appointment."
        actions.take_step(case, order.key, rung="warning", events=[missed], words=words, happened_at=at, at=at)


def overseen(story: Story) -> None:
    """This will quote what MAPPA set, and keep that it met."""
    from throughcare.commons.orders import actions

    with story.as_person("owen", days=12) as (case, at):
        day, kept_at = uk_today(at), "Probation record, MAPPA folder"
        actions.record_mappa(
            case, category="c4", level="l2", said_by="MAPPA coordinator", said_on=day, pointer=kept_at, at=at
        )
        met = actions.record_mappa_meeting(
            case, on_day=day, next_on=day + timedelta(days=56), where="Merevale MAPPA", pointer=kept_at, at=at
        )
        words = "Tell the meeting who the supplier is."
        actions.record_mappa_action(case, str(met.key), words=words, due_on=day + timedelta(days=50), at=at)


STORIES: dict[str, tuple[Callable[[Story], None], ...]] = {
    "on_licence": (
        *(
            cleared,
            named,
            ordered,
            demo_supported.told,
            demo_supported.assessed,
            demo_supported.adopted,
            kept,
            overseen,
        ),
        *(demo_supported.planned, demo_supported.begun, warned, demo_supported.met, demo_supported.looked_at),
    ),
    "under_a_notice": (
        cleared,
        named,
        demo_notice.noticed,
        demo_notice.told,
        demo_notice.reported,
        demo_notice.looked_at,
    ),
    "in_custody": (cleared, named),
}
