"""The report to the authority as one file: what happened, and the chronology beneath, ready to attach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.on_paper import is_withheld, name_on_paper, off_paper
from throughcare.commons.orders import queries, rules
from throughcare.commons.orders.queries.compliance import EventLine, StepLine
from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.time import format_date, format_moment, uk_today

TEMPLATE = Path(__file__).with_name("report.typ")


def report_pdf(case: OpenCase, step: StepLine, *, person: str) -> bytes:
    """This will make a report with the chronology of its order, and say on it what is missing."""
    return tagged_pdf(TEMPLATE, off_paper(case, values(case, step, person=person)), at=case.at)


def values(case: OpenCase, step: StepLine, *, person: str) -> dict[str, Any]:
    """This will give everything that stands on a report."""
    order = next(line for line in queries.orders(case) if line.key == step.order_key)
    whole = [line for line in queries.chronology(case) if line.order_key == step.order_key]
    title = _("Report, %(reference)s, %(day)s") % {
        "reference": case.reference,
        "day": format_date(uk_today(step.happened_at)),
    }
    return {
        "title": title,
        "labels": _labels(),
        "facts": [
            [_("To"), step.sent_to],
            [_("Reference"), case.reference],
            [_("About"), name_on_paper(case, person)],
            [_("Order"), f"{order.title}, {order.authority}" + (f", {order.reference}" if order.reference else "")],
            [_("In force"), queries.span_in_words(order.span)],
            [_("Made by"), f"{step.by}, {format_moment(step.happened_at)}"],
        ],
        "withheld": _("A court ordered that the person is not named.") if is_withheld(case) else "",
        "quashed": _("The order was quashed.") if order.is_quashed else "",
        "words": step.words,
        "missing": missing(step),
        "reported": [_event(line) for line in step.events],
        "beside": list(step.beside),
        "chronology": [_event(line) for line in whole],
        "conditions": [
            [one.label, one.words, one.basis or _("Not about attendance"), queries.span_in_words(one.span)]
            for one in order.conditions
        ],
        "earlier": [_step(line) for line in reversed(queries.steps(case)) if line.order_key == step.order_key],
        "signature": _signature(step),
        "decided": _("What follows is decided by the authority, not by this programme."),
    }


def missing(step: StepLine) -> list[str]:
    """This will say what a report lacks; it is printed and stops nobody."""
    unexplained = list(dict.fromkeys(line.condition for line in step.events if not line.explained))
    return rules.missing(
        unexplained=unexplained,
        undecided=len([line for line in step.events if line.waits]),
        countersign=step.needs_countersign,
        countersigned=bool(step.countersigned),
    )


def _event(line: EventLine) -> dict[str, str]:
    explained = {"day": _day(line.explained_at), "by": line.explained_by}
    unsaid = (_("None stated"), _("Not decided")) if line.asks_for_reason else ("", "")
    decided = {"what": line.decision, "by": line.decided_by, "day": _day(line.decided_at)}
    return {
        "when": format_moment(line.happened_at),
        "what": line.what_label,
        "condition": f"{line.condition_kind}: {line.condition}",
        "words": line.words,
        "reason": line.stated_reason or unsaid[0],
        "by": line.by,
        "explained": line.explained or _("Nothing shows that it was explained before."),
        "explained_by": _("%(day)s, by %(by)s") % explained if line.explained else "",
        "decision": _("%(what)s. %(by)s, %(day)s") % decided if line.decision else unsaid[1],
        "reasons": line.reasons,
        "mark": line.mark,
    }


def _step(line: StepLine) -> list[str]:
    return [format_date(uk_today(line.happened_at)), line.label, line.by, line.words]


def _signature(step: StepLine) -> str:
    if step.countersigned:
        return _("Countersigned by %(name)s.") % {"name": step.countersigned}
    return _("Not countersigned.") if step.needs_countersign else ""


def _day(at: Any) -> str:
    return format_date(uk_today(at)) if at else ""


def _labels() -> dict[str, str]:
    return {
        "author": _("Throughcare"),
        "marking": _("OFFICIAL-SENSITIVE. No secret or intelligence material here: keep a pointer to it."),
        "page": _("Page"),
        "missing": _("What is missing"),
        "nothing_missing": _("Nothing that the order asks for is missing."),
        "words": _("What the authority should know"),
        "reported": _("What is reported"),
        "beside": _("Beside it"),
        "beside_note": _("Give this copy only to those who may know of it."),
        "chronology": _("Compliance chronology"),
        "conditions": _("Conditions"),
        "kind": _("Kind"),
        "condition": _("Condition"),
        "basis": _("Required"),
        "span": _("In force"),
        "seen": _("What was seen or heard"),
        "reason": _("Stated reason"),
        "recorded_by": _("Recorded by"),
        "explained": _("Exact words explained"),
        "explained_by": _("Explained"),
        "decision": _("Does the reason count"),
        "reasons": _("Why"),
        "steps": _("Steps taken"),
        "signature": _("Second signature"),
        "day": _("Day"),
        "step": _("Step"),
        "by": _("By"),
        "what": _("What was said"),
    }
