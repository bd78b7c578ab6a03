"""The plan and the person: what they say to it, and their own copy."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as threads
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Answer, Mend, no
from throughcare.stages.plans import models, queries


def agree(case: OpenCase, *, agrees: bool, own_words: str, happened_at: datetime, at: datetime) -> models.Agreement:
    """This will keep what the person says to the plan, in their words. What no approved plan stands behind is kept and told."""
    verb = "plans.agree"
    or_refuse(case, case.may(verb), _("What the person says was not recorded"))
    plan = queries.approved(case)
    values = carried(case, at=at, happened_at=happened_at, kind="opinion")
    row = models.Agreement.objects.create(
        **values, version_id=plan.id if plan else None, agrees=agrees, own_words=own_words
    )
    words = _("The person agrees to the plan") if agrees else _("The person does not agree to the plan")
    with reception(case_id=case.id):  # a mentor who hears it writes to the thread nothing but this
        cases.record_incidents(case, verb=verb, facts={"plan_approved": plan is not None}, at=at, words=words)
        cases.tell(case, verb=verb, words=words, at=at, happened_at=happened_at, address="plan")
    act(case, "plans:agreed", row, at=at)
    return row


def may_print_copy(case: OpenCase) -> Answer:
    """This will say whether the person's own copy may be printed: once they were told, of a plan that was approved."""
    answer = case.may("plans.print_copy")
    if threads.header(case).not_told:
        mend = Mend(_("Tell the person first, and record it"))
        answer &= no(_("the person has not been told, and their copy would tell them"), rule="1.4", mends=[mend])
    if queries.approved(case) is None:
        answer &= no(
            _("%(the_panel)s has not approved a plan") % case.pathway.words,
            rule="7.14",
            mends=[Mend(_("Ask %(the_panel)s to approve it") % case.pathway.words)],
        )
    return answer
