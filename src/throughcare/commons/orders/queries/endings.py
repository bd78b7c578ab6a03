"""How orders ended, and which were quashed: a court may do that long after the end."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import rules
from throughcare.commons.orders.models import Condition, Ending, Order
from throughcare.kernel.time import format_date, uk_today

HOW_LABELS = {
    "ended": gettext_lazy("It ended"),
    "expired": gettext_lazy("It ran out"),
    "revoked": gettext_lazy("The authority revoked it"),
    rules.QUASHED: gettext_lazy("A court quashed it"),
}


def is_ended(order: Order) -> bool:
    """This will say whether an order has ended, in whatever way."""
    return Ending.objects.filter(order=order).exists()


def is_quashed(order: Order) -> bool:
    """This will say whether a court quashed an order."""
    return Ending.objects.filter(order=order, how=rules.QUASHED).exists()


def ended_since(case: OpenCase, since: datetime) -> Ending | None:
    """This will give the last end of an order that was recorded since a moment, or none."""
    return Ending.objects.filter(case_id=case.id, recorded_at__gte=since).order_by("-id").first()


def quashed_conditions(case: OpenCase) -> dict[int, date]:
    """This will give the conditions of orders that were quashed, each with the day on which the court decided."""
    days = quashed_orders(case)
    found = Condition.objects.filter(order_id__in=days).values_list("id", "order_id")
    return {condition: days[order] for condition, order in found}


def quashed_orders(case: OpenCase) -> dict[int, date]:
    """This will give the orders that were quashed, each with the day on which the court decided."""
    rows = Ending.objects.filter(case_id=case.id, how=rules.QUASHED).values_list("order_id", "happened_at")
    return {order: uk_today(happened_at) for order, happened_at in rows}


def mark(quashed_on: date | None) -> str:
    """This will mark what was recorded under an order that was quashed; nothing otherwise."""
    if quashed_on is None:
        return ""
    return _("The order was quashed on %(day)s") % {"day": format_date(quashed_on)}
