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
from throughcare.commons.cases.forms import FinishForm, PauseForm
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
        say(request, _("Moved to %(day)s. The first date is kept.") % {"day": format_date(until)})
        return HttpResponseRedirect(page_of(case.reference, "tasks"))
    return _form(request, form, title=_("Pause with a reason"), button=_("Move date"), task=task)


def _open(request: HttpRequest, reference: str) -> gate.OpenCase:
    return desk.open_for(request, reference, look="tasks:looked", not_done=_("The tasks were not opened"))


def _task(case: gate.OpenCase, key: UUID) -> Any:
    found = next((task for task in queries.open_tasks(case) if str(task.key) == str(key)), None)
    if found is None:
        raise NotFound
    return found


def _form(request: HttpRequest, form: Any, *, title: str, button: str, task: Any) -> HttpResponse:
    context = {
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
        "pause_url": page_of(case.reference, f"tasks/{task.key}/pause") if case.may("cases.pause_task") else "",
    }


def _done(row: Any) -> list[str]:
    late = _("was due %(day)s") % {"day": format_date_short(row.due_on)}
    return [due.what(row), format_date_short(uk_today(row.done_at)), late, row.done_by or "", row.outcome]
