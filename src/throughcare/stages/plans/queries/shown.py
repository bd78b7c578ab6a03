"""What the plan shows of itself on the case page, and the facts its gates read."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.holdings import asks, has
from throughcare.kernel.definitions import codelist
from throughcare.kernel.sql import NamedSql
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.plans import rules
from throughcare.stages.plans.queries.after_no import STAGE
from throughcare.stages.plans.queries.approved import ApprovedPlan
from throughcare.stages.plans.queries.drafts import sent

SQL = NamedSql(Path(__file__).with_suffix(".sql"))
asks(SQL, "has_plan_piece", "has_plan_version", "has_after_no")


def statement_facts(case: OpenCase) -> dict[str, bool]:
    """This will say which statements of the Act the plan makes that went to the panel."""
    plan = sent(case)
    return rules.stated(plan.statements if plan else rules.Statements())


def provider_names(plan: rules.Plan | ApprovedPlan) -> dict[int, str]:
    """This will give the names of the colleagues whom a plan names as providers."""
    ids = {one.provider_staff_id for one in plan.supports if one.provider_staff_id is not None}
    return {number: agencies.staff(number).name for number in ids}


def card(case: OpenCase) -> Card | None:
    """This will show the plan on the case page: the approved one, or that one is being written; nothing before."""
    if not case.may_read("core"):
        return None
    if not (_is_begun(case) or has(case, "has_plan_version")):
        return None
    row = SQL.one("card", {"case": case.id})
    assert row is not None
    if row.approved_at is None:
        words = _("With %(the_panel)s for approval.") % case.pathway.words if row.is_sent else _("Being written.")
        return Card(_("Plan"), (), "plan", empty=words, order=55)
    day = format_date(uk_today(row.approved_at))
    kinds = [str(codelist("support_kinds").label(kind)) if kind else "" for kind in row.kinds or ()]
    rows = [(_("Support"), ", ".join(kinds) or _("None named"))]
    rows += [(_("What the person says"), row.own_words)] if row.own_words else []
    return Card(_("Plan, approved %(day)s") % {"day": day}, rows, "plan", order=55)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has, once the case came to it."""
    links = []
    if case.may_read("core") and (_is_begun(case) or has(case, "has_plan_version")):
        links.append(SideLink("stages", _("Plan"), "plan", 55))
    if case.may_read("panel") and (case.stage_shown == STAGE or has(case, "has_after_no")):
        links.append(SideLink("stages", _("After a no"), "after-no", 65))
    return links


def _is_begun(case: OpenCase) -> bool:
    stages = case.pathway.verb("plans.write").stages
    return case.stage_shown in stages or has(case, "has_plan_piece")
