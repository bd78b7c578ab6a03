"""What the plan shows of itself on the case page, and the facts its gates read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.cards import Card, SideLink
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.time import format_date, uk_today
from throughcare.stages.plans import rules
from throughcare.stages.plans.models import Piece
from throughcare.stages.plans.queries.after_no import STAGE, decisions_after_no
from throughcare.stages.plans.queries.approved import ApprovedPlan, agreed, approved, is_approved
from throughcare.stages.plans.queries.drafts import sent


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
    plan = approved(case)
    if plan is None:
        if not _is_begun(case):
            return None
        words = _("With the panel for approval.") if sent(case) else _("Being written.")
        return Card(_("Plan"), (), "plan", empty=words, order=55)
    day = format_date(uk_today(plan.approved_at))
    said = agreed(case)
    rows = [(_("Support"), ", ".join(one.kind_label for one in plan.supports) or _("None named"))]
    rows += [(_("What the person says"), said.own_words)] if said and said.own_words else []
    return Card(_("Plan, approved %(day)s") % {"day": day}, rows, "plan", order=55)


def side_links(case: OpenCase) -> list[SideLink]:
    """This will list the parts of the case that this stage has, once the case came to it."""
    links = []
    if case.may_read("core") and (_is_begun(case) or is_approved(case)):
        links.append(SideLink("stages", _("Plan"), "plan", 55))
    if case.may_read("panel") and (case.stage_shown == STAGE or decisions_after_no(case)):
        links.append(SideLink("stages", _("After a no"), "after-no", 65))
    return links


def _is_begun(case: OpenCase) -> bool:
    stages = case.pathway.verb("plans.write").stages
    return case.stage_shown in stages or Piece.objects.filter(case_id=case.id).exists()
