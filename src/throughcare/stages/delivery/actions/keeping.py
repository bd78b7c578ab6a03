"""What a report of a session says under a condition: who came, and the reason as it was given. Whether it counts is not said."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders import queries as kept
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import format_moment
from throughcare.stages.delivery import rules
from throughcare.stages.delivery.models import Outcome, Session

if TYPE_CHECKING:
    from throughcare.stages.delivery.actions.recording import Happening


def keep(case: OpenCase, row: Session, happening: Happening, *, at: datetime) -> Any | None:
    """This will keep under a condition what became of a session, once for the same words; none where no condition was named."""
    became = codelist("attendance")[happening.attendance].extra
    what = rules.kept_as(held=bool(became["held"]), side=str(became["side"]))
    if not happening.condition_key or not what:
        return None
    said = {"what": what, "stated_reason": happening.reason_given}
    before = _before(case, row, condition_key=happening.condition_key, **said)
    if before is not None:
        return before
    words = _("Session of %(when)s: %(what)s") % {
        "when": format_moment(row.starts_at),
        "what": codelist("attendance").label(happening.attendance),
    }
    return orders.record_compliance(
        case, happening.condition_key, words=words, happened_at=happening.happened_at, at=at, of_session=True, **said
    )


def _before(case: OpenCase, row: Session, **said: str) -> Any | None:
    last = Outcome.objects.filter(session=row, kept_as__isnull=False).select_related("kept_as").order_by("-id").first()
    return kept.same_event(case, str(last.kept_as.key), **said) if last and last.kept_as else None
