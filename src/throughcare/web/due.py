"""A task in words: what it asks, when and why then, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughcare.commons.cases import rules
from throughcare.commons.cases.addresses import page_of
from throughcare.commons.cases.gate import OpenCase
from throughcare.frame.pieces import Due
from throughcare.frame.shell import Link
from throughcare.kernel.time import format_date_short, uk_today, working_days_ago
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.pathways import Pathway
from throughcare.web import slices
from throughcare.web.manual import rulebook_of

DONE_BY = {"panel": "chair"}  # who acts for a group that has something to do


def what(task: Any, pathway: Pathway) -> str:
    """This will say what a task asks for, in the words of the case's pathway."""
    label = slices.task_label(task.code, pathway)
    return f"{label}: {task.what}" if task.what else label


def whose(task: Any, pathway: Pathway, *, me: int | None) -> str:
    """This will say who has a task: somebody by name, or a role."""
    if task.assigned_to_id is not None:
        return _("you") if task.assigned_to_id == me else task.assigned_to
    role = matrix().roles.get(task.for_role)
    if role:
        return _("any %(role)s") % {"role": role.label_in(pathway.words)}
    return pathway.word("the_panel") if task.for_role == "panel" else _("the %(group)s") % {"group": task.for_role}


def rule(case: OpenCase, task: Any) -> str:
    """This will say why a task is due that day: the count, from when, whose rule, and where it is written."""
    clock = rules.clock_of(case.pathway.clocks, task.pathway_rule)
    section = _("Rule %(number)s") % {"number": task.pathway_rule} if task.pathway_rule else ""
    words = clock.explanation if clock else task.rule and f"{task.rule.removesuffix('.')}."
    return " ".join(part for part in (words, task.rule_source and f"{task.rule_source}.", section) if part)


def moved(task: Any) -> str:
    """This will say from which day a task was moved, and why; empty where it was not. A paused one says since when."""
    if task.due_on == task.first_due_on and not task.paused_on:
        return ""
    said = [_("was %(day)s") % {"day": format_date_short(task.first_due_on)}]
    if task.paused_on:
        words = {"day": format_date_short(task.paused_on), "reason": task.paused_reason}
        said.append(_("paused since %(day)s: %(reason)s") % words)
    elif task.paused_reason:
        said.append(_stood(task))
    if task.moved_because:
        said.append(_counted_anew(task))
    return "; ".join(said)


def _counted_anew(task: Any) -> str:
    if task.counted_from is None:
        return _("counted anew: %(reason)s") % {"reason": task.moved_because}
    words = {"day": format_date_short(task.counted_from), "reason": task.moved_because}
    return _("counted anew from %(day)s: %(reason)s") % words


def _stood(task: Any) -> str:
    if not task.paused_days:
        return _("paused: %(reason)s") % {"reason": task.paused_reason}
    words = {"number": task.paused_days, "reason": task.paused_reason}
    return ngettext("stood %(number)s day: %(reason)s", "stood %(number)s days: %(reason)s", task.paused_days) % words


def address_of(task: Any) -> str:
    """This will give where a task is done: on the page of its act, or where whoever has it says what came of it."""
    if task.address:
        return str(task.address)
    return f"tasks/{task.key}/done" if task.code in slices.by_hand() else "tasks"


def as_due(case: OpenCase, task: Any) -> Due:
    """This will put a task on a card."""
    today, day = uk_today(case.at), _("due %(day)s") % {"day": format_date_short(task.due_on)}
    if task.due_on < today:
        day = f"{day} ({working_days_ago(task.due_on, today=today, nation=case.pathway.nation)})"
    return Due(
        what=what(task, case.pathway),
        due=day,
        owner=whose(task, case.pathway, me=case.opened_by),
        url=page_of(case.reference, address_of(task)),
        rule=" ".join(part for part in (rule(case, task), moved(task)) if part),
        rule_url=f"{rulebook_of(case.pathway)}#rule-{task.pathway_rule}" if task.pathway_rule else "",
        verify=task.verify,
    )


@dataclass(frozen=True)
class Next:
    """What is due on a case as one reader meets it: their own, and what others have to do first."""

    own: tuple[Due, ...]
    waiting: tuple[str, ...]
    step: Link | None
    ahead: str


def next_of(case: OpenCase, tasks: Sequence[Any]) -> Next:
    """This will part what is due into the reader's own, whose first is their next step, and what they wait for."""
    own = [task for task in tasks if _is_own(case, task)]
    stage = case.pathway.stage(case.stage)
    hides = stage.with_police and not case.may_read("police")
    return Next(
        own=tuple(as_due(case, task) for task in own),
        waiting=tuple(_waiting(case, task) for task in tasks if task not in own),
        step=next((Link(what(task, case.pathway), page_of(case.reference, address_of(task))) for task in own), None),
        ahead="" if hides or not stage.ahead else _(stage.ahead),
    )


def _is_own(case: OpenCase, task: Any) -> bool:
    """Somebody's by name is theirs alone; what nobody has yet is everybody's who holds its role."""
    if task.assigned_to_id is not None:
        return bool(task.assigned_to_id == case.opened_by)
    return bool(case.roles & {task.for_role, DONE_BY.get(task.for_role, task.for_role)})


def _waiting(case: OpenCase, task: Any) -> str:
    words = {
        "who": whose(task, case.pathway, me=case.opened_by),
        "what": what(task, case.pathway),
        "day": format_date_short(task.due_on),
    }
    return _("Waiting for %(who)s: %(what)s, due %(day)s") % words
