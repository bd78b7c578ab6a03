"""A condition is recorded in its exact words, changed by a later version, or ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.orders import queries, rules
from throughcare.commons.orders.actions.asking import allowed, ask_officer
from throughcare.commons.orders.definition import OrderKind
from throughcare.commons.orders.models import Condition, ConditionEnding
from throughcare.kernel.answers import Answer
from throughcare.kernel.time import uk_today

VERB = "orders.record_condition"
EXPLAIN = "orders.explain"


@dataclass(frozen=True)
class NewCondition:
    """A condition in the words of the order: of what kind, whether attendance is required and on what basis, how long."""

    condition_kind: str
    words: str
    from_on: date
    last_on: date | None = None
    mandated: bool = False
    requires: str = ""
    mandate_basis: str = ""
    basis_words: str = ""


def record_condition(
    case: OpenCase, order_key: str, new: NewCondition, *, follows: str = "", happened_at: datetime, at: datetime
) -> Condition:
    """This will write down a condition, or a new version of one; the version before ends the day before.

    Refuses that worship, religious instruction or the profession of a belief is required of anybody.
    """
    order = queries.find(case, order_key)
    kind = queries.kind_of(order)
    before = queries.find_condition(case, follows) if follows else None
    answer = allowed(case, VERB) & _may_be_mandated(kind, new)
    answer &= rules.may_begin(order_from=queries.first_day(order), from_on=new.from_on, last_on=new.last_on)
    if before is not None:
        answer &= rules.may_follow(before=rules.Span(before.from_on, before.last_on), from_on=new.from_on)
    or_refuse(case, answer, _("The condition was not recorded"), pathway=kind.label)
    values = {**carried(case, at=at, happened_at=happened_at), **_thread(before, new.from_on)}
    row = Condition.objects.create(**values, order=order, stated_last_on=new.last_on, **vars(new))
    ask_officer(
        case,
        EXPLAIN,
        due_on=kind.explained.until(uk_today(at)) or uk_today(at),
        address=f"orders/condition/{row.key}/explain",
        span=kind.explained,
        at=at,
    )
    said = _("A condition was changed") if before else _("A condition was recorded")
    cases.tell(case, verb=VERB, words=said, at=at, happened_at=happened_at, address="orders")
    act(case, "orders:condition_recorded", row, at=at)
    return row


def end_condition(case: OpenCase, key: str, *, last_on: date, at: datetime) -> Condition:
    """This will write down the last day of a condition that the authority took away."""
    row = queries.find_condition(case, key)
    answer = allowed(case, VERB) & rules.may_follow(
        before=rules.Span(row.from_on, row.last_on), from_on=last_on + timedelta(days=1)
    )
    or_refuse(case, answer, _("The end of the condition was not recorded"), pathway=queries.kind_of(row.order).label)
    row.last_on = last_on
    row.save(update_fields=["last_on"])
    ConditionEnding.objects.create(**carried(case, at=at), condition=row, last_on=last_on)
    cases.finish_all(case, EXPLAIN, at=at, address=f"orders/condition/{row.key}/explain")
    cases.tell(case, verb=VERB, words=_("A condition ended"), at=at, address="orders")
    act(case, "orders:condition_ended", row, at=at)
    return row


def _may_be_mandated(kind: OrderKind, new: NewCondition) -> Answer:
    return rules.may_be_mandated(
        mandated=new.mandated,
        requires=new.requires,
        kind_attends=kind.attendance_may_be_mandated and kind.condition(new.condition_kind).attendance,
        never=kind.never_mandated,
        basis=new.mandate_basis,
        basis_words=new.basis_words,
    )


def _thread(before: Condition | None, from_on: date) -> dict[str, Any]:
    if before is None:
        return {}
    if before.last_on is None or before.last_on >= from_on:
        before.last_on = from_on - timedelta(days=1)
        before.save(update_fields=["last_on"])
    return {"thread": before.thread, "number": before.number + 1}
