"""Bringing a licensed site's own copy of an instrument in. A copy is a version of its own, and never changed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.assessments import rules
from throughcare.commons.assessments.instruments.bringing import Proposal
from throughcare.commons.assessments.models import InstrumentCopy
from throughcare.kernel.answers import YES, Answer
from throughcare.kernel.time import uk_today
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record


def bring(proposal: Proposal, *, licensed: str, agency_id: int, by: int | None, at: datetime) -> str:
    """This will add a checked copy; `by` is a manager of the agency, or nobody on the command line."""
    twin = InstrumentCopy.objects.filter(name=proposal.name, version=proposal.version).exists()
    answer = _may(by=by, agency_id=agency_id, at=at) & rules.may_be_brought(
        faults=proposal.faults, licensed=licensed, is_there=twin
    )
    answer.or_refuse(_("The copy was not added"))
    said: list[Any] = [
        proposal.name,
        proposal.version,
        json.dumps(proposal.data),
        proposal.sha256,
        licensed.strip(),
        agency_id,
        at,
    ]
    made = "tc.bring_instrument" if by else "tc.add_instrument"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {made}(%s, %s, %s::jsonb, %s, %s, %s, %s)", said)
        row = cursor.fetchone()
    assert row is not None
    record("instruments:brought", kind=InstrumentCopy._meta.label_lower, subject=row[0], at=at)
    return str(row[0])


def _may(*, by: int | None, agency_id: int, at: datetime) -> Answer:
    """Whoever runs the site may on the command line; nobody else without a post in that agency."""
    if by is None:
        return YES
    roles = {post.role for post in agencies.posts_of(by, on=uk_today(at)) if post.agency_id == agency_id}
    return matrix().may_do(roles, "instruments.bring")
