"""The closing and its reviews come into being together, whichever way the case came to be closed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.frame.transaction import reception
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.safeguards.pathways import ClockRule
from throughcare.stages.aftercare import queries
from throughcare.stages.aftercare.models import LookAgain
from throughcare.stages.closure import actions as closure
from throughcare.stages.delivery import actions as delivery
from throughcare.stages.plans import actions as plans
from throughcare.stages.plans.actions import NO_PANEL, AfterNoWords, ByThePanel

WITH_EVERY_CLOSING = ("aftercare_first", "aftercare_second")


def close_case(case: OpenCase, *, item: OnAgenda | None, decided: Decided, at: datetime) -> OpenCase:
    """This will close the case by the panel's decision at a meeting and set both reviews after closing, together or not at all.

    Refuses what closure's close refuses, with every gap at once.
    """
    closing = closure.close(case, item=item, decided=decided, at=at)
    moved = gate.again(case)
    open_reviews(moved, closed_at=closing.happened_at, at=at)
    return moved


def decide_after_no(case: OpenCase, *, words: AfterNoWords, panel: ByThePanel = NO_PANEL, at: datetime) -> OpenCase:
    """This will decide what happens after a no; where that ends support, both reviews after closing are set in the same act.

    Refuses what the decision itself refuses. Those who gave support can no longer open the case.
    """
    decided = plans.decide(case, words=words, panel=panel, at=at)
    moved = gate.again(case)
    if queries.is_here(moved):
        delivery.end_providers(moved, at=at)
        open_reviews(moved, closed_at=decided.happened_at, at=at)
    return moved


def open_reviews(case: OpenCase, *, closed_at: datetime, at: datetime) -> list[LookAgain]:
    """This will set the reviews after closing, each once, as part of the act that brought the case here."""
    clocks = [case.pathway.clock(code) for code in WITH_EVERY_CLOSING]
    days = {clock.code: clock.due(uk_today(closed_at)) for clock in clocks}
    have = set(LookAgain.objects.filter(case_id=case.id, closed_at=closed_at).values_list("due_on", flat=True))
    new = [clock for clock in clocks if days[clock.code] not in have]
    return [set_review(case, clock.code, days[clock.code], closed_at=closed_at, at=at, rule=clock) for clock in new]


def set_review(
    case: OpenCase,
    code: str,
    due_on: date,
    *,
    closed_at: datetime,
    at: datetime,
    rule: ClockRule | None = None,
    reasons: str = "",
) -> LookAgain:
    """This will write one review that is due, and ask the owner for it; part of the act that calls it."""
    row = LookAgain.objects.create(
        **carried(case, at=at), closed_at=closed_at, clock=code, due_on=due_on, reasons=reasons
    )
    task = NewTask(
        code=queries.REVIEW,
        due_on=due_on,
        for_role="coordinator",
        to=case.owner_id,
        clock=rule,
        rule="" if rule else _("%(the_panel)s chose this day") % case.pathway.words,
        address=f"aftercare/{row.key}",
        stands_elsewhere=True,
    )
    cases.ask(case, task, at=at)
    return row


def open_missing(*, at: datetime) -> int:
    """This will set the reviews of every case that came to be looked at again without them, and give how many cases.

    Runs under the clock's role. Every act that leads here sets them itself; this finds what was brought in from elsewhere.
    """
    return sum(_open_missing(gate.for_clock(case_id, at=at), at=at) for case_id in _without_reviews())


def _open_missing(case: OpenCase, *, at: datetime) -> int:
    with reception(case_id=case.id):
        closed_at = queries.closed_at(case)
    if closed_at is None or not open_reviews(case, closed_at=closed_at, at=at):
        return 0
    record("aftercare:reviews_set", kind="case", subject=case.id, at=at, case_id=case.id)
    return 1


def _without_reviews() -> list[int]:
    """Cases looked at again on which no review is still to be recorded: new here, or nearly done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id FROM cases_case c WHERE c.stage = %s AND NOT EXISTS ("
            "SELECT 1 FROM aftercare_lookagain l WHERE l.case_id = c.id AND NOT EXISTS ("
            "SELECT 1 FROM aftercare_found f WHERE f.look_again_id = l.id)) ORDER BY c.id",
            [queries.STAGE],
        )
        return [row[0] for row in cursor.fetchall()]
