"""Look-ups of the monthly reviews, and what this stage shows of itself on the case page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.commons.meetings import queries as meetings
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.commons.meetings.rules import Quorum, asked_of
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.delivery import queries as delivery
from throughcare.stages.reviews import rules
from throughcare.stages.reviews.models import Review

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_reviews")
REVIEW = "reviews.review"
TASK_LABELS: dict[str, str | Promise] = {
    REVIEW: "%(Panel_review)s",
    "reviews.propose_closing": gettext_lazy("Propose closing as %(the_panel)s decided"),
}


def reviews(case: OpenCase) -> list[Review]:
    """This will list the reviews of the case, newest first."""
    return list(Review.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id"))


def latest(case: OpenCase) -> Review | None:
    """This will find the last review, or none."""
    return Review.objects.filter(case_id=case.id).select_related("by").order_by("-happened_at", "-id").first()


def next_due(case: OpenCase) -> date | None:
    """This will give the day of the next review: a month after the last, or after the start of support; none before it."""
    last, start = latest(case), delivery.started(case)
    from_on = max((uk_today(row.happened_at) for row in (last, start) if row is not None), default=None)
    return case.pathway.clock("monthly_review").due(from_on) if from_on is not None else None


def there(case: OpenCase, item: OnAgenda | None) -> rules.Panel:
    """This will say who of those who must be there was at the meeting, as it was recorded; at no meeting, nobody."""
    if item is None:
        return rules.Panel(local_authority=False, police_of_residence=False)
    found = meetings.quorum(case, item)
    return rules.Panel(local_authority=found.local_authority, police_of_residence=found.police_of_residence)


def came(case: OpenCase, row: Review) -> list[tuple[str, str]]:
    """This will say of each party that the pathway wants at a review whether it was there; nothing where it wants none."""
    found = Quorum(row.local_authority_there, row.police_there)
    return [
        (capfirst(part.claim), _("Yes") if part.is_there else _("No")) for part in asked_of(case.pathway, found).parts
    ]


def outcome_label(code: str) -> str:
    """This will say what a review decided."""
    return codelist("review_outcomes").label(code)


def card(case: OpenCase) -> Card | None:
    """This will show the last review on the case page, once there is one."""
    last = SQL.one("card", {"case": case.id}) if case.may_read("core") and has(case, "has_reviews") else None
    if last is None:
        return None
    rows = [
        (_("Last review"), format_date(uk_today(last.happened_at))),
        (_("Decided"), outcome_label(last.outcome)),
    ]
    if case.stage_shown == "support":
        rows.append((_("Next review due"), format_date(last.next_due_on)))
    return Card(_("Reviews"), rows, "reviews", order=28)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has, once support has started."""
    if not case.may_read("core") or not delivery.is_reached(case):
        return []
    return [SideLink("stages", _("Reviews"), "reviews", 80)]
