"""What follows is explained; what was kept is recorded by whoever was there; the supervising officer decides on a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.orders import queries, rules
from throughcare.commons.orders.actions.asking import allowed, ask_officer, to_the_team
from throughcare.commons.orders.models import Event, Explained, Judged, Reply
from throughcare.kernel.time import uk_today

EXPLAIN, DECIDE = "orders.explain", "orders.decide_reason"


def explain(
    case: OpenCase,
    condition_key: str,
    *,
    wording: str,
    language: str = "",
    own_words: str = "",
    happened_at: datetime,
    at: datetime,
) -> Explained:
    """This will keep that what follows was explained, when, by whom and in which exact words. Refuses words out of use."""
    row = queries.find_condition(case, condition_key)
    kind = queries.kind_of(row.order)
    texts = kind.wordings(on=uk_today(happened_at))
    answer = allowed(case, EXPLAIN) & rules.may_be_explained(wording=wording, in_use=texts)
    or_refuse(case, answer, _("The explanation was not recorded"), pathway=kind.label)
    said = Explained.objects.create(
        **carried(case, at=at, happened_at=happened_at),
        condition=row,
        wording=wording,
        words=texts[wording],
    )
    Reply.objects.create(
        **carried(case, at=at, happened_at=happened_at), explained=said, language=language, own_words=own_words
    )
    cases.finish_all(case, EXPLAIN, at=at, address=f"orders/condition/{row.key}/explain")
    words = _("What follows where a condition is not kept was explained")
    cases.tell(case, verb=EXPLAIN, words=words, at=at, happened_at=happened_at, address="orders")
    act(case, "orders:explained", said, at=at)
    return said


def record_compliance(
    case: OpenCase,
    condition_key: str,
    *,
    what: str,
    words: str = "",
    stated_reason: str = "",
    happened_at: datetime,
    at: datetime,
    of_session: bool = False,
) -> Event:
    """This will keep what happened under a condition, with the reason as it was stated; whether it counts is not said here.

    Refuses a day on which the condition did not run, which is a slip of the pen; `of_session` comes with a session's report,
    and that refuses nothing.
    """
    verb = "orders.record_compliance"
    or_refuse(case, allowed(case, verb), _("What happened was not recorded"))
    condition = queries.find_condition(case, condition_key)
    if not of_session:
        ran = rules.Span(condition.from_on, condition.last_on)
        answer = rules.may_have_happened(ran, day=uk_today(happened_at))
        or_refuse(case, answer, _("What happened was not recorded"))
    row = Event.objects.create(
        **carried(case, at=at, happened_at=happened_at),
        condition=condition,
        what=what,
        words=words,
        stated_reason=stated_reason,
    )
    with to_the_team(case):
        if what in rules.TO_DECIDE:
            address = f"orders/compliance/{row.key}/decide"
            ask_officer(case, DECIDE, due_on=uk_today(at), address=address, enforcement=True, at=at)
        said = _("What was kept of a condition was recorded")
        cases.tell(case, verb=verb, words=said, at=at, happened_at=happened_at, address="orders/compliance")
    act(case, "orders:compliance_recorded", row, at=at)
    return row


def decide_reason(case: OpenCase, event_key: str, *, acceptable: bool, reasons: str, at: datetime) -> Judged:
    """This will keep whether a stated reason counts, with the reasons: the supervising officer's decision alone."""
    event = queries.find_event(case, event_key)
    answer = allowed(case, DECIDE, known={"reasons_given": bool(reasons.strip())}) & rules.may_decide(what=event.what)
    or_refuse(case, answer, _("Whether the reason counts was not decided"))
    row = Judged.objects.create(**carried(case, at=at), event=event, acceptable=acceptable, reasons=reasons)
    cases.finish_all(case, DECIDE, at=at, address=f"orders/compliance/{event.key}/decide")
    words = _("Decided whether the stated reason counts")
    cases.tell(case, verb=DECIDE, words=words, at=at, address="orders/compliance")
    act(case, "orders:reason_decided", row, at=at)
    return row
