"""Every date of a case, and why it is that date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.cases import actions, desk, gate, queries, rules
from throughcare.commons.cases.addresses import may_follow, page_of
from throughcare.commons.cases.form_page import GET_POST, form_page
from throughcare.commons.cases.forms import FinishForm, PauseForm, RecountForm, ResumeForm
from throughcare.frame.forms import Form
from throughcare.kernel import calendars
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import format_date, format_date_short, format_time, uk_today
from throughcare.web import due, slices
from throughcare.web.manual import rulebook_of


@require_GET
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """This will show what is due on a case with the rule behind each date, and what was done."""
    case = _open(request, reference)
    context = {
        "rows": [_row(case, task) for task in queries.open_tasks(case)],
        "done": [_done(case, row) for row in queries.done_tasks(case)],
        "today": uk_today(request.at),
        "nation": case.pathway.nation,
        "calendar": calendars.named(case.pathway.nation),
    }
    return render(request, "web/tasks.html", context)


@require_http_methods(GET_POST)
def done(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will mark a task done by hand, with what came of it."""
    case, task = _opened(request, reference, key)

    def call(said: dict[str, Any]) -> str:
        actions.finish(case, key=str(key), at=request.at, **said)
        return _("Marked done at %(time)s.") % {"time": format_time(request.at)}

    return _ask(request, case, task, FinishForm, call=call, heading=_("Mark done"), button_text=_("Mark done"))


@require_http_methods(GET_POST)
def pause(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will move the day of a task with a reason; the first day is kept."""
    case, task = _opened(request, reference, key)

    def call(said: dict[str, Any]) -> str:
        paused = actions.pause(case, key=str(key), at=request.at, **said)
        words = _("Paused, to be looked at again on %(day)s. The first date is kept.")
        return words % {"day": format_date(paused.due_on)}

    return _ask(request, case, task, PauseForm, call=call, heading=_("Pause with a reason"), button_text=_("Pause"))


@require_http_methods(GET_POST)
def resume(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will let a paused date go on, with a reason; it moves by the days for which it stood still."""
    case, task = _opened(request, reference, key)

    def call(said: dict[str, Any]) -> str:
        moved = actions.resume(case, key=str(key), at=request.at, **said)
        return _("It goes on, and is due on %(day)s. The first date is kept.") % {"day": format_date(moved.due_on)}

    words = {"heading": _("Let it go on"), "button_text": _("Let it go on")}
    return _ask(request, case, task, ResumeForm, call=call, **words)


@require_http_methods(GET_POST)
def recount(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will count a date anew by its rule, because the day that it ran from was another."""
    case, task = _opened(request, reference, key)

    def call(said: dict[str, Any]) -> str:
        moved = actions.recount(case, key=str(key), at=request.at, **said)
        return _("Due on %(day)s. The first date is kept.") % {"day": format_date(moved.due_on)}

    words = {"heading": _("Count the date anew"), "button_text": _("Count anew"), "rule": due.rule(case, task)}
    return _ask(request, case, task, RecountForm, call=call, **words)


def _opened(request: HttpRequest, reference: str, key: UUID) -> tuple[gate.OpenCase, Any]:
    case = _open(request, reference)
    found = next((task for task in queries.open_tasks(case) if str(task.key) == str(key)), None)
    if found is None:
        raise NotFound
    return case, found


def _open(request: HttpRequest, reference: str) -> gate.OpenCase:
    return desk.open_for(request, reference, look="tasks:looked", not_done=_("The tasks were not opened"))


def _ask(
    request: HttpRequest,
    case: gate.OpenCase,
    task: Any,
    kind: type[Form],
    *,
    call: Callable[[dict[str, Any]], str],
    **words: str,
) -> HttpResponse:
    form = kind(request.POST if request.method == "POST" else None, at=request.at)
    words = {"rule": "", **words, "what": due.what(task, case.pathway), "due_on": format_date(task.due_on)}
    return form_page(request, case, form, call=call, back="tasks", template="web/task_form.html", **words)


def _row(case: gate.OpenCase, task: Any) -> dict[str, Any]:
    return {
        "what": due.what(task, case.pathway),
        "url": page_of(case.reference, task.address) if task.address and may_follow(case, task.address) else "",
        "due_on": task.due_on,
        "moved": due.moved(task),
        "rule": due.rule(case, task),
        "rule_url": f"{rulebook_of(case.pathway)}#rule-{task.pathway_rule}" if task.pathway_rule else "",
        "verify": task.verify,
        "whose": due.whose(task, case.pathway, me=case.opened_by),
        "done_url": page_of(case.reference, f"tasks/{task.key}/done")
        if case.may("cases.finish_task") and (not task.address or task.code in slices.by_hand())
        else "",
        "acts": _changes(case, task),
    }


def _changes(case: gate.OpenCase, task: Any) -> list[tuple[str, str]]:
    """What may be done about a date: pause it, or let it go on; count it anew where a rule counts it."""
    clock = rules.clock_of(case.pathway.clocks, task.pathway_rule)
    offered = [
        (_("Pause"), "pause", case.may("cases.pause_task") and not task.paused_on and not rules.is_in_law(clock)),
        (_("Let it go on"), "resume", case.may("cases.resume_task") and task.paused_on),
        (_("Count anew"), "recount", case.may("cases.recount_task") and rules.is_counted(clock) and not task.paused_on),
    ]
    return [(label, page_of(case.reference, f"tasks/{task.key}/{page}")) for label, page, may in offered if may]


def _done(case: gate.OpenCase, row: Any) -> list[str]:
    late = _("was due %(day)s") % {"day": format_date_short(row.due_on)}
    return [due.what(row, case.pathway), format_date_short(uk_today(row.done_at)), late, row.done_by or "", row.outcome]
