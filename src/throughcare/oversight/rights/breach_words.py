"""A breach in words: how its clock stands, what is known, who was told; on a page and on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from throughcare.frame.pdf import tagged_pdf
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_moment
from throughcare.oversight.rights import queries
from throughcare.oversight.rights.models import BreachStep
from throughcare.oversight.rights.queries import Logged

TEMPLATE = Path(__file__).with_name("breach.typ")


def state(one: Logged, *, at: datetime) -> str:
    """This will say how telling the Commissioner stands."""
    known = one.known
    if known.commissioner_told_at:
        told = format_moment(known.commissioner_told_at)
        words = _("Told late, %(moment)s") if known.is_late(at=at) else _("Told %(moment)s")
        return words % {"moment": told}
    if known.has_reason_not_to_tell:
        return _("Decided not to tell, with a reason")
    return _("Not told yet")


def rows(one: Logged) -> list[tuple[str, str]]:
    """This will list what is known of a breach, label and value."""
    breach, rules = one.breach, queries.breach_rules(one.breach.regime)
    return [
        (_("What happened to the data"), codelist("breach_kinds").label(breach.kind)),
        (_("What happened"), breach.what),
        (_("How many people's data"), str(breach.people) if breach.people is not None else _("Not known")),
        (_("Children among them"), codelist("yes_no_not_known").label(breach.children)),
        (_("What it may do to them"), breach.effects),
        (_("What was done, and what will be"), breach.measures),
        (_("Became aware"), format_moment(breach.aware_at)),
        (_("Tell the Commissioner by"), f"{format_moment(breach.tell_by)} ({_clock(rules['clock'])})"),
        (_("The people are told under"), rules["people"]["source"]),
        (_("Recorded"), f"{breach.staff.name}, {format_moment(breach.recorded_at)}"),
    ]


def _clock(clock: dict[str, object]) -> str:
    return _("%(hours)s hours, %(source)s") % clock


def steps(one: Logged) -> list[tuple[str, str]]:
    """This will list who was told and when, and who is not and why, oldest first."""
    return [(_whom(step), _what(step)) for step in one.steps]


def _whom(step: BreachStep) -> str:
    whom = codelist("breach_told").label(step.whom)
    return (_("%(whom)s: told") if step.told else _("%(whom)s: not told")) % {"whom": whom}


def _what(step: BreachStep) -> str:
    by = f"{step.staff.name}, {format_moment(step.happened_at)}"
    return f"{step.words} ({by})" if step.words else by


def on_paper(one: Logged, *, at: datetime) -> bytes:
    """This will print one breach as the log keeps it, for the Commissioner to see."""
    values = {
        "title": _("Data breach of %(moment)s") % {"moment": format_moment(one.breach.aware_at)},
        "labels": {"author": _("Throughcare"), "told": _("Who was told, and who was not"), "page": _("Page")},
        "lead": _("Telling the Commissioner: %(state)s.") % {"state": state(one, at=at)},
        "rows": rows(one),
        "steps": steps(one),
        "nobody": _("Nobody was told yet."),
    }
    return tagged_pdf(TEMPLATE, values, at=at)
