"""An order is made, varied, extended, ended or quashed by its authority, and written down here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import history
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.orders import queries, rules
from throughcare.commons.orders.actions.asking import allowed, moved, to_the_team
from throughcare.commons.orders.actions.reviewing import REVIEW, address, ask_for_look, next_look
from throughcare.commons.orders.definition import Span, order_kind
from throughcare.commons.orders.models import Ending, Order, Version
from throughcare.kernel.time import uk_today

CHOOSE = "orders.choose"
ENDED, QUASHED = "orders.record_ended", "orders.record_quashed"


@dataclass(frozen=True)
class NewOrder:
    """What the authority ordered: kind, who, their reference, from when until when, in what words."""

    order_kind: str
    from_on: date
    last_on: date | None
    authority: str = ""
    reference: str = ""
    words: str = ""


def record_made(case: OpenCase, new: NewOrder, *, happened_at: datetime, at: datetime) -> Order:
    """This will write down an order of an authority under the definition in force, and ask for what it brings."""
    verb = "orders.record_made"
    or_refuse(case, allowed(case, verb), _("The order was not recorded"))
    kind = order_kind(new.order_kind)
    values = carried(case, at=at, happened_at=happened_at)
    row = Order.objects.create(
        **values,
        order_kind=kind.code,
        definition_version=kind.version,
        authority=new.authority or kind.authority,
        reference=new.reference,
    )
    Version.objects.create(
        **values,
        order=row,
        number=1,
        change="made",
        from_on=new.from_on,
        last_on=new.last_on,
        stated_last_on=new.last_on,
        words=new.words,
    )
    _ask(case, row, from_on=new.from_on, last_on=new.last_on, at=at)
    _tell(case, verb, _("An order was recorded: %(what)s") % {"what": _(kind.title)}, at=at, happened_at=happened_at)
    moved(case, verb, at=at, happened_at=happened_at)
    act(case, "orders:made", row, at=at)
    return row


def record_varied(
    case: OpenCase, key: str, *, from_on: date, last_on: date | None, words: str, happened_at: datetime, at: datetime
) -> Version:
    """This will write down that the authority changed the order from a day on; the version before ends the day before."""
    return _follow(case, key, "varied", from_on, last_on, words, happened_at=happened_at, at=at)


def record_extended(
    case: OpenCase, key: str, *, from_on: date, last_on: date | None, words: str, happened_at: datetime, at: datetime
) -> Version:
    """This will write down that the authority made the order run longer."""
    return _follow(case, key, "extended", from_on, last_on, words, happened_at=happened_at, at=at)


def record_ended(
    case: OpenCase, key: str, *, how: str, on_day: date, words: str, happened_at: datetime, at: datetime
) -> Ending:
    """This will write down that an order ended, ran out or was revoked; where nothing else carries support, a person decides.

    Refuses a day to come: until then the order is in force, and its new last day is a variation.
    """
    return _end(case, key, ENDED, how, on_day, words, happened_at=happened_at, at=at)


def record_quashed(
    case: OpenCase, key: str, *, on_day: date, words: str, happened_at: datetime, at: datetime
) -> Ending:
    """This will write down that a court quashed an order, also one that ended before; nothing is deleted.

    What was recorded under it is marked, and what carries the case is worked out anew. Refuses a second time.
    """
    return _end(case, key, QUASHED, rules.QUASHED, on_day, words, happened_at=happened_at, at=at)


def _follow(
    case: OpenCase,
    key: str,
    change: str,
    from_on: date,
    last_on: date | None,
    words: str,
    *,
    happened_at: datetime,
    at: datetime,
) -> Version:
    verb = f"orders.record_{change}"
    order = queries.find(case, key)
    before = queries.latest_version(order)
    span = rules.Span(before.from_on, before.last_on)
    answer = allowed(case, verb) & rules.may_change(ended=queries.is_ended(order))
    answer &= rules.may_follow(before=span, from_on=from_on)
    or_refuse(case, answer, _("The change was not recorded"), pathway=queries.kind_of(order).label)
    if before.last_on is None or before.last_on >= from_on:
        before.last_on = from_on - timedelta(days=1)
        before.save(update_fields=["last_on"])
    row = Version.objects.create(
        **carried(case, at=at, happened_at=happened_at),
        order=order,
        number=before.number + 1,
        change=change,
        from_on=from_on,
        last_on=last_on,
        stated_last_on=last_on,
        words=words,
    )
    cases.finish_all(case, CHOOSE, at=at, address=_address(order))
    _ask(case, order, from_on=from_on, last_on=last_on, at=at)
    said = _("The order was extended") if change == "extended" else _("The order was varied")
    _tell(case, verb, said, at=at, happened_at=happened_at)
    act(case, f"orders:{change}", row, at=at)
    return row


def _end(
    case: OpenCase, key: str, verb: str, how: str, on_day: date, words: str, *, happened_at: datetime, at: datetime
) -> Ending:
    order, today = queries.find(case, key), uk_today(at)
    may_end = rules.may_end(ended=queries.is_ended(order), on_day=on_day, today=today)
    may_quash = rules.may_quash(quashed=queries.is_quashed(order), on_day=on_day, today=today)
    answer = allowed(case, verb) & (may_quash if how == rules.QUASHED else may_end)
    or_refuse(case, answer, _("The end was not recorded"), pathway=queries.kind_of(order).label)
    row = Ending.objects.create(
        **carried(case, at=at, happened_at=happened_at), order=order, how=how, on_day=on_day, words=words
    )
    cases.finish_all(case, CHOOSE, at=at, address=_address(order))
    cases.finish_all(case, REVIEW, at=at, address=address(order))
    said = _("The order was quashed") if how == rules.QUASHED else _("The order ended")
    _tell(case, verb, said, at=at, happened_at=happened_at)
    _left(case, verb, reason=said, happened_at=happened_at, at=at)
    act(case, "orders:quashed" if how == rules.QUASHED else "orders:ended", row, at=at)
    return row


def given_back(case: OpenCase, *, at: datetime) -> OpenCase:
    """This will let the end of an order that came while police held the case take effect; part of the act that gives it back."""
    with to_the_team(case):
        ending = queries.ended_since(case, history.came_to_police_at(case))
    if ending is None:
        return case
    return _left(case, QUASHED if ending.how == rules.QUASHED else ENDED, happened_at=at, at=at)


def _left(case: OpenCase, verb: str, *, happened_at: datetime, at: datetime, reason: str = "") -> OpenCase:
    """Where nothing else carries support, the case comes to where a person decides what comes now."""
    carrying = queries.carrying(case, on=uk_today(at))
    left = moved(case, verb, at=at, happened_at=happened_at, reason=reason, facts=carrying)
    if left.stage != case.stage:
        with to_the_team(left):
            cases.ask_what_comes_now(left, from_day=uk_today(happened_at), at=at)
    return left


def _ask(case: OpenCase, order: Order, *, from_on: date, last_on: date | None, at: datetime) -> None:
    kind, looked = queries.kind_of(order), queries.last_look(order)
    began = uk_today(looked.happened_at) if looked else from_on
    ask_for_look(case, order, next_look(order, after=began), at=at)
    if last_on is not None:
        _due(case, order, CHOOSE, kind.before_end, kind.before_end.until(last_on, times=-1) or last_on, at=at)


def _due(case: OpenCase, order: Order, code: str, span: Span, due_on: date, *, at: datetime) -> None:
    task = NewTask(
        code=code,
        what=_(queries.kind_of(order).title),
        due_on=due_on,
        for_role="coordinator",
        to=case.owner_id,
        rule=span.words,
        rule_source=span.source,
        verify=span.verify,
        address=_address(order),
    )
    cases.ask(case, task, at=at)


def _address(order: Order) -> str:
    return f"orders/{order.key}"


def _tell(case: OpenCase, verb: str, words: str, *, at: datetime, happened_at: datetime) -> None:
    with to_the_team(case):
        cases.tell(case, verb=verb, words=words, at=at, happened_at=happened_at, address="orders")
