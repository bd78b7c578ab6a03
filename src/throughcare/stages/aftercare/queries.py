"""Look-ups of the reviews after closing, and what this stage shows of itself on the case page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases import history
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.kernel.answers import NotFound
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.aftercare import rules
from throughcare.stages.aftercare.models import EarlyEnd, Found, LookAgain

REVIEW, CONFIRM = "aftercare.record_review", "aftercare.end_early"
TASK_LABELS = {
    REVIEW: gettext_lazy("Look again after closing"),
    CONFIRM: gettext_lazy("Confirm that looking again ends early"),
}
STAGE = "aftercare"
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_aftercare")
EXTENDED = "extended"


@dataclass(frozen=True)
class Line:
    """One review after closing: when it is due and why then, and what the last record of it found."""

    id: int
    key: str
    label: str
    closed_at: datetime
    due_on: date
    state: str
    finding: str = ""
    by: str = ""
    recorded_on: date | None = None
    contact_made: bool | None = None
    sources_asked: str = ""
    anything_new: str = ""
    further_need: str = ""
    next_step: str = ""


def reviews(case: OpenCase) -> list[Line]:
    """This will list every review after closing, soonest first, each with what it found."""
    rows = LookAgain.objects.filter(case_id=case.id).order_by("due_on", "id")
    last: dict[int, Found] = {}
    for found in Found.objects.filter(case_id=case.id).select_related("by").order_by("id"):
        last[found.look_again_id] = found
    return [_line(case, row, last.get(row.pk)) for row in rows]


def of_this_closing(case: OpenCase) -> list[Line]:
    """This will list the reviews that belong to the last closing."""
    lines = reviews(case)
    newest = max((line.closed_at for line in lines), default=None)
    return [line for line in lines if line.closed_at == newest]


def review(case: OpenCase, key: str) -> Line:
    """This will find one review after closing. Raises NotFound."""
    found = next((line for line in reviews(case) if line.key == str(key)), None)
    if found is None:
        raise NotFound
    return found


def closed_at(case: OpenCase) -> datetime | None:
    """This will give the moment at which the case last came to be looked at again, or none."""
    return history.entered_at(case, STAGE)


def last_day(case: OpenCase) -> date | None:
    """This will give the last day on which the case can be looked at again, or none where it was never closed."""
    closed = closed_at(case)
    return case.pathway.clock("aftercare_ceiling").due(uk_today(closed)) if closed else None


def waiting_early_end(case: OpenCase) -> EarlyEnd | None:
    """This will find the early end that waits for its second person, or none."""
    closed = closed_at(case)
    if closed is None:
        return None
    waiting = EarlyEnd.objects.filter(case_id=case.id, confirmed_at__isnull=True, closed_at=closed)
    return waiting.select_related("by").order_by("-id").first()


def is_here(case: OpenCase) -> bool:
    """This will say whether the case stands where it is looked at again."""
    return case.stage_shown == STAGE


def card(case: OpenCase) -> Card | None:
    """This will show the next review after closing on the case page, once the case was closed."""
    if case.stage_shown not in (STAGE, "closed") or not case.may_read("core") or not has(case, "has_aftercare"):
        return None
    row = SQL.one("card", {"case": case.id})
    assert row is not None
    rows = [(_("Recorded"), _("%(done)s of %(all)s") % {"done": row.recorded, "all": row.every})]
    if row.next_due is not None and is_here(case):
        rows.insert(0, (_("Next review due"), format_date(row.next_due)))
    return Card(_("Aftercare"), rows, "aftercare", order=20)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has, once the case was closed."""
    if not case.may_read("core") or not (is_here(case) or has(case, "has_aftercare")):
        return []
    return [SideLink("stages", _("Aftercare"), "aftercare", 95)]


def _line(case: OpenCase, row: LookAgain, found: Found | None) -> Line:
    label = (
        _("Set by %(the_panel)s") % case.pathway.words
        if row.clock == EXTENDED
        else _(case.pathway.clock(row.clock).label)
    )
    state = rules.state(row.due_on, recorded=found is not None, today=uk_today(case.at))
    line = Line(row.pk, str(row.key), label, row.closed_at, row.due_on, state)
    if found is None:
        return line
    return Line(
        **{
            **vars(line),
            "finding": codelist("aftercare_findings").label(found.finding),
            "by": found.by.name if found.by else "",
            "recorded_on": uk_today(found.happened_at),
            "contact_made": found.contact_made,
            "sources_asked": found.sources_asked,
            "anything_new": found.anything_new,
            "further_need": found.further_need,
            "next_step": found.next_step,
        }
    )
