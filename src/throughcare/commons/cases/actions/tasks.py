"""Everything due is a task row, written by the act that makes it due."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import rules
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import EnforcementTask, OfferTask, PoliceTask, Task
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import NotFound
from throughcare.kernel.bulk import insert_each
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import ClockRule

AnyTask = Task | PoliceTask | OfferTask | EnforcementTask
ByHand = Task | PoliceTask | EnforcementTask
KEPT = 200
KEPT_APART: tuple[tuple[type[PoliceTask] | type[EnforcementTask], str], ...] = (
    (PoliceTask, "police"),
    (EnforcementTask, "enforcement"),
)
BESIDE: tuple[tuple[type[PoliceTask] | type[OfferTask] | type[EnforcementTask], str], ...] = (
    *KEPT_APART,
    (OfferTask, "transfer"),
)


@dataclass(frozen=True)
class NewTask:
    """Something to do: what, by when, for which role, and the rule that made the day: a clock's, unless said in words.

    `offered_to` names the area that was offered the case: it reads the task, and nothing else of the case. One of
    `enforcement` is about a step under an order, and is there for those alone who may read the steps. `from_day` is the day
    that the rule counted from, where that is not the day it is asked on. A day that `stands_elsewhere` as well, in a record
    of its own, is not counted anew here alone.
    """

    code: str
    due_on: date
    for_role: str
    what: str = ""
    to: int | None = None
    clock: ClockRule | None = None
    rule: str = ""
    pathway_rule: str = ""
    rule_source: str = ""
    verify: bool = False
    address: str = ""
    police: bool = False
    enforcement: bool = False
    offered_to: int | None = None
    from_day: date | None = None
    stands_elsewhere: bool = False


def ask(case: OpenCase, new: NewTask, *, at: datetime) -> AnyTask:
    """This will write something to do on the case; it is part of the act that calls it and has no audit line of its own."""
    task = _table(new)(**_values(case, new, at))
    task.save(force_insert=True)
    return task


def ask_what_comes_now(case: OpenCase, *, from_day: date, at: datetime) -> AnyTask:
    """This will put before the panel what comes now, after a no or where nothing carries support; part of its caller's act."""
    clock = case.pathway.clock("decision_after_no")
    task = NewTask(
        code="panel.after_no",
        due_on=clock.due(from_day),
        for_role="panel",
        clock=clock,
        from_day=from_day,
        address="after-no",
    )
    return ask(case, task, at=at)


def ask_all(news: Sequence[tuple[OpenCase, NewTask]], *, at: datetime) -> None:
    """This will write many things to do, on many cases, in one statement a table."""
    rows: dict[type[AnyTask], list[dict[str, object]]] = {}
    for case, new in news:
        rows.setdefault(_table(new), []).append(_values(case, new, at))
    for table, values in rows.items():
        insert_each(table, values)


def police_check(case: OpenCase, *, at: datetime) -> NewTask:
    """This will put the check that comes before every contact to the police officer of the case."""
    clock = case.pathway.clock("deconfliction")
    return NewTask(
        code="checks.deconflict",
        due_on=clock.due(uk_today(at)),
        for_role="police_officer",
        to=case.police_owner_id,
        clock=clock,
        address="checks",
        police=True,
    )


def _table(new: NewTask) -> type[AnyTask]:
    if new.enforcement:
        return EnforcementTask
    return PoliceTask if new.police else OfferTask if new.offered_to else Task


def _why(new: NewTask) -> dict[str, object]:
    """The rule that made the day; a citation longer than its column is cut, and the rulebook has it whole."""
    rule, number, source, verify = new.rule, new.pathway_rule, new.rule_source, new.verify
    if new.clock is not None:
        clock = new.clock
        rule, number, source, verify = rule or clock.label, clock.rule, clock.source, clock.verify
    return {"rule": rule[:KEPT], "pathway_rule": number, "rule_source": source[:KEPT], "verify": verify}


def _values(case: OpenCase, new: NewTask, at: datetime) -> dict[str, object]:
    return {
        "case_id": case.id,
        "area_id": new.offered_to or case.area_id,
        "code": new.code,
        "what": new.what,
        "due_on": new.due_on,
        "first_due_on": new.due_on,
        "counted_from": _ran_from(case, new, at),
        **_why(new),
        "for_role": new.for_role,
        "assigned_to_id": new.to,
        "address": new.address,
        "opened_at": at,
        "opened_by_id": case.opened_by,
    }


