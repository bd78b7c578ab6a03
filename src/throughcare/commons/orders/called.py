"""What the codes of an order are called where a record is read back: as its kind calls them, in the version it came under."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders.definition import OrderKind, order_kind
from throughcare.commons.orders.queries import ASKED_LABELS, HOW_LABELS, POINTER_LABELS, WHAT_LABELS
from throughcare.commons.past.called import Beside, called, called_as
from throughcare.commons.past.queries import Kept
from throughcare.kernel.definitions import DefinitionError

ORDER = "orders.order"


def call() -> None:
    """This will say how the codes of orders are called."""
    called_as(ASKED_LABELS, "orders.review.asked_for")
    called_as({**HOW_LABELS, "quashed": gettext_lazy("A court quashed it")}, "orders.ending.how")
    called_as(POINTER_LABELS, "orders.pointer.to")
    called_as(WHAT_LABELS, "orders.event.what")
    called(_kind, f"{ORDER}.order_kind")
    called(_condition, "orders.condition.condition_kind")
    called(_required, "orders.condition.requires")
    called(_rung, "orders.step.rung")
    called(_outcome, "orders.decided.outcome")


def _kind(_case: OpenCase, row: Kept, _code: str, _beside: Beside) -> str:
    kind = _read(row)
    return _(kind.title) if kind else ""


def _condition(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    kind = _of(row, beside)
    return next((one.label for one in kind.conditions if one.code == code), "") if kind else ""


def _required(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    kind = _of(row, beside)
    return kind.never_mandated.get(code, "") if kind else ""


def _rung(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    kind = _of(row, beside)
    return next((one.label for one in kind.ladder if one.code == code), "") if kind else ""


def _outcome(_case: OpenCase, row: Kept, code: str, beside: Beside) -> str:
    kind = _of(row, beside)
    return kind.outcomes.get(code, "") if kind else ""


def _of(row: Kept, beside: Beside) -> OrderKind | None:
    return _read(beside.led_to(row, "order"))


def _read(order: Kept | None) -> OrderKind | None:
    if order is None:
        return None
    try:
        return order_kind(str(order.values.get("order_kind")), str(order.values.get("definition_version")))
    except DefinitionError:
        return None
