"""Dates that stand still, go on, or are counted anew. The first date is kept, whatever becomes of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from throughcare.commons.cases import gate, rules
from throughcare.commons.cases.actions.tasks import KEPT, AnyTask, keep, open_task
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import EnforcementTask, OfferTask, PoliceTask, Task
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.people import queries as people
from throughcare.commons.people import rules as ages
from throughcare.frame.transaction import reception
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import ClockRule, Pathway

TABLES: tuple[type[AnyTask], ...] = (Task, PoliceTask, OfferTask, EnforcementTask)


def pause(case: OpenCase, *, key: str, until: date, reason: str, at: datetime) -> AnyTask:
    """This will let a date stand still, with a reason, until a day on which somebody looks again.

    Refuses a date in law, one that is paused already, and a pause without a reason.
    """
    task, today = open_task(case, key), uk_today(at)
    answer = case.may("cases.pause_task") & rules.may_pause(
        rules.clock_of(case.pathway.clocks, task.pathway_rule),
        is_paused=task.paused_on is not None,
        reason=reason,
        until=until,
        today=today,
    )
    or_refuse(case, answer, _("The task was not paused"))
    task.due_before, task.due_on, task.paused_on, task.paused_reason = task.due_on, until, today, reason[:KEPT]
    keep(case, task, "due_before", "due_on", "paused_on", "paused_reason")
    act(case, "tasks:paused", task, at=at, reason=reason)
    return task


def resume(case: OpenCase, *, key: str, reason: str, at: datetime) -> AnyTask:
    """This will let a paused date go on: it moves by as many days as it stood still, in the days that its rule counts."""
    task, today = open_task(case, key), uk_today(at)
    answer = case.may("cases.resume_task") & rules.may_resume(is_paused=task.paused_on is not None, reason=reason)
    or_refuse(case, answer, _("The task was not resumed"))
    clock, before, since = rules.clock_of(case.pathway.clocks, task.pathway_rule), task.due_before, task.paused_on
    assert before is not None and since is not None
    days = rules.stood(clock, since=since, until=today)
    task.due_on, task.paused_days = rules.later(clock, before, by=days), task.paused_days + days
    words = {"paused": task.paused_reason, "goes_on": reason}
    task.paused_reason = (_("%(paused)s. It goes on: %(goes_on)s") % words)[:KEPT]
    task.due_before = task.paused_on = None
    keep(case, task, "due_on", "paused_days", "due_before", "paused_on", "paused_reason")
    act(case, "tasks:resumed", task, at=at, reason=reason)
    return task


def recount(case: OpenCase, *, key: str, from_day: date, reason: str, at: datetime) -> AnyTask:
    """This will count a date anew by its rule from another day, because the day that it ran from was another."""
    task = open_task(case, key)
    clock = rules.clock_of(case.pathway.clocks, task.pathway_rule)
    answer = case.may("cases.recount_task") & rules.may_recount(
        clock, is_paused=task.paused_on is not None, from_day=from_day, today=uk_today(at), reason=reason
    )
    or_refuse(case, answer, _("The date was not counted anew"))
    _count(task, clock, from_day=from_day, reason=reason)
    act(case, "tasks:recounted", task, at=at, reason=reason)
    return task


def recount_all(case: OpenCase, clock: ClockRule, *, from_day: date, because: str) -> int:
    """This will count every open date of one rule anew, because a fact that it rests on changed; part of its caller's act."""
    with reception(case_id=case.id):  # the police steps among them, which whoever acts may not see
        found = [task for table in TABLES for task in _open_by(table, case).filter(pathway_rule=clock.rule)]
        for task in found:
            _count(task, clock, from_day=from_day, reason=because)
    return len(found)


def follow_rules(case: OpenCase, *, before: Pathway, because: str) -> int:
    """This will count open dates anew by the rules that the case follows now, where these differ; part of its caller's act.

    A date keeps its first day, and one whose rule is no longer there keeps its own. It gives how many dates moved.
    """
    rules_now = {clock.code: clock for clock in case.pathway.clocks}
    then = {clock.rule: rules_now.get(clock.code) for clock in before.clocks}
    moved = 0
    with reception(case_id=case.id):
        for table in TABLES:
            for task in _open_by(table, case).filter(pathway_rule__in=then):
                clock = then[task.pathway_rule]
                moved += _follow(task, clock, because) if clock else 0
    return moved


def _open_by(table: type[AnyTask], case: OpenCase) -> QuerySet[Any]:
    return table.objects.filter(case_id=case.id, done_at__isnull=True)


def _follow(task: AnyTask, clock: ClockRule, because: str) -> bool:
    task.pathway_rule, task.rule_source, task.verify = clock.rule, clock.source[:KEPT], clock.verify
    task.rule = _(clock.label)[:KEPT] if task.rule else task.rule
    task.save(update_fields=["pathway_rule", "rule_source", "verify", "rule"])
    if not task.counted_from or not rules.counts_days(clock) or _stands(task) == _due(task, clock, task.counted_from):
        return False
    _count(task, clock, from_day=task.counted_from, reason=because)
    return True


def _due(task: AnyTask, clock: ClockRule, from_day: date) -> date:
    return rules.later(clock, clock.due(from_day), by=task.paused_days)


def _stands(task: AnyTask) -> date:
    """The day that a rule counted; what a pause put before it is only a day to look again."""
    return task.due_before if task.paused_on and task.due_before else task.due_on


def _count(task: AnyTask, clock: ClockRule | None, *, from_day: date, reason: str) -> None:
    assert clock is not None
    due = _due(task, clock, from_day)
    if task.paused_on is None:
        task.due_on = due
    else:
        task.due_before = due
    task.counted_from = from_day if rules.counts_days(clock) else None  # a birth stands in one place alone
    task.moved_because = reason[:KEPT]
    task.save(update_fields=["due_on", "due_before", "counted_from", "moved_because"])


def catch_up(*, at: datetime) -> int:
    """This will count anew every open date whose rule, calendar or birthday has changed since; twice does nothing twice.

    Runs under the clock's role at night, for what no act on a case changed: another release of the holidays or of a rule,
    and the other cases of somebody whose date of birth was corrected. It gives how many dates moved.
    """
    moved = 0
    for table in TABLES:
        waiting: QuerySet[Any] = (
            table.objects.filter(done_at__isnull=True).exclude(pathway_rule="").select_related("case")
        )
        for task in list(waiting.order_by("case_id", "id").iterator(chunk_size=2000)):
            moved += _catch_up(task, at=at)
    return moved


def _catch_up(task: AnyTask, *, at: datetime) -> bool:
    clock = rules.clock_of(gate.for_clock(task.case_id, at=at).pathway.clocks, task.pathway_rule)
    from_day = _runs_from(task, clock)
    if clock is None or from_day is None or _due(task, clock, from_day) == _stands(task):
        return False
    with reception(case_id=task.case_id):
        _count(task, clock, from_day=from_day, reason=_("The calendar, the rule or the date of birth changed"))
        record("tasks:caught_up", kind=task._meta.label_lower, subject=task.pk, at=at, case_id=task.case_id)
    return True


def _runs_from(task: AnyTask, clock: ClockRule | None) -> date | None:
    """The day that was kept, or for a date in years the birthday, of whom the record is about today."""
    if clock is None or clock.is_chosen:
        return None
    if clock.unit == "years":
        birth = people.birth(task.case.person_id)
        return ages.latest_birth(birth.born_on, birth.precision)
    return task.counted_from if rules.counts_days(clock) else None
