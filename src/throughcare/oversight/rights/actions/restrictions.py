"""Stopping the use of a record while it is kept, and letting it be used again."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.kernel.answers import Answer, NotFound
from throughcare.oversight.rights import queries, rules
from throughcare.oversight.rights.models import Restriction
from throughcare.oversight.rights.queries import Standing
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

OFFICER = frozenset({"data_protection"})


def restrict(key: str, *, reason: str, by: int, at: datetime) -> Restriction:
    """This will stop the use of a record on a request of the person; it is kept, and what happens is still written down."""
    found = _found(key)
    answer = matrix().may_do(OFFICER, "rights.restrict") & _may_restrict(found)
    answer.or_refuse(_("The record was not restricted"), ask=agencies.contact(found.asked.by_id))
    try:
        with transaction.atomic():
            row = Restriction.objects.create(
                request=found.asked, case_id=found.asked.case_id, reason=reason, by_id=by, happened_at=at
            )
    except IntegrityError:  # another officer restricted it meanwhile
        _may_restrict(found).or_refuse(_("The record was not restricted"), ask=agencies.contact(by))
        raise
    _mark(row, "rights:restricted", at=at)
    return row


def lift_restriction(key: str, *, reason: str, by: int, at: datetime) -> Restriction:
    """This will let a record be used again, with a reason; another request of the person may still restrict it."""
    found = _found(key)
    row = queries.restriction_on(found.asked.pk)
    lifted = row and Restriction.objects.filter(pk=row.pk, lifted_at__isnull=True).update(
        lifted_at=at, lifted_by_id=by, lifted_reason=reason
    )
    answer = matrix().may_do(OFFICER, "rights.lift_restriction")
    answer = answer & rules.may_lift_restriction(is_restricted=bool(lifted))
    answer.or_refuse(_("The restriction was not lifted"), ask=agencies.contact(found.asked.by_id))
    assert row is not None
    _mark(row, "rights:restriction_lifted", at=at)
    return row


def _found(key: str) -> Standing:
    found = queries.standing(key)
    if found is None:
        raise NotFound
    return found


def _may_restrict(found: Standing) -> Answer:
    return rules.may_restrict(
        asked=found.asked.asked,
        granted=found.is_granted,
        is_restricted=queries.restriction_on(found.asked.pk) is not None,
    )


def _mark(row: Restriction, verb: str, *, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tc.mark_restricted(%s)", [row.case_id])
    record(verb, kind="rights.restriction", subject=row.pk, at=at, case_id=row.case_id)
