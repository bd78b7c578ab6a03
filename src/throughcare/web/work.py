"""The work list: what to do next, in date order, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from throughcare.commons.cases import actions, gate
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.queries import lists, work
from throughcare.frame.pieces import Head
from throughcare.frame.said import say
from throughcare.frame.shell import Link
from throughcare.kernel.paging import Page, page_number
from throughcare.kernel.time import format_date, uk_today
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import Pathway
from throughcare.web import due, slices
from throughcare.web.asked import WAITING, asked_of
from throughcare.web.whoami import me

LABELS = {
    "mine": lambda: _("Mine"),
    "team": lambda: _("My team's"),
    "unassigned": lambda: _("Unassigned"),
    "coming": lambda: _("Coming up"),
}
COUNTED = ("mine", "team", "unassigned")


@dataclass(frozen=True)
class Row:
    """One line of the list, in words."""

    key: str
    due_on: date
    nation: str
    what: str
    url: str
    person: str
    reference: str
    case_url: str
    stage: str
    owner: str
    holder: str
    paused: str = ""


@require_GET
def work_list(request: HttpRequest) -> HttpResponse:
    """This will show one list of what is due, a page at a time."""
    name, order, down = _asked(request)
    record("work:looked", kind="list", subject=name, at=request.at)
    today = uk_today(request.at)
    number = page_number(request.GET.get("page"))
    staff_id = request.user.staff_id
    counted = work.counts(*COUNTED, name, staff_id=staff_id, today=today)
    of_list = counted[name]
    page = work.due(
        name, staff_id=staff_id, today=today, number=number, order=order, down=down, counted=of_list.all_of_it
    )
    rows = [row_of(found, staff_id=staff_id) for found in page.rows]
    asked = asked_of(me(request), staff_id, today=today) if name == "mine" else {}
    context = {
        "name": name,
        "page": page,
        "groups": groups(rows, counts=of_list, today=today) if order == "due" and not down else [("", rows)],
        "tabs": _tabs(name, counted),
        "heads": _heads(name, order=order, down=down),
        "today": today,
        **asked,
        "empty": ""
        if rows or any(asked.get(kind) for kind in WAITING)
        else _empty(name, staff_id=staff_id, today=today),
        "address": lambda page_asked: _address(name, order=order, down=down, page=page_asked),
        "changed": len(lists.changed()),
        "takes_on": me(request).takes_on,
        "export_url": f"{reverse('work-export')}?{urlencode({'list': name})}",
    }
    return render(request, "web/work.html", context)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """This will give the chosen tasks to whoever chose them; what a colleague took meanwhile stays theirs."""
    keys = list(dict.fromkeys(request.POST.getlist("task")))[:25]
    found = [(key, work.whose_task(key)) for key in keys if _is_key(key)]
    taken = sum(_take(request, key, task) for key, task in found)
    url = f"{reverse('work')}?{urlencode({'list': 'unassigned'})}"
    if not keys:
        say(request, _("No task was chosen. Tick the ones that you want."))
    elif taken < len(keys):
        say(
            request,
            _("%(taken)s of %(asked)s are yours now. The others were taken meanwhile.")
            % {"taken": taken, "asked": len(keys)},
        )
    else:
        say(request, ngettext("%(n)s task is yours now.", "%(n)s tasks are yours now.", taken) % {"n": taken})
    return HttpResponseRedirect(url)


def _take(request: HttpRequest, key: str, found: Any | None) -> bool:
    """Looked up before any case is opened: an open case hides all others."""
    if found is None or found.assigned_to_id is not None:
        return False
    case = gate.open_for(request, found.reference, verb="tasks:looked")
    actions.take(case, key=key, to=request.user.staff_id, at=request.at)
    return True


def _is_key(typed: str) -> bool:
    return len(typed) == 36 and all(sign in "0123456789abcdef-" for sign in typed)


def row_of(found: Any, *, staff_id: int) -> Row:
    """This will put one found task in words."""
    pathway = Pathway.load(found.pathway, found.pathway_version)
    label = slices.task_label(found.code, pathway)
    return Row(
        key=str(found.key),
        due_on=found.due_on,
        nation=pathway.nation,
        what=f"{label}: {found.what}" if found.what else label,
        url=page_of(
            found.reference, due.address_of(found) if found.assigned_to_id == staff_id else found.address or "tasks"
        ),
        person=found.person,
        reference=found.reference,
        case_url=page_of(found.reference, found.address if found.offered else ""),
        stage=pathway.stage(found.stage).label_for(police=False),
        owner=_("you") if found.owner_id == staff_id else found.owner,
        holder=_("you") if found.assigned_to_id == staff_id else (found.assigned_to or _("nobody yet")),
        paused=found.paused_reason,
    )


def groups(rows: Sequence[Row], *, counts: work.Counts, today: date) -> list[tuple[str, list[Row]]]:
    """This will part a page's rows by when they are due, each group with how many the whole list has of it."""
    week = work.end_of_week(today)
    parted = (
        (_("Overdue"), counts.overdue, [row for row in rows if row.due_on < today]),
        (_("Today"), counts.today, [row for row in rows if row.due_on == today]),
        (_("This week"), counts.week, [row for row in rows if today < row.due_on <= week]),
        (_("Later"), counts.later, [row for row in rows if row.due_on > max(today, week)]),
    )
    return [(f"{heading} ({number:,})", found) for heading, number, found in parted if found]


