"""The panel looks again, once a month. A review is recorded whoever was there; what contradicts a rule is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.kernel.time import uk_today
from throughcare.stages.delivery import queries as delivery
from throughcare.stages.reviews import queries, rules
from throughcare.stages.reviews.models import Review

VERB = "reviews.review"
FOLLOWS = {"plans.change": "plan", "reviews.propose_closing": "closure"}


@dataclass(frozen=True)
class Said:
    """What a review says: what happened, how the person sees it, what follows and why, what is meant until next time."""

    outcome: str
    reasons: str
    happened: str
    person_view: str
    until_next: str
    assessment_looked_at: bool


def review(case: OpenCase, *, said: Said, item: OnAgenda | None, happened_at: datetime, at: datetime) -> Review:
    """This will record a monthly review and set the next: at a meeting, with who was there as the meeting recorded it.

    Without an item it was looked at outside any meeting: recorded as it happened, against the rule, and told.
    """
    or_refuse(case, case.may(VERB), _("The review was not recorded"))
    panel = queries.there(case, item)
    row = _write(case, said, panel, happened_at=happened_at, at=at)
    cases.finish_all(case, queries.REVIEW, at=at)
    if case.stage_shown == "support":
        _ask_for_next(case, row.next_due_on, from_day=uk_today(happened_at), at=at)
    _ask_what_follows(case, said.outcome, at=at)
    words = _("%(Panel_review)s: %(what)s") % (case.pathway.words | {"what": queries.outcome_label(said.outcome)})
    cases.tell(case, verb=VERB, words=words, at=at, happened_at=happened_at, address="reviews")
    cases.record_incidents(case, verb=VERB, facts=panel.facts(), at=at, words=words)
    if item is not None:
        _minute(case, item, said, words, at=at)
    act(case, "reviews:reviewed", row, at=at)
    return row


def _minute(case: OpenCase, item: OnAgenda, said: Said, words: str, *, at: datetime) -> None:
    """The meeting at which the panel looked has the review in its minutes."""
    further = (
        (_("What happened"), said.happened),
        (_("How the person sees it"), said.person_view),
        (_("Until next time"), said.until_next),
    )
    decided = Decided(outcome=said.outcome, said=words, reached="", reasons=said.reasons, further=further)
    meetings.keep(case, item=item, decided=decided, verb=VERB, at=at)


def _write(case: OpenCase, said: Said, panel: rules.Panel, *, happened_at: datetime, at: datetime) -> Review:
    delivered = delivery.planned_beside_delivered(case)
    broken = [incident.gate for incident in case.pathway.incidents(VERB, panel.facts())]
    return Review.objects.create(
        **carried(case, at=at, happened_at=happened_at, kind="opinion"),
        **vars(said),
        local_authority_there=panel.local_authority,
        police_there=panel.police_of_residence,
        against=" ".join(broken)[:200],
        planned=delivered.planned,
        held=delivered.held,
        missed=delivered.missed,
        next_due_on=case.pathway.clock("monthly_review").due(uk_today(happened_at)),
    )


def _ask_for_next(case: OpenCase, due_on: date, *, from_day: date, at: datetime) -> None:
    clock = case.pathway.clock("monthly_review")
    task = NewTask(
        code=queries.REVIEW,
        due_on=due_on,
        from_day=from_day,
        for_role="coordinator",
        to=case.owner_id,
        clock=clock,
        address="reviews/add",
    )
    cases.ask(case, task, at=at)


def _ask_what_follows(case: OpenCase, outcome: str, *, at: datetime) -> None:
    code = rules.follows(outcome)
    if not code:
        return
    task = NewTask(code=code, due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address=FOLLOWS[code])
    cases.ask(case, task, at=at)
