"""An investigation that the person may know of: what police say of it, before a panel may adopt."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.time import uk_today
from throughcare.stages.checks import rules
from throughcare.stages.checks.models import OvertInvestigation

VERB = "checks.record_investigation"
REVIEW = "checks.review_investigation"


def record_investigation(
    case: OpenCase, *, limbs: rules.Limbs, look_again_on: date | None, words: str, happened_at: datetime, at: datetime
) -> OvertInvestigation:
    """This will record what police say of an overt investigation, limb by limb, and ask them to look again on a day.

    Refuses while it goes on without such a day, or where a panel agreed with nobody named.
    """
    answer = case.may(VERB) & rules.may_be_kept(limbs, look_again_on=look_again_on, today=uk_today(at))
    answer.or_refuse(_("The investigation was not recorded"), pathway=case.pathway.label)
    row = OvertInvestigation.objects.create(
        **carried(case, at=at, happened_at=happened_at),
        **vars(limbs),
        look_again_on=None if limbs.is_over else look_again_on,
        words=words,
    )
    cases.finish_all(case, REVIEW, at=at)
    if row.look_again_on:
        cases.ask(case, _look_again(case, row.look_again_on), at=at)
    cases.tell(case, verb=VERB, words=_("The investigation was recorded"), at=at, happened_at=happened_at, police=True)
    act(case, "checks:investigation_recorded", row, at=at)
    return row


def _look_again(case: OpenCase, day: date) -> NewTask:
    gate = case.pathway.gate("police_let_adopt")
    return NewTask(
        code=REVIEW,
        due_on=day,
        for_role="police_officer",
        to=case.police_owner_id,
        rule=_("the day that police chose"),
        rule_source=gate.basis.cite,
        verify=gate.basis.verify,
        address="checks/investigation",
        police=True,
    )
