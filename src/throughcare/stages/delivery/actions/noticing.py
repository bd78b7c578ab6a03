"""Noticing sessions of which nobody said what became of them. Runs under the clock's role, on ids and days alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.transaction import reception
from throughcare.kernel.time import start_of_day, uk_today
from throughcare.safeguards.audit.record import record
from throughcare.stages.delivery import gates, queries
from throughcare.stages.delivery.queries import SQL


def notice_unreported(*, at: datetime) -> int:
    """This will ask for the report of every session whose day has passed, once; and once it is late, ask what became of it.

    Gives the number of tasks it wrote. However often it is called, each session is asked about once in each way.
    """
    waiting = SQL.rows("unreported", {"before": start_of_day(uk_today(at))})
    return sum(_notice(row, at=at) for row in waiting)


def _notice(row: Any, *, at: datetime) -> int:
    case = gate.for_clock(row.case_id, at=at)
    address = f"sessions/{row.key}/report"
    due = case.pathway.clock("session_report").due(uk_today(row.starts_at))
    tasks = [_task(case, queries.REPORT, row, address)]
    if due < uk_today(at):
        tasks.append(_task(case, queries.ASK_WHAT_BECAME, row, address))
    new = [task for task in tasks if not _asked(case, task)]
    for task in new:
        cases.ask(case, task, at=at)
        record("delivery:unreported_noticed", kind="delivery.session", subject=row.id, at=at, case_id=case.id)
    return len(new)


def _task(case: OpenCase, code: str, row: Any, address: str) -> NewTask:
    clock = case.pathway.clock("session_report")
    to_provider = code == queries.REPORT and row.provider_id is not None
    return NewTask(
        code=code,
        due_on=clock.due(uk_today(row.starts_at)),
        from_day=uk_today(row.starts_at),
        for_role="provider" if to_provider else "coordinator",
        to=row.provider_id if to_provider else case.owner_id,
        clock=clock,
        address=address,
    )


def _asked(case: OpenCase, task: NewTask) -> bool:
    return SQL.one("asked_already", {"case": case.id, "code": task.code, "address": task.address}) is not None


def notice_ready_to_start(*, at: datetime) -> int:
    """This will ask the owner to start support on every case that came to it and has not started, once for each consent."""
    waiting = SQL.rows("not_started")
    return sum(_ask_to_start(gate.for_clock(row.case_id, at=at), at=at) for row in waiting)


def _ask_to_start(case: OpenCase, *, at: datetime) -> int:
    since = _came_to_support(case)
    started = queries.started(case)
    if since is None or (started is not None and started.happened_at >= since):
        return 0
    address = "sessions/start"
    asked = SQL.one("asked_since", {"case": case.id, "code": queries.START, "since": since})
    if asked is not None:
        return 0
    task = NewTask(code=queries.START, due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address=address)
    cases.ask(case, task, at=at)
    record("delivery:start_asked", kind="case", subject=case.id, at=at, case_id=case.id)
    return 1


def _came_to_support(case: OpenCase) -> datetime | None:
    with reception(case_id=case.id):
        return gates.consent_since(case)
