"""An order is looked at in its rhythm: what was found is written down, and the next look is set by that act."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as thread
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.orders import queries, rules
from throughcare.commons.orders.actions.asking import allowed, to_the_team
from throughcare.commons.orders.models import Order, Review
from throughcare.kernel.time import uk_today

VERB, REVIEW = "orders.record_review", "orders.review"


def record_review(
    case: OpenCase,
    order_key: str,
    *,
    words: str,
    asked_for: str,
    looked_by: str = "",
    happened_at: datetime,
    at: datetime,
) -> Review:
    """This will keep that an order was looked at, what was found, and ask for the next look by the order's rhythm.

    Nothing is asked for where the order has ended, or ends before that day.
    """
    order = queries.find(case, order_key)
    kind = queries.kind_of(order)
    or_refuse(case, allowed(case, VERB), _("The look at the order was not recorded"), pathway=kind.label)
    next_on = next_look(order, after=uk_today(happened_at))
    row = Review.objects.create(
        **carried(case, at=at, happened_at=happened_at),
        order=order,
        looked_by=looked_by or kind.looked_at_by,
        words=words,
        asked_for=asked_for,
        next_on=next_on,
    )
    if queries.is_newest(row):
        cases.finish_all(case, REVIEW, at=at, address=address(order))
        ask_for_look(case, order, next_on, at=at)
    with to_the_team(case):
        said = queries.review_words(asked_for)
        cases.tell(case, verb=VERB, words=said, at=at, happened_at=happened_at, address=f"orders/{order.key}")
    act(case, "orders:reviewed", row, at=at)
    return row


def next_look(order: Order, *, after: date) -> date | None:
    """This will give the day by which an order is looked at again after a day, or none where it does not run so long."""
    due, last = queries.kind_of(order).review.until(after), queries.latest_version(order).last_on
    return rules.next_look(due=due, last_on=last, ended=queries.is_ended(order))


def ask_for_look(case: OpenCase, order: Order, due_on: date | None, *, at: datetime) -> None:
    """This will ask for a look at an order by a day, once: what is asked for already stands."""
    asked = {(task.code, task.address) for task in thread.open_tasks(case)}
    if due_on is None or (REVIEW, address(order)) in asked:
        return
    kind = queries.kind_of(order)
    task = NewTask(
        code=REVIEW,
        what=_(kind.title),
        due_on=due_on,
        for_role="coordinator",
        to=case.owner_id,
        rule=kind.review.words,
        rule_source=kind.review.source,
        verify=kind.review.verify,
        address=address(order),
    )
    cases.ask(case, task, at=at)


def address(order: Order) -> str:
    """This will give the page on which a look at an order is recorded."""
    return f"orders/{order.key}/review"
