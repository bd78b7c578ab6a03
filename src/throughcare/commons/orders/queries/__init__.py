"""Look-ups of orders: what runs, what was kept of it, what was reported, and the cards on the case page."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.orders.queries.beside import (
    find_action,
    find_meeting,
    find_session,
    mappa,
    polygraph_choices,
    polygraphs,
    sessions_of,
)
from throughcare.commons.orders.queries.compliance import (
    WHAT_LABELS,
    EventLine,
    chronology,
    decisions,
    event,
    find_event,
    find_step,
    step,
    steps,
    to_choose,
)
from throughcare.commons.orders.queries.endings import HOW_LABELS, ended_since, is_ended, is_quashed
from throughcare.commons.orders.queries.orders import (
    POINTER_LABELS,
    OrderLine,
    at_once,
    carrying,
    every_condition,
    facts,
    find,
    find_condition,
    first_day,
    in_force,
    kind_of,
    latest_version,
    mandates,
    orders,
    span_in_words,
)
from throughcare.commons.orders.queries.paper import in_words, order_on_name, withheld_now
from throughcare.commons.orders.queries.reviews import ASKED_LABELS, is_newest, last_look, review_words, reviews
from throughcare.commons.orders.queries.sessions import Bearing, bearing, may_keep, same_event
from throughcare.kernel.sql import NamedSql

SQL = NamedSql(Path(__file__).with_name("holdings.sql"))
asks(SQL, "has_order", "has_mappa", "has_name_order")

TASK_LABELS = {
    "orders.explain": gettext_lazy("Explain what follows where a condition is not kept"),
    "orders.decide_reason": gettext_lazy("Decide whether the stated reason counts"),
    "orders.review": gettext_lazy("Record that the order was looked at"),
    "orders.choose": gettext_lazy("Choose what comes after the order"),
    "ladder.countersign": gettext_lazy("Countersign"),
    "mappa.action": gettext_lazy("Do what the MAPPA meeting asked"),
}

__all__ = [
    "ASKED_LABELS",
    "HOW_LABELS",
    "POINTER_LABELS",
    "TASK_LABELS",
    "WHAT_LABELS",
    "Bearing",
    "EventLine",
    "at_once",
    "bearing",
    "card",
    "carrying",
    "chronology",
    "decisions",
    "ended_since",
    "event",
    "every_condition",
    "facts",
    "find",
    "find_action",
    "find_condition",
    "find_event",
    "find_meeting",
    "find_session",
    "find_step",
    "first_day",
    "has_orders",
    "in_force",
    "in_words",
    "is_ended",
    "is_newest",
    "is_quashed",
    "kind_of",
    "last_look",
    "latest_version",
    "mandates",
    "mappa",
    "may_keep",
    "order_on_name",
    "orders",
    "polygraph_choices",
    "polygraphs",
    "review_words",
    "reviews",
    "same_event",
    "sessions_of",
    "side_links",
    "span_in_words",
    "step",
    "steps",
    "to_choose",
    "withheld_now",
]


def has_orders(case: OpenCase) -> bool:
    """This will say whether the pathway of the case knows orders at all; a voluntary one does not."""
    return any(verb.code == "orders.record_made" for verb in case.pathway.verbs)


def card(case: OpenCase) -> Card | None:
    """This will show the orders that run and how many conditions they have; nothing where the pathway knows none."""
    if not case.may_read("orders") or not has_orders(case):
        return None
    if not has(case, "has_order"):
        return Card(_("Orders and conditions"), (), "orders", empty=_("No order is recorded."), order=20)
    rows = [(line.title, _in_a_line(line)) for line in orders(case)]
    return Card(_("Orders and conditions"), rows, "orders", order=20)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that orders have, on a pathway that knows them."""
    if not has_orders(case):
        return []
    links = [SideLink("case", _("Orders and conditions"), "orders", 45)] if case.may_read("orders") else []
    if case.may_read("mappa"):
        links.append(SideLink("case", _("MAPPA"), "mappa", 46))
    return links


def _in_a_line(line: OrderLine) -> str:
    return _("%(state)s, %(span)s") % {"state": line.state, "span": span_in_words(line.span)}
