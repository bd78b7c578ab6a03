"""Keeping a colleague out of a record of the own controller, and letting them back in, as the data protection officer."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import queries as of_cases
from throughcare.commons.cases import rules
from throughcare.kernel.answers import NotFound
from throughcare.oversight.rights import queries
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

KIND = "cases.exclusion"


def keep_out(*, reference: str, staff_id: int, kind: str, reason: str, by: int, at: datetime) -> int:
    """This will keep a colleague out of a case of the own controller; of two who do so the second learns that it is done.

    The data protection officer acts under the oversight role, which never opens the case itself.
    """
    case_id = queries.overseen_case(reference)
    if case_id is None:
        raise NotFound
    answer = matrix().may_do({"data_protection"}, "rights.keep_out") & rules.may_be_kept_out(
        answers_for_it=staff_id in of_cases.answering_for(case_id),
        is_out=any(one.staff_id == staff_id and one.until_at is None for one in of_cases.exclusions_of(case_id)),
        reason=reason,
    )
    answer.or_refuse(_("The colleague was not kept out"), ask=agencies.contact(by))
    row = cases.keep_out(case_id, staff_id=staff_id, kind=kind, reason=reason)
    rules.may_be_kept_out(answers_for_it=False, is_out=row is None, reason=reason).or_refuse(
        _("The colleague was not kept out"), ask=agencies.contact(by)
    )
    record("rights:kept_out", kind=KIND, subject=row, at=at, case_id=case_id)
    return row or 0


def let_back_in(*, reference: str, staff_id: int, reason: str, by: int, at: datetime) -> None:
    """This will let a colleague back into a case of the own controller by the posts and grants they hold."""
    case_id = queries.overseen_case(reference)
    found = cases.let_back_in(case_id, staff_id=staff_id, reason=reason, by=by, at=at) if case_id else []
    if not found:
        raise NotFound
    matrix().may_do({"data_protection"}, "rights.keep_out").or_refuse(_("The colleague was not let back in"))
    for row in found:
        record("rights:let_back_in", kind=KIND, subject=row, at=at, case_id=case_id)
