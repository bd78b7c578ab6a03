"""Dates that stand still, go on, or are counted anew. The first date is kept, whatever becomes of it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import rules
from throughcare.commons.cases.actions.tasks import KEPT, open_task
from throughcare.commons.cases.carried import act
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import PoliceTask, Task
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import ClockRule

AnyTask = Task | PoliceTask


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
    task.save(update_fields=["due_before", "due_on", "paused_on", "paused_reason"])
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
    task.save(update_fields=["due_on", "paused_days", "due_before", "paused_on", "paused_reason"])
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
    tables = (Task, PoliceTask) if case.may_read("police") else (Task,)
    found: list[AnyTask] = []
    for table in tables:
        found += table.objects.filter(case_id=case.id, pathway_rule=clock.rule, done_at__isnull=True)
    for task in found:
        _count(task, clock, from_day=from_day, reason=because)
    return len(found)


def _count(task: AnyTask, clock: ClockRule | None, *, from_day: date, reason: str) -> None:
    assert clock is not None
    due = rules.later(clock, clock.due(from_day), by=task.paused_days)
    if task.paused_on is None:
        task.due_on = due
    else:
        task.due_before = due
    task.counted_from, task.moved_because = from_day, reason[:KEPT]
    task.save(update_fields=["due_on", "due_before", "counted_from", "moved_because"])
