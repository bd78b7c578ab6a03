"""What is done at once for somebody's safety, whatever stage the case is in: facts, never refused by a gate."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import history
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.stages.checks.models import ChildSafeguarding, CumulativeHistory, InterimAction


def record_interim_action(
    case: OpenCase, *, action: str, what: str, who: str, happened_at: datetime, at: datetime
) -> InterimAction:
    """This will record something done at once to keep somebody safe."""
    case.may("checks.record_interim_action").or_refuse(
        _("The safety action was not recorded"), ask=agencies.contact(case.owner_id)
    )
    row = InterimAction.objects.create(
        **carried(case, at=at, happened_at=happened_at), action=action, what=what, who=who
    )
    cases.tell(
        case,
        verb="checks.record_interim_action",
        words=_("Safety action taken"),
        at=at,
        happened_at=happened_at,
        address="safety",
    )
    act(case, "checks:interim_action", row, at=at)
    return row


def record_child_safeguarding(
    case: OpenCase,
    *,
    referred_on: date | None,
    reference: str,
    looked_after: str,
    parental_responsibility: str,
    own_view: str,
    at: datetime,
) -> ChildSafeguarding:
    """This will record the safeguarding referral beside this one, who has parental responsibility, and the child's own view."""
    case.may("checks.record_child").or_refuse(
        _("The child's safeguarding was not recorded"), ask=agencies.contact(case.owner_id)
    )
    row = ChildSafeguarding.objects.create(
        **carried(case, at=at),
        referred_on=referred_on,
        reference=reference,
        looked_after=looked_after,
        parental_responsibility=parental_responsibility,
        own_view=own_view,
    )
    if referred_on:
        cases.finish_all(case, "checks.record_child", at=at)
    cases.tell(
        case, verb="checks.record_child", words=_("The child's safeguarding was recorded"), at=at, address="safety"
    )
    act(case, "checks:child_safeguarding", row, at=at)
    return row


def note_history(case: OpenCase, *, statement: str, at: datetime) -> CumulativeHistory:
    """This will write what all the referrals of this person say when they are read together."""
    case.may("checks.note_history").or_refuse(_("The history was not written"), ask=agencies.contact(case.owner_id))
    earlier = len(history.earlier(case))
    row = CumulativeHistory.objects.create(**carried(case, at=at, kind="opinion"), statement=statement, earlier=earlier)
    cases.tell(case, verb="checks.note_history", words=_("All referrals were read together"), at=at, address="safety")
    act(case, "checks:history", row, at=at)
    return row
