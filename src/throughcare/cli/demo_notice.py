"""The case under a TPIM notice in the demo: measures, what was missed, the report that is the only step, and a quarterly look."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from throughcare.kernel.time import uk_today

if TYPE_CHECKING:
    from throughcare.cli.demo_cases import Story

APPOINTMENTS = "Attend appointments with the programme at the time and place that are set, up to twice a week."
OVERNIGHT = "Stay at the specified address between 9pm and 7am."
ASSOCIATION = "Have no contact with the persons named in the schedule of the notice."


def noticed(story: Story) -> None:
    """This will record the notice with three measures, and explain what follows where the appointments are not kept."""
    from throughcare.commons.orders import actions, queries
    from throughcare.commons.orders.actions import NewCondition, NewOrder

    with story.as_person("owen", days=3) as (case, at):
        first = uk_today(at)
        new = NewOrder("tpim", first, first + timedelta(days=364), reference="N-31")
        order = str(actions.record_made(case, new, happened_at=at, at=at).key)
        measures = (
            NewCondition("appointments", APPOINTMENTS, first, mandated=True, mandate_basis="in_instrument"),
            NewCondition("overnight", OVERNIGHT, first),
            NewCondition("association", ASSOCIATION, first),
        )
        keys = [str(actions.record_condition(case, order, one, happened_at=at, at=at).key) for one in measures]
    with story.as_person("owen", days=4) as (case, at):
        wording = next(iter(queries.orders(case)[0].kind.wordings(on=uk_today(at))))
        said = {"language": "English", "own_words": "I heard it. I do not agree with the notice."}
        actions.explain(case, keys[0], wording=wording, happened_at=at, at=at, **said)


def told(story: Story) -> None:
    """This will tell the person what the programme is, where the notice was explained."""
    from throughcare.commons.cases import actions

    with story.as_person("owen", days=4.2) as (case, at):
        words = "At the office, with the notice on the table."
        actions.record_told(case, told=True, reason="", words=words, review_on=None, happened_at=at, at=at)


def reported(story: Story) -> None:
    """This will keep who came and who did not, decide on the reason, report to the authority, and sign a second time."""
    from throughcare.commons.orders import actions, queries

    with story.as_person("owen", days=11) as (case, at):
        order = queries.orders(case)[0]
        condition = next(one.key for one in order.conditions if one.mandated)
        actions.record_compliance(case, condition, what="attended", words="Came on time.", happened_at=at, at=at)
    with story.as_person("owen", days=18) as (case, at):
        said: dict[str, Any] = {
            "words": "Nobody came to the office, and nobody rang.",
            "stated_reason": "She said that she forgot.",
        }
        missed = str(actions.record_compliance(case, condition, what="missed", happened_at=at, at=at, **said).key)
    with story.as_person("owen", days=19) as (case, at):
        reasons = "The time was confirmed by letter and by telephone the day before."
        actions.decide_reason(case, missed, acceptable=False, reasons=reasons, at=at)
        words = "One appointment under the notice was missed without a reason that counts."
        step = actions.report(case, order.key, events=[missed], words=words, happened_at=at, at=at)
    with story.as_person("juno", days=20) as (case, at):
        actions.countersign(case, str(step.key), at=at)
    with story.as_person("owen", days=30) as (case, at):
        said = {"reference": "D-9", "words": "No charge on this occasion."}
        actions.record_decision(
            case, order.key, outcome="nothing", decided_on=uk_today(at), step_key=str(step.key), at=at, **said
        )


def looked_at(story: Story) -> None:
    """This will record the quarter's look of the TPIM Review Group, which sets the next."""
    from throughcare.commons.orders import actions, queries

    with story.as_person("iris", days=90) as (case, at):
        order = queries.orders(case)[0]
        words = "Each measure is still needed. The overnight measure is looked at again next time."
        actions.record_review(case, order.key, words=words, asked_for="nothing", happened_at=at, at=at)
