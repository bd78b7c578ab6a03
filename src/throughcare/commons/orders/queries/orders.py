"""Look-ups of orders and conditions: what runs on a day, what it requires, and what contradicts what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases import queries as cases
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import rules
from throughcare.commons.orders.definition import OrderKind, order_kind
from throughcare.commons.orders.models import Condition, Ending, Explained, Order, Pointer, Version
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, uk_today

POINTER_LABELS = {
    "notification": gettext_lazy("Notification to police"),
    "permit": gettext_lazy("Permit to return"),
    "victim_liaison": gettext_lazy("Victim liaison"),
}


@dataclass(frozen=True)
class ConditionLine:
    """One condition as it reads now, with the versions before it."""

    key: str
    thread: str
    number: int
    label: str
    words: str
    mandated: bool
    basis: str
    span: rules.Span
    runs: bool
    explained: str
    earlier: tuple[Any, ...]


@dataclass(frozen=True)
class OrderLine:
    """One order with its versions, conditions and pointers, as it stands on a day."""

    key: str
    kind: OrderKind
    authority: str
    reference: str
    span: rules.Span
    state: str
    runs: bool
    endings: tuple[Any, ...]
    versions: tuple[Any, ...]
    conditions: tuple[ConditionLine, ...]
    pointers: tuple[Any, ...]
    too_long: bool

    @property
    def title(self) -> str:
        """This will name the order by its kind."""
        return _(self.kind.title)

    @property
    def has_ended(self) -> bool:
        """This will say whether the order ended, in whatever way."""
        return bool(self.endings)

    @property
    def is_quashed(self) -> bool:
        """This will say whether a court quashed the order, before or after it ended."""
        return any(row.how == rules.QUASHED for row in self.endings)


def find(case: OpenCase, key: str) -> Order:
    """This will find an order of the case by its key; NotFound where there is none."""
    row = Order.objects.filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row


def find_condition(case: OpenCase, key: str) -> Condition:
    """This will find one version of a condition of the case; NotFound where there is none."""
    row = Condition.objects.select_related("order").filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row


def kind_of(order: Order) -> OrderKind:
    """This will read the definition that an order was recorded under."""
    return order_kind(order.order_kind, order.definition_version)


def latest_version(order: Order) -> Version:
    """This will give the last version of an order."""
    return Version.objects.filter(order=order).order_by("-number")[0]


def first_day(order: Order) -> date:
    """This will give the day from which an order runs, in its first version."""
    return Version.objects.filter(order=order).order_by("number").values_list("from_on", flat=True)[0]


def in_force(case: OpenCase, *, on: date) -> bool:
    """This will say whether an order runs on a day."""
    return _running(case.id, on).exists()


def mandates(case: OpenCase, *, on: date) -> bool:
    """This will say whether an order runs on a day under which attendance is required."""
    return running_conditions(case.id, on).filter(mandated=True).exists()


def carrying(case: OpenCase, *, on: date) -> dict[str, bool]:
    """This will say what carries support once an order has ended: another that requires attendance, or consent.

    Whoever has the case open may know both, and no more of either: police give a case back whose orders they do not read.
    """
    with reception(case_id=case.id):
        requires = mandates(case, on=on)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.consent_in_force(%s, 'support', %s, %s)", [case.id, on, cases.majority(case)])
        row = cursor.fetchone()
    return {"another_order_mandates": requires, "consent_in_force": bool(row and row[0])}


def facts(case: OpenCase, *, on: date | None = None) -> dict[str, bool]:
    """This will give the facts of orders that gates ask for, as they stood on a day or stand today."""
    day = on or uk_today(case.at)
    return {"order_in_force": in_force(case, on=day), "order_mandates": mandates(case, on=day)}


def every_condition(case: OpenCase) -> list[tuple[str, str]]:
    """This will list every version of every condition, key and words, newest first: also what no longer runs."""
    found = Condition.objects.filter(case_id=case.id).select_related("order").order_by("-from_on", "-id")
    return [(str(row.key), _condition_words(row)) for row in found]


def orders(case: OpenCase) -> list[OrderLine]:
    """This will list the orders of the case, the newest first, each with all that belongs to it."""
    rows = list(Order.objects.filter(case_id=case.id).order_by("-id"))
    versions = _by_order(Version.objects.filter(case_id=case.id).order_by("number"))
    conditions = _by_order(Condition.objects.filter(case_id=case.id).order_by("id"))
    pointers = _by_order(Pointer.objects.filter(case_id=case.id).order_by("-id"))
    endings = _by_order(Ending.objects.filter(case_id=case.id).order_by("id"))
    explained = _explained(case)
    today = uk_today(case.at)
    return [
        _line(row, versions[row.pk], conditions[row.pk], pointers[row.pk], endings[row.pk], explained, today)
        for row in rows
    ]


def at_once(lines: Collection[OrderLine]) -> list[str]:
    """This will warn of orders that run at the same time: allowed, and worth a look."""
    spans = [(line.title, line.span) for line in lines if not line.has_ended]
    pairs = rules.overlapping(spans)
    return [
        _("%(one)s and %(other)s run at the same time. Look whether they ask for the same thing.")
        % {"one": one, "other": other}
        for one, other in pairs
    ]


def _running(case_id: int, day: date) -> QuerySet[Version]:
    ended = Ending.objects.filter(case_id=case_id, on_day__lte=day).values("order_id")
    return Version.objects.filter(_holds(day), case_id=case_id).exclude(order_id__in=ended)


def running_conditions(case_id: int, day: date) -> QuerySet[Condition]:
    """This will give the conditions of a case that run on a day, as far as the reader may see them."""
    orders = _running(case_id, day).values("order_id")
    return Condition.objects.filter(_holds(day), case_id=case_id, order_id__in=orders)


def _holds(day: date) -> Q:
    return Q(from_on__lte=day) & (Q(last_on__isnull=True) | Q(last_on__gte=day))


def _by_order(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.order_id].append(row)
    return found


def _explained(case: OpenCase) -> dict[int, str]:
    if not case.may_read("compliance"):
        return {}
    rows = Explained.objects.filter(case_id=case.id).order_by("happened_at", "id")
    return {row.condition_id: format_date(uk_today(row.happened_at)) for row in rows}


def _condition_words(row: Condition) -> str:
    span = span_in_words(rules.Span(row.from_on, row.last_on))
    return f"{kind_of(row.order).condition(row.condition_kind).label}: {row.words} ({span})"


def span_in_words(span: rules.Span) -> str:
    """This will write from which day until which something runs."""
    start = format_date(span.from_on)
    if span.last_on is None:
        return _("From %(start)s, no last day set") % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": format_date(span.last_on)}


def _line(
    row: Order,
    versions: list[Any],
    conditions: list[Any],
    pointers: list[Any],
    endings: list[Any],
    explained: dict[int, str],
    today: date,
) -> OrderLine:
    kind, last = kind_of(row), versions[-1]
    span = rules.Span(versions[0].from_on, last.last_on)
    runs = span.holds(today) and all(today < row.on_day for row in endings)
    return OrderLine(
        key=str(row.key),
        kind=kind,
        authority=row.authority,
        reference=row.reference,
        span=span,
        state=_state(span, endings, today),
        runs=runs,
        endings=tuple(endings),
        versions=tuple(versions),
        conditions=tuple(_conditions(kind, conditions, explained, today, runs=runs)),
        pointers=tuple((str(POINTER_LABELS[one.to]), one) for one in pointers),
        too_long=any(
            rules.too_long(span=rules.Span(one.from_on, one.stated_last_on), longest=kind.longest.until(one.from_on))
            for one in versions
        ),
    )


def _state(span: rules.Span, endings: list[Any], today: date) -> str:
    if endings:
        return _("Quashed") if any(row.how == rules.QUASHED for row in endings) else _("Ended")
    if span.holds(today):
        return _("In force")
    return _("Not begun") if today < span.from_on else _("Ran out")


def _conditions(
    kind: OrderKind, rows: list[Any], explained: dict[int, str], today: date, *, runs: bool
) -> Iterable[ConditionLine]:
    threads: dict[object, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.number):
        threads[row.thread].append(row)
    for versions in threads.values():
        row, span = versions[-1], rules.Span(versions[-1].from_on, versions[-1].last_on)
        yield ConditionLine(
            key=str(row.key),
            thread=str(row.thread),
            number=row.number,
            label=kind.condition(row.condition_kind).label,
            words=row.words,
            mandated=row.mandated,
            basis=basis_in_words(row),
            span=span,
            runs=runs and span.holds(today),
            explained=explained.get(row.pk, ""),
            earlier=tuple(versions[:-1]),
        )


def basis_in_words(row: Condition) -> str:
    """This will say whether attendance is required, and on what basis; nothing of a condition that is about something else."""
    if not row.mandated:
        asks_for_it = kind_of(row.order).condition(row.condition_kind).attendance
        return _("Attendance is not required") if asks_for_it else ""
    if row.mandate_basis == "in_instrument":
        return _("Attendance is required by the order itself")
    return _("Attendance is required, decided in this case: %(words)s") % {"words": row.basis_words}
