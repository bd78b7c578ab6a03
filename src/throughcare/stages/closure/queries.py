"""Look-ups of what was said towards closing, and what this stage shows of itself on the case page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases import history
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.closure import rules
from throughcare.stages.closure.models import Closing, DeliveryAccount, Evaluation, HandOver, Proposal, WayBack
from throughcare.stages.delivery import queries as delivery

CLOSE = "closure.close"
TASK_LABELS = {CLOSE: gettext_lazy("Close the case, or say why not")}
SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_closing", "has_proposal")
AT = frozenset({"planning", "consent", "support"})
AGAIN = frozenset({"panel", "intake"})
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Closed:
    """That the case was closed: when, for which reason, as the code and in words."""

    closed_at: datetime
    ending: str
    ending_label: str
    reasons: str


def closing(case: OpenCase) -> Closed | None:
    """This will give the last closing of the case, or none."""
    row = _last_closing(case)
    if row is None:
        return None
    return Closed(row.happened_at, row.ending, codelist("endings").label(row.ending), row.reasons)


def proposal(case: OpenCase) -> Proposal | None:
    """This will find the proposal to close that stands now, or none."""
    return _standing(case, Proposal)


def evaluation(case: OpenCase) -> Evaluation | None:
    """This will find the evaluation that stands now, or none."""
    return _standing(case, Evaluation)


def delivery_account(case: OpenCase) -> DeliveryAccount | None:
    """This will find the account of planned and delivered that stands now, or none."""
    return _standing(case, DeliveryAccount)


def way_back(case: OpenCase) -> WayBack | None:
    """This will find whether the person was told how to come back, as it stands now, or none."""
    return _standing(case, WayBack)


def hand_over(case: OpenCase) -> HandOver | None:
    """This will find the hand-over that stands now, or none."""
    return _standing(case, HandOver)


def prepared(case: OpenCase) -> rules.Prepared:
    """This will give what has been said so far towards closing."""
    proposed = proposal(case)
    explained = delivery_account(case) is not None or not delivery.planned_beside_delivered(case).is_less_than_planned
    return rules.Prepared(
        proposed=proposed is not None,
        ending_known=proposed is not None and proposed.ending in codelist("endings"),
        evaluated=evaluation(case) is not None,
        delivery_explained=explained,
        way_back_said=way_back(case) is not None,
        handed_over=hand_over(case) is not None,
    )


def look_again_on(case: OpenCase) -> list[tuple[str, date]]:
    """This will give the days of the reviews after closing as they would be, were the case closed today."""
    clocks = (case.pathway.clock(code) for code in ("aftercare_first", "aftercare_second"))
    return [(_(clock.label), clock.due(uk_today(case.at))) for clock in clocks]


def can_be_prepared(case: OpenCase) -> bool:
    """This will say whether the case stands where it can be closed by the panel: before the panel only where it was before."""
    return case.stage_shown in AT or (case.stage_shown in AGAIN and history.was_taken_on(case))


def card(case: OpenCase) -> Card | None:
    """This will show closing on the case page: that it is proposed, or that it happened."""
    wanted = "has_proposal" if can_be_prepared(case) else "has_closing"
    row = SQL.one("card", {"case": case.id}) if case.may_read("core") and has(case, wanted) else None
    if row is None:
        return None
    done, day, ending = _("Closed"), row.closed_at, row.ending
    if can_be_prepared(case):
        done, day, ending = _("Proposed"), row.proposed_at, row.proposed_ending
    if day is None:
        return None
    rows = [(done, format_date(uk_today(day))), (_("Reason for ending"), codelist("endings").label(ending))]
    return Card(_("Closure"), rows, "closure", order=22)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has, where it can be closed or was."""
    if not case.may_read("core") or not (can_be_prepared(case) or has(case, "has_closing")):
        return []
    return [SideLink("stages", _("Closure"), "closure", 90)]


def _last_closing(case: OpenCase) -> Closing | None:
    return Closing.objects.filter(case_id=case.id).order_by("-id").first()


def _standing(case: OpenCase, model: type[Row]) -> Row | None:
    """What was said before an earlier closing does not speak for this one; while the case is closed, it does."""
    rows = model._default_manager.filter(case_id=case.id).order_by("-id")
    before = _last_closing(case)
    if before is not None and can_be_prepared(case):
        rows = rows.filter(recorded_at__gt=before.recorded_at)
    return rows.first()
