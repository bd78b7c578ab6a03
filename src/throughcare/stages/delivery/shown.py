"""Sessions as pages show them: by month, each with what became of it in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import dateformat
from django.utils.translation import gettext as _

from throughcare.commons.cases.addresses import page_of
from throughcare.frame.pieces import Row
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_date, format_moment, format_time, uk_time, uk_today
from throughcare.stages.delivery import queries, rules
from throughcare.stages.delivery.queries import SessionLine


@dataclass(frozen=True)
class Month:
    """One month of sessions."""

    label: str
    lines: tuple[Shown, ...]


@dataclass(frozen=True)
class Shown:
    """One session of a list: when, what, how it stands, and where to say more."""

    line: SessionLine
    when: str
    what: str
    state: str
    colour: str
    url: str
    link: str
    is_against: bool


def months(lines: Sequence[SessionLine], *, reference: str = "") -> list[Month]:
    """This will put sessions under their months, the newest month first and each month in order."""
    ordered = sorted(lines, key=lambda line: line.starts_at)
    grouped = groupby(ordered, key=lambda line: dateformat.format(uk_time(line.starts_at), "F Y"))
    found = [Month(label, tuple(shown(line, reference=reference) for line in of_month)) for label, of_month in grouped]
    return found[::-1]


def shown(line: SessionLine, *, reference: str = "") -> Shown:
    """This will say of one session when it is, what it is, and what became of it."""
    words, colour = state_in_words(line)
    wants_report = line.state in (rules.PLANNED, rules.NO_REPORT)
    address = f"sessions/{line.key}/report" if wants_report else f"sessions/{line.key}"
    return Shown(
        line=line,
        when=when(line.starts_at),
        what=what(line),
        state=words,
        colour=colour,
        url=page_of(line.reference or reference, address),
        link=_("Write report") if wants_report else _("Open"),
        is_against=bool(line.against),
    )


def when(at: datetime) -> str:
    """This will write the day of a session and, where it is known, its time."""
    local = uk_time(at)
    return format_moment(at) if (local.hour, local.minute) != (0, 0) else format_date(uk_today(at))


def what(line: SessionLine) -> str:
    """This will say what a session is for and how it is held."""
    kind = codelist("session_kinds").label(line.kind)
    return f"{queries.support_label(line.support)}, {kind[:1].lower()}{kind[1:]}" if line.support else kind


def state_in_words(line: SessionLine) -> tuple[str, str]:
    """This will say how a session stands, and the colour of its mark where it has one."""
    if line.state == rules.PLANNED:
        return _("Planned"), ""
    if line.state == rules.NO_REPORT:
        return _("No report yet"), "orange"
    if line.state == rules.CHANGED:
        return _("Changed to another session"), "grey"
    return codelist("attendance").label(line.attendance), ""


def next_of(lines: Iterable[SessionLine]) -> SessionLine | None:
    """This will find the next session to come, or none."""
    coming = [line for line in lines if line.state == rules.PLANNED]
    return min(coming, key=lambda line: line.starts_at, default=None)


def card_rows(line: SessionLine, *, safety: str, last: str, ring: str, is_own: bool = True) -> list[Row]:
    """This will give what the next session needs, and nothing else."""
    named = [Row(_("With"), f"{line.person}, {line.reference}")] if line.person else []
    return [
        *named,
        Row(_("When"), f"{dateformat.format(uk_time(line.starts_at), 'l j F Y')}, {format_time(line.starts_at)}"),
        Row(_("Where"), line.place or _("Not known yet")),
        Row(_("How"), what(line)),
        Row(_("Safety of staff"), safety or _("Nothing is recorded. Ask before you go, if in doubt.")),
        Row(_("Conditions that matter here"), line.conditions or _("None recorded")),
        Row(_("Agreed goals"), line.goal or _("None recorded")),
        Row(_("What you wrote last time") if is_own else _("What was written last time"), last or _("Nothing yet")),
        Row(_("Whom to ring"), ring),
    ]
