"""Look-ups of the panel's first decision, and what this stage shows of itself on the case page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.meetings import queries as meetings
from throughcare.commons.meetings.queries import Decided
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import end_of_day, format_date, uk_today
from throughcare.stages.panels.models import Adoption, ForThePlan, NoSupport

TASK_LABELS = {
    "panel.first": gettext_lazy("First %(one_panel)s"),
    "panel.deferred": gettext_lazy("Take up what %(the_panel)s deferred"),
}
GATHERING = "gathering"
SQL = NamedSql(Path(__file__).with_name("queries.sql"))
asks(SQL, "has_panel_item", "has_panel_decision")


@dataclass(frozen=True)
class Adopted:
    """That the panel adopted the case: when, by which decision, and what it said for the plan."""

    decided_at: datetime
    decision: str
    consent_asked: str = ""
    nature: str = ""
    providers: str = ""
    how_and_when: str = ""


def adoption(case: OpenCase) -> Adopted | None:
    """This will give the last adoption of the case, or none."""
    row = Adoption.objects.filter(case_id=case.id).order_by("-id").first()
    if row is None:
        return None
    said = ForThePlan.objects.filter(adoption_id=row.pk).first()
    decided = next((one.key for one in decisions(case) if one.id == row.decision_id), "")
    if said is None:
        return Adopted(row.happened_at, decided)
    return Adopted(row.happened_at, decided, said.consent_asked, said.nature, said.providers, said.how_and_when)


def adopted_at(case: OpenCase, *, until: date | None = None) -> datetime | None:
    """This will give the moment of the last adoption, up to a day where one is named, or none."""
    found = SQL.one("adopted_at", {"case": case.id, "until": end_of_day(until) if until else None})
    return found.happened_at if found else None


def ending(case: OpenCase) -> str:
    """This will give the label of the ending with which the panel offered no support, or nothing."""
    row = NoSupport.objects.filter(case_id=case.id).order_by("-id").first()
    return codelist("endings").label(row.ending) if row else ""


def decisions(case: OpenCase) -> list[Decided]:
    """This will list everything that panels decided on the case, newest first, dissent beside each."""
    return meetings.decisions(case)


def why_label(code: str, words: str = "") -> str:
    """This will say why a case is on an agenda: the label of the code, or the words of the task that brought it."""
    reasons = codelist("panel_reasons")
    by_task = {task: value.code for value in reasons.values for task in value.extra.get("tasks", ())}
    short = by_task.get(code, code.removeprefix("panel."))
    return reasons.label(short) if short in reasons else words or reasons.label("other")


def card(case: OpenCase) -> Card | None:
    """This will show the panel on the case page: what was decided, or when it meets; nothing before a case is listed."""
    if not case.may_read("panel"):
        return None
    if not (has(case, "has_panel_item") or has(case, "has_panel_decision")):
        return None
    found = SQL.one("card", {"case": case.id})
    assert found is not None
    adopted = found.adopted_at
    words = {**case.pathway.words, "day": format_date(uk_today(adopted)) if adopted else ""}
    title = _("%(panel)s, %(was_adopted)s %(day)s") % words if adopted else words["panel"]
    return Card(title, _rows(found), "panel", order=40)


def _rows(found: Any) -> list[tuple[str, str]]:
    rows = [(_("Meeting"), format_date(uk_today(found.starts_at)))] if found.starts_at else []
    if found.is_decided:
        rows.append((_("Last decision"), found.said))
        if not found.authorises:
            rows.append((_("Against a rule"), _("Recorded as it happened. It authorises nothing.")))
        if found.dissents:
            rows.append((_("Dissent"), _("%(number)s recorded") % {"number": found.dissents}))
    return rows


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has, once it was listed for a panel."""
    if not case.may_read("panel") or not has(case, "has_panel_item"):
        return []
    return [SideLink("stages", case.pathway.word("panel"), "panel", 50)]


def due(area_id: int, *, on: date) -> list[meetings.Due]:
    """This will list the cases of an area that are due at a panel by a day, or assessed, and on no agenda."""
    found = {one.case_id: one for one in (*ready(area_id, on=on), *meetings.due(area_id, on=on))}
    return sorted(found.values(), key=lambda one: (one.due_on, one.reference))


def ready(area_id: int, *, on: date) -> list[meetings.Due]:
    """This will list the cases of an area whose assessment is finished and that no panel has looked at yet."""
    waiting = SQL.rows("gathering", {"area": area_id, "stages": [GATHERING]})
    finished = assessments.finished_among([row.id for row in waiting])
    return [
        meetings.Due(row.id, row.reference, row.name, "panel.assessed", "", on, "panel")
        for row in waiting
        if row.id in finished
    ]
