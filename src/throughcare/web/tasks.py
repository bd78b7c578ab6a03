"""Every date of a case, and why it is that date."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from throughcare.commons.cases import actions, desk, gate, queries
from throughcare.commons.cases.addresses import may_follow, page_of
from throughcare.commons.cases.forms import FinishForm, PauseForm, RecountForm, ResumeForm
from throughcare.frame.said import say
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
        "done": [_done(row) for row in queries.done_tasks(case)],
        "today": uk_today(request.at),
        "nation": case.pathway.nation,
    }
    return render(request, "web/tasks.html", context)


@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will mark a task done by hand, with what came of it."""
    case = _open(request, reference)
    task = _task(case, key)
    form = FinishForm(request.POST if request.method == "POST" else None, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        actions.finish(case, key=str(key), outcome=form.cleaned_data["outcome"], at=request.at)
        say(request, _("Marked done at %(time)s.") % {"time": format_time(request.at)})
        return HttpResponseRedirect(page_of(case.reference, "tasks"))
    return _form(request, form, title=_("Mark done"), button=_("Mark done"), task=task)


@require_http_methods(["GET", "POST"])
def pause(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will move the day of a task with a reason; the first day is kept."""
    case = _open(request, reference)
    task = _task(case, key)
    form = PauseForm(request.POST if request.method == "POST" else None, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        actions.pause(case, key=str(key), until=until, reason=form.cleaned_data["reason"], at=request.at)
        say(
            request,
            _("Paused, to be looked at again on %(day)s. The first date is kept.") % {"day": format_date(until)},
        )
        return HttpResponseRedirect(page_of(case.reference, "tasks"))
    return _form(request, form, title=_("Pause with a reason"), button=_("Pause"), task=task)


@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will let a paused date go on, with a reason; it moves by the days for which it stood still."""
    case = _open(request, reference)
    task = _task(case, key)
    form = ResumeForm(request.POST if request.method == "POST" else None, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        moved = actions.resume(case, key=str(key), reason=form.cleaned_data["reason"], at=request.at)
        say(
            request,
            _("It goes on, and is due on %(day)s. The first date is kept.") % {"day": format_date(moved.due_on)},
        )
        return HttpResponseRedirect(page_of(case.reference, "tasks"))
    return _form(request, form, title=_("Let it go on"), button=_("Let it go on"), task=task)


@require_http_methods(["GET", "POST"])
def recount(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """This will count a date anew by its rule, because the day that it ran from was another."""
    case = _open(request, reference)
    task = _task(case, key)
    form = RecountForm(request.POST if request.method == "POST" else None, at=request.at)
    request.form = form
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        moved = actions.recount(case, key=str(key), from_day=said["from_day"], reason=said["reason"], at=request.at)
        say(request, _("Due on %(day)s. The first date is kept.") % {"day": format_date(moved.due_on)})
        return HttpResponseRedirect(page_of(case.reference, "tasks"))
    return _form(
        request, form, title=_("Count the date anew"), button=_("Count anew"), task=task, rule=due.rule(case, task)
    )


def _open(request: HttpRequest, reference: str) -> gate.OpenCase:
    return desk.open_for(request, reference, look="tasks:looked", not_done=_("The tasks were not opened"))


def _task(case: gate.OpenCase, key: UUID) -> Any:
    found = next((task for task in queries.open_tasks(case) if str(task.key) == str(key)), None)
    if found is None:
        raise NotFound
    return found


def _form(request: HttpRequest, form: Any, *, title: str, button: str, task: Any, rule: str = "") -> HttpResponse:
    context = {
        "rule": rule,
        "form": form,
        "heading": title,
        "button_text": button,
        "what": due.what(task),
        "due_on": format_date(task.due_on),
    }
    return render(request, "web/task_form.html", context, status=422 if form.errors else 200)


def _row(case: gate.OpenCase, task: Any) -> dict[str, Any]:
    return {
        "what": due.what(task),
        "url": page_of(case.reference, task.address) if task.address and may_follow(case, task.address) else "",
        "due_on": task.due_on,
        "moved": due.moved(task),
        "rule": due.rule(case, task),
        "rule_url": f"{rulebook_of(case.pathway)}#rule-{task.pathway_rule}" if task.pathway_rule else "",
        "verify": task.verify,
        "whose": due.whose(task, me=case.opened_by),
        "done_url": page_of(case.reference, f"tasks/{task.key}/done")
        if case.may("cases.finish_task") and (not task.address or task.code in slices.by_hand())
        else "",
        "acts": _changes(case, task),
    }


def _changes(case: gate.OpenCase, task: Any) -> list[tuple[str, str]]:
    """What may be done about a date: pause it, or let it go on; count it anew where a rule counts it."""
    clock = due.clock_of(case, task)
    offered = [
        (_("Pause"), "pause", case.may("cases.pause_task") and not task.paused_on and not due.is_in_law(clock)),
        (_("Let it go on"), "resume", case.may("cases.resume_task") and task.paused_on),
        (_("Count anew"), "recount", case.may("cases.recount_task") and due.is_counted(clock) and not task.paused_on),
    ]
    return [(label, page_of(case.reference, f"tasks/{task.key}/{page}")) for label, page, may in offered if may]


def _done(row: Any) -> list[str]:
    late = _("was due %(day)s") % {"day": format_date_short(row.due_on)}
    return [due.what(row), format_date_short(uk_today(row.done_at)), late, row.done_by or "", row.outcome]
