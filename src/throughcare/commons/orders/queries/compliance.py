"""What was kept of conditions, in order of days: the condition, the exact words explained, who came, who decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import rules
from throughcare.commons.orders.models import Countersign, Decided, Event, Explained, Judged, OnReport, Order, Step
from throughcare.commons.orders.queries.beside import beside
from throughcare.commons.orders.queries.endings import mark, quashed_conditions, quashed_orders
from throughcare.commons.orders.queries.orders import kind_of
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, uk_today

WHAT_LABELS = {
    rules.ATTENDED: gettext_lazy("Came"),
    rules.MISSED: gettext_lazy("Did not come"),
    rules.KEPT: gettext_lazy("Condition kept"),
    rules.NOT_KEPT: gettext_lazy("Condition not kept"),
}


@dataclass(frozen=True)
class EventLine:
    """What happened under a condition, with what was explained before and what was decided after."""

    key: str
    happened_at: datetime
    what: str
    what_label: str
    condition: str
    condition_kind: str
    order_key: str
    words: str
    stated_reason: str
    by: str
    decision: str
    decided_by: str
    decided_at: datetime | None
    reasons: str
    explained: str
    explained_at: datetime | None
    explained_by: str
    quashed_on: date | None

    @property
    def asks_for_reason(self) -> bool:
        """This will say whether something was not kept, so that a reason may be stated and somebody decides on it."""
        return self.what in rules.TO_DECIDE

    @property
    def waits(self) -> bool:
        """This will say whether the supervising officer has still to decide."""
        return self.asks_for_reason and not self.decision

    @property
    def mark(self) -> str:
        """This will mark what was recorded under an order that was quashed."""
        return mark(self.quashed_on)


@dataclass(frozen=True)
class StepLine:
    """One step of the ladder with what it rests on, its second signature and what the authority decided."""

    key: str
    rung: str
    label: str
    order_key: str
    order_title: str
    happened_at: datetime
    by: str
    by_id: int | None
    words: str
    sent_to: str
    needs_countersign: bool
    countersigned: str
    events: tuple[EventLine, ...]
    decisions: tuple[Any, ...]
    mark: str = ""
    beside: tuple[str, ...] = ()

    @property
    def is_report(self) -> bool:
        """This will say whether the step is the report to the authority."""
        return self.rung == "report"

    @property
    def waits_for_signature(self) -> bool:
        """This will say whether a second person has still to sign."""
        return self.needs_countersign and not self.countersigned


def find_event(case: OpenCase, key: str) -> Event:
    """This will find what happened under a condition, by its key; NotFound where there is none."""
    row = Event.objects.select_related("condition").filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row


def find_step(case: OpenCase, key: str) -> Step:
    """This will find a step of the ladder by its key; NotFound where there is none."""
    row = Step.objects.select_related("order").filter(case_id=case.id, key=key).first()
    if row is None:
        raise NotFound
    return row


def event(case: OpenCase, key: str) -> EventLine:
    """This will give one event in words."""
    return next(line for line in chronology(case) if line.key == str(find_event(case, key).key))


def chronology(case: OpenCase) -> list[EventLine]:
    """This will list what happened under every condition, oldest first, as far as whoever opened the case may read."""
    rows = Event.objects.filter(case_id=case.id).select_related("condition__order", "by").order_by("happened_at", "id")
    judged = {row.event_id: row for row in _readable(case, Judged).select_related("by").order_by("id")}
    explained = _by(
        Explained.objects.filter(case_id=case.id).select_related("by").order_by("happened_at", "id"), "condition_id"
    )
    quashed = quashed_conditions(case)
    return [_line(row, judged.get(row.pk), explained[row.condition_id], quashed) for row in rows]


def to_choose(case: OpenCase, order: Order) -> list[tuple[str, str]]:
    """This will list what happened under an order, key and words, so that a step names what it rests on."""
    lines = [line for line in chronology(case) if line.order_key == str(order.key)]
    return [
        (line.key, f"{format_date(uk_today(line.happened_at))}: {line.what_label}. {line.condition}") for line in lines
    ]


def steps(case: OpenCase) -> list[StepLine]:
    """This will list the steps of the ladder, the newest first."""
    if not case.may_read("enforcement"):
        return []
    rows = Step.objects.filter(case_id=case.id).select_related("order", "by").order_by("-happened_at", "-id")
    lines = {line.key: line for line in chronology(case)}
    on = _by(OnReport.objects.filter(case_id=case.id).select_related("event").order_by("event__happened_at"), "step_id")
    signed = {row.step_id: row for row in Countersign.objects.filter(case_id=case.id).select_related("by")}
    decided = _by(Decided.objects.filter(case_id=case.id, step__isnull=False).order_by("decided_on"), "step_id")
    kept, quashed = beside(case), quashed_orders(case)
    found = (
        _step(row, [lines[str(one.event.key)] for one in on[row.pk]], signed.get(row.pk), decided[row.pk])
        for row in rows
    )
    return [
        replace(line, mark=mark(quashed.get(row.order_id)), beside=tuple(kept.get(row.pk, ())))
        for row, line in zip(rows, found, strict=True)
    ]


def step(case: OpenCase, key: str) -> StepLine:
    """This will give one step of the ladder in words."""
    found = find_step(case, key)
    return next(line for line in steps(case) if line.key == str(found.key))


def decisions(case: OpenCase) -> list[tuple[str, Any]]:
    """This will list what authorities decided, the newest first, each with its words."""
    if not case.may_read("enforcement"):
        return []
    rows = Decided.objects.filter(case_id=case.id).select_related("order").order_by("-decided_on", "-id")
    return [(outcome_label(row), row) for row in rows]


def outcome_label(row: Decided) -> str:
    """This will name what an authority decided."""
    return kind_of(row.order).outcomes[row.outcome]


def _readable(case: OpenCase, table: type[Any]) -> Any:
    rows = table.objects.filter(case_id=case.id)
    return rows if case.may_read("enforcement") else rows.none()


def _by(rows: Iterable[Any], name: str) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _line(row: Event, judged: Judged | None, explained: list[Explained], quashed: Mapping[int, date]) -> EventLine:
    before = [one for one in explained if one.happened_at <= row.happened_at]
    told = before[-1] if before else None
    condition = row.condition
    return EventLine(
        key=str(row.key),
        happened_at=row.happened_at,
        what=row.what,
        what_label=str(WHAT_LABELS[row.what]),
        condition=condition.words,
        condition_kind=kind_of(condition.order).condition(condition.condition_kind).label,
        order_key=str(condition.order.key),
        words=row.words,
        stated_reason=row.stated_reason,
        by=row.by.name if row.by else "",
        decision=_decision(judged),
        decided_by=judged.by.name if judged and judged.by else "",
        decided_at=judged.happened_at if judged else None,
        reasons=judged.reasons if judged else "",
        explained=told.words if told else "",
        explained_at=told.happened_at if told else None,
        explained_by=told.by.name if told and told.by else "",
        quashed_on=quashed.get(condition.pk),
    )


def _decision(judged: Judged | None) -> str:
    if judged is None:
        return ""
    return _("The reason counts") if judged.acceptable else _("The reason does not count")


def _step(row: Step, events: list[EventLine], signed: Countersign | None, decided: list[Any]) -> StepLine:
    return StepLine(
        key=str(row.key),
        rung=row.rung,
        label=kind_of(row.order).rung(row.rung).label,
        order_key=str(row.order.key),
        order_title=_(kind_of(row.order).title),
        happened_at=row.happened_at,
        by=row.by.name if row.by else "",
        by_id=row.by_id,
        words=row.words,
        sent_to=row.sent_to,
        needs_countersign=row.needs_countersign,
        countersigned=signed.by.name if signed and signed.by else "",
        events=tuple(events),
        decisions=tuple((outcome_label(one), one) for one in decided),
    )