def _asked(request: HttpRequest) -> tuple[str, str, bool]:
    name = request.GET.get("list", "mine")
    sort = request.GET.get("sort", "due")
    order = sort.removeprefix("-")
    if order not in work.ORDERS:
        return name if name in LABELS else "mine", "due", False
    return name if name in LABELS else "mine", order, sort.startswith("-")


def _tabs(current: str, counted: Mapping[str, work.Counts]) -> list[Link]:
    def shown(name: str) -> str:
        return Page((), counted=counted[name].all_of_it).total_shown if name in COUNTED else ""

    return [Link(label(), _address(name), current=name == current, count=shown(name)) for name, label in LABELS.items()]


def _heads(name: str, *, order: str, down: bool) -> list[Head | str]:
    def head(label: str, code: str) -> Head:
        sorted_by = ("descending" if down else "ascending") if order == code else ""
        return Head(label, url=_address(name, order=code, down=order == code and not down), sorted=sorted_by)

    heads: list[Head | str] = [head(_("Due"), "due"), _("What to do"), head(_("Person and reference"), "person")]
    heads += [head(_("Stage"), "stage"), head(_("Owner"), "owner")]
    return heads if name in ("mine", "unassigned") else [*heads, _("With")]


def _address(name: str, *, order: str = "due", down: bool = False, page: int = 1) -> str:
    sort = ("-" if down else "") + order
    asked = {"list": name, **({"sort": sort} if sort != "due" else {}), **({"page": page} if page > 1 else {})}
    return f"{reverse('work')}?{urlencode(asked)}"


def _empty(name: str, *, staff_id: int, today: date) -> str:
    """What would be here, and the next date that is known."""
    if name == "unassigned":
        return _("Every task has somebody to do it.")
    said = {
        "mine": _("Nothing is due for you."),
        "team": _("Nothing is due for your team."),
        "coming": _("Nothing is coming up."),
    }
    found = work.next_date(staff_id=staff_id, today=today)
    if found is None:
        return said[name] + " " + _("The next date is set when a case moves on.")
    words = {
        "day": format_date(found.due_on),
        "what": row_of(found, staff_id=staff_id).what,
        "reference": found.reference,
    }
    return said[name] + " " + _("The next date on your cases is %(day)s: %(what)s, %(reference)s.") % words


def export_rows(request: HttpRequest) -> tuple[list[str], list[list[str]], str]:
    """This will give the heads and rows of one list for a file, and which list it is."""
    name, order, down = _asked(request)
    today = uk_today(request.at)
    page = work.due(name, staff_id=request.user.staff_id, today=today, order=order, down=down, size=5000)
    heads = [_("Due"), _("What to do"), _("Person"), _("Reference"), _("Stage"), _("Owner"), _("With")]
    rows = [row_of(found, staff_id=request.user.staff_id) for found in page.rows]
    return (
        heads,
        [[r.due_on.isoformat(), r.what, r.person, r.reference, r.stage, r.owner, r.holder] for r in rows],
        name,
    )
