"""A review after closing is recorded, or another is set for later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.aftercare import queries, rules
from throughcare.stages.aftercare.actions.closing import set_review
from throughcare.stages.aftercare.models import Found, LookAgain


@dataclass(frozen=True)
class Finding:
    """What a review after closing found: who was asked, whether contact was made, anything new, any further need."""

    finding: str
    contact_made: bool
    sources_asked: str
    anything_new: str
    further_need: str
    next_step: str


def record_review(case: OpenCase, *, key: str, found: Finding, happened_at: datetime, at: datetime) -> Found:
    """This will record what a review after closing found. Opening the case again is a person's act of its own."""
    line = queries.review(case, key)
    answer = case.may("aftercare.record_review") & rules.may_say_found(
        found.finding, known=found.finding in codelist("aftercare_findings"), sources_asked=found.sources_asked
    )
    or_refuse(case, answer, _("The review was not recorded"))
    row = Found.objects.create(**carried(case, at=at, happened_at=happened_at), look_again_id=line.id, **vars(found))
    cases.finish_all(case, queries.REVIEW, at=at, address=f"aftercare/{line.key}")
    words = _("Looked again after closing: %(what)s") % {"what": codelist("aftercare_findings").label(found.finding)}
    cases.tell(case, verb="aftercare.record_review", words=words, at=at, happened_at=happened_at, address="aftercare")
    act(case, "aftercare:reviewed", row, at=at)
    return row


def extend(case: OpenCase, *, due_on: date, reasons: str, at: datetime) -> LookAgain:
    """This will set another review after closing, on a day within the ceiling. Refuses a day beyond it."""
    closed, last = queries.closed_at(case), queries.last_day(case)
    facts = {"reasons_given": bool(reasons.strip()), "within_ceiling": last is not None and due_on <= last}
    taken = [line.due_on for line in queries.of_this_closing(case)]
    answer = case.may_here("aftercare.extend", facts) & rules.may_extend_to(due_on, today=uk_today(at), taken=taken)
    or_refuse(case, answer, _("No further review was set"))
    assert closed is not None
    row = set_review(case, queries.EXTENDED, due_on, closed_at=closed, at=at, reasons=reasons)
    words = _("%(The_panel)s looks again for longer") % case.pathway.words
    cases.tell(case, verb="aftercare.extend", words=words, at=at, address="aftercare")
    act(case, "aftercare:extended", row, at=at)
    return row
