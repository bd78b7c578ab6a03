"""Asking a colleague of the team to write parts of one's draft, and ending that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import hands, queries, rules
from throughcare.commons.assessments.drafting import Draft
from throughcare.commons.assessments.models import Hand
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today

ADDRESS = "assessment"


def invite(case: OpenCase, *, staff_key: str, parts: Sequence[str], due_on: date, at: datetime) -> agencies.StaffLine:
    """This will let a colleague of the team write parts of the own draft; only its lead signatory asks, and finishes."""
    draft = _led(case)
    found = hands.invitable(case, draft.instrument)
    chosen = next((line for line in found if line.key == staff_key), None)
    known = [part for part in dict.fromkeys(parts) if part in queries.parts_of(draft.instrument)]
    answer = case.may("assessments.invite") & rules.may_be_invited(
        may_assess=chosen is not None,
        is_there=chosen is not None and chosen.id in {one.staff_id for one in draft.running},
        parts=known,
        due_has_passed=due_on < uk_today(at),
    )
    answer.or_refuse(_("Nobody was invited"), ask=agencies.contact(case.owner_id), pathway=case.pathway.label)
    assert chosen is not None
    if not draft.is_shared:
        hands.share(case, draft, at=at)
    row = Hand.objects.create(**carried(case, at=at), start_id=draft.start_id, staff_id=chosen.id, parts=known)
    task = cases.NewTask(code=queries.CONTRIBUTE, due_on=due_on, for_role="assessor", to=chosen.id, address=ADDRESS)
    cases.ask(case, task, at=at)
    words = _("%(name)s was invited to write part of the assessment") % {"name": chosen.name}
    cases.tell(case, verb="assessments.invite", words=words, at=at, address=ADDRESS)
    act(case, "assessments:invited", row, at=at)
    return chosen


def end_part(case: OpenCase, *, key: str, at: datetime) -> str:
    """This will end a colleague's part: by themselves when it is done, or by the lead signatory. What they wrote stays."""
    row = Hand.objects.filter(case_id=case.id, key=key, ended_at__isnull=True).select_related("staff", "start").first()
    if row is None or case.opened_by not in (row.staff_id, row.start.by_id):
        raise NotFound
    case.may("assessments.invite").or_refuse(_("The part was not ended"), ask=agencies.contact(case.owner_id))
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    cases.finish_all(case, queries.CONTRIBUTE, at=at, outcome=_("Written"), of=row.staff_id)
    act(case, "assessments:part_ended", row, at=at)
    return str(row.staff.name)


def _led(case: OpenCase) -> Draft:
    draft = queries.my_draft(case)
    if draft is None:
        raise NotFound
    rules.only_the_lead(draft.is_lead, lead=draft.lead).or_refuse(_("Nobody was invited"))
    return draft
