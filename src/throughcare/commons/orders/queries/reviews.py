"""Where an order was looked at in its rhythm, and when it is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders.models import Order, Review

ASKED_LABELS = {
    "nothing": gettext_lazy("Nothing: the order goes on as it is"),
    "change": gettext_lazy("That the authority changes it"),
    "end": gettext_lazy("That the authority ends it"),
}


@dataclass(frozen=True)
class Reviewed:
    """Every look at one order, the newest first, and the day of the next."""

    rows: Sequence[tuple[str, Any]]
    next_on: date | None


def reviews(case: OpenCase, order: Order) -> Reviewed:
    """This will list where an order was looked at, newest first, and say when it is looked at next."""
    found = list(
        Review.objects.filter(case_id=case.id, order=order).select_related("by").order_by("-happened_at", "-id")
    )
    return Reviewed([(str(ASKED_LABELS[row.asked_for]), row) for row in found], found[0].next_on if found else None)


def is_newest(row: Review) -> bool:
    """This will say whether no later look at the same order is recorded: an older one sets no next day."""
    return not Review.objects.filter(order_id=row.order_id, happened_at__gt=row.happened_at).exists()


def last_look(order: Order) -> Review | None:
    """This will give the newest look at an order, or none."""
    return Review.objects.filter(order=order).order_by("-happened_at", "-id").first()


def review_words(asked_for: str) -> str:
    """This will say what a review asked of the authority."""
    return _("The order was looked at. Asked for: %(what)s") % {"what": ASKED_LABELS[asked_for]}