def _ran_from(case: OpenCase, new: NewTask, at: datetime) -> date | None:
    clock = None if new.stands_elsewhere else new.clock or rules.clock_of(case.pathway.clocks, new.pathway_rule)
    if clock is not None and new.from_day and rules.counts_days(clock):
        return new.from_day
    return rules.ran_from(clock, new.due_on, asked_on=uk_today(at))


def finish_all(
    case: OpenCase,
    code: str,
    *,
    at: datetime,
    outcome: str = "",
    address: str = "",
    of: int | None = None,
    first_due_on: date | None = None,
) -> int:
    """This will mark every open task of one kind done, as part of an act, and give how many there were.

    `address`, `of` and `first_due_on` hold it to the tasks of one address, of one colleague, and of one day.
    """
    done = {"done_at": at, "done_by_id": case.opened_by, "outcome": outcome}
    held_to = {"address": address, "assigned_to_id": of, "first_due_on": first_due_on}
    held_to = {name: value for name, value in held_to.items() if value}
    which = {"case_id": case.id, "code": code, "done_at__isnull": True, **held_to}
    found = Task.objects.filter(**which).update(**done)
    for table, compartment in BESIDE:
        if case.may_read(compartment):
            found += table.objects.filter(**which).update(**done)
    return found


def finish_open(case: OpenCase, *, at: datetime, outcome: str, but: tuple[str, ...] = ()) -> int:
    """This will mark every open task of the case done, because the case is closed; part of the act that closes it.

    `but` names the kinds that outlive the case, such as what somebody promised at a panel.
    """
    done = {"done_at": at, "done_by_id": case.opened_by, "outcome": outcome[:200]}
    found = Task.objects.filter(case_id=case.id, done_at__isnull=True).exclude(code__in=but).update(**done)
    if case.may_read("police"):
        found += PoliceTask.objects.filter(case_id=case.id, done_at__isnull=True).update(**done)
    with reception(case_id=case.id):  # whoever closes need not see what waited about a step
        EnforcementTask.objects.filter(case_id=case.id, done_at__isnull=True).update(**done)
    return found


def pass_on(case: OpenCase, *, of: int | None, to: int) -> int:
    """This will give what the old owner still had to do on the case to the new one, as part of the hand-over."""
    return Task.objects.filter(case_id=case.id, assigned_to_id=of, done_at__isnull=True).update(assigned_to_id=to)


def finish(case: OpenCase, *, key: str, outcome: str, at: datetime) -> ByHand:
    """This will mark one task done by hand, with what came of it."""
    case.may("cases.finish_task").or_refuse(_("The task was not marked done"))
    task = open_task(case, key)
    task.done_at, task.done_by_id, task.outcome = at, case.opened_by, outcome
    keep(case, task, "done_at", "done_by", "outcome")
    act(case, "tasks:finished", task, at=at)
    return task


def take(case: OpenCase, *, key: str, to: int, at: datetime) -> ByHand:
    """This will give one open task to a named colleague."""
    case.may("cases.finish_task").or_refuse(_("The task was not assigned"))
    task = open_task(case, key)
    task.assigned_to_id = to
    keep(case, task, "assigned_to")
    act(case, "tasks:assigned", task, at=at)
    return task


def open_task(case: OpenCase, key: str) -> ByHand:
    """This will find one open task of the case; one of a compartment does not exist for those who may not read it."""
    tables: list[type[ByHand]] = [Task, *(table for table, compartment in KEPT_APART if case.may_read(compartment))]
    for table in tables:
        task: ByHand | None = table.objects.filter(case_id=case.id, key=key, done_at__isnull=True).first()
        if task is not None:
            return task
    raise NotFound


def keep(case: OpenCase, task: AnyTask, *fields: str) -> None:
    """This will keep what changed of a task, as part of an act that was allowed.

    Who does what about a step under an order is for everybody who reads the steps to settle, also where they write none.
    """
    with reception(case_id=case.id) if isinstance(task, EnforcementTask) else nullcontext():
        task.save(update_fields=list(fields))
