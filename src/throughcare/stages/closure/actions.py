"""The coordinator prepares and proposes; the panel closes, when everything is said. All gaps are told at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as meeting
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.kernel.answers import Answer
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.stages.closure import queries, rules
from throughcare.stages.closure.models import Closing, DeliveryAccount, Evaluation, HandOver, Proposal, WayBack
from throughcare.stages.delivery import actions as delivery_actions
from throughcare.stages.delivery import queries as delivery

PAGE = "closure"
CLOSE = queries.CLOSE
OUTLIVE = ("panel.action", "meetings.sign_minutes", "disclosures.tell")


@dataclass(frozen=True)
class Lookback:
    """The evaluation: aim, what changed, what did not, whether the goals were reached, what we learned, the person's view."""

    aim: str
    changed: str
    not_changed: str
    goals_reached: str
    learned: str
    person_view: str


def propose(case: OpenCase, *, ending: str, reasons: str, at: datetime) -> Proposal:
    """This will propose to close, with a reason from the list, and ask the panel to decide. Refuses without the reason."""
    endings = codelist("endings")
    known = ending in endings and endings[ending].is_valid(uk_today(at)) and bool(reasons.strip())
    answer = case.may_here("closure.propose", {"ending_reason_given": known})
    or_refuse(case, answer, _("Closing was not proposed"))
    row = Proposal.objects.create(**carried(case, at=at, kind="opinion"), ending=ending, reasons=reasons)
    for done in ("reviews.propose_closing", queries.CLOSE):
        cases.finish_all(case, done, at=at)
    task = NewTask(code=queries.CLOSE, due_on=uk_today(at), for_role="chair", address=PAGE)
    cases.ask(case, task, at=at)
    cases.tell(
        case,
        verb="closure.propose",
        words=_("Closing was proposed to %(the_panel)s") % case.pathway.words,
        at=at,
        address=PAGE,
    )
    act(case, "closure:proposed", row, at=at)
    return row


def evaluate(case: OpenCase, *, lookback: Lookback, at: datetime) -> Evaluation:
    """This will record the evaluation before closing. Refuses where goals were missed and nothing says what we learned."""
    reached = codelist("goals_reached")
    needs_lessons = lookback.goals_reached not in reached or bool(reached[lookback.goals_reached].extra["lessons"])
    answer = case.may("closure.evaluate") & rules.may_evaluate(
        aim=lookback.aim,
        changed=lookback.changed,
        not_changed=lookback.not_changed,
        needs_lessons=needs_lessons,
        learned=lookback.learned,
    )
    or_refuse(case, answer, _("The evaluation was not recorded"))
    row = Evaluation.objects.create(**carried(case, at=at, kind="opinion"), **vars(lookback))
    cases.tell(case, verb="closure.evaluate", words=_("The case was evaluated"), at=at, address=PAGE)
    act(case, "closure:evaluated", row, at=at)
    return row


def explain_delivery(case: OpenCase, *, difference: str, words: str, lessons: str, at: datetime) -> DeliveryAccount:
    """This will record why what was delivered differs from what was planned, with the numbers of this day."""
    delivered = delivery.planned_beside_delivered(case)
    answer = case.may("closure.explain_delivery") & rules.may_explain(
        difference, less_than_planned=delivered.is_less_than_planned, words=words, lessons=lessons
    )
    or_refuse(case, answer, _("The account of planned and delivered was not recorded"))
    row = DeliveryAccount.objects.create(
        **carried(case, at=at, kind="opinion"),
        difference=difference,
        words=words,
        lessons=lessons,
        planned=delivered.planned,
        held=delivered.held,
    )
    told = _("Planned and delivered support was accounted for")
    cases.tell(case, verb="closure.explain_delivery", words=told, at=at, address=PAGE)
    act(case, "closure:delivery_explained", row, at=at)
    return row


def record_way_back(case: OpenCase, *, told: bool, words: str, happened_at: datetime, at: datetime) -> WayBack:
    """This will record that the person was told how to come back, or why not."""
    answer = case.may("closure.record_way_back") & rules.may_say_way_back(told=told, words=words)
    or_refuse(case, answer, _("How to come back was not recorded"))
    row = WayBack.objects.create(**carried(case, at=at, happened_at=happened_at), told=told, words=words)
    said = _("The person was told how to come back") if told else _("The person was not told how to come back")
    cases.tell(case, verb="closure.record_way_back", words=said, at=at, happened_at=happened_at, address=PAGE)
    act(case, "closure:way_back", row, at=at)
    return row


def hand_over(case: OpenCase, *, nothing: bool, to: str, words: str, at: datetime) -> HandOver:
    """This will record what goes on elsewhere and with whom, or why nothing is handed over."""
    answer = case.may("closure.hand_over") & rules.may_hand_over(nothing=nothing, to=to, words=words)
    or_refuse(case, answer, _("The hand-over was not recorded"))
    row = HandOver.objects.create(**carried(case, at=at), nothing=nothing, to="" if nothing else to[:200], words=words)
    cases.tell(case, verb="closure.hand_over", words=_("The hand-over was recorded"), at=at, address=PAGE)
    act(case, "closure:handed_over", row, at=at)
    return row


def close(case: OpenCase, *, item: OnAgenda | None, decided: Decided, at: datetime) -> Closing:
    """This will close the case by the panel's decision at a meeting, with who was there as it was recorded.

    Refuses with every gap at once. The reviews after closing belong to the same act: call aftercare's close_case, which
    calls this.
    """
    decided = in_words(case, decided)
    or_refuse(case, may_close(case, item, decided), _("The case was not closed"))
    proposed = queries.proposal(case)
    assert proposed is not None
    assert item is not None
    there = meeting.quorum(case, item)
    row = Closing.objects.create(
        **carried(case, at=at),
        ending=proposed.ending,
        reached=decided.reached,
        reasons=decided.reasons,
        dissent="\n\n".join(one.words for one in decided.dissents),
        local_authority_there=there.local_authority,
        police_there=there.police_of_residence,
    )
    cases.finish_open(case, at=at, outcome=_("The case was closed"), but=OUTLIVE)
    delivery_actions.end_providers(case, at=at)
    meetings.keep(case, item=item, decided=decided, verb=CLOSE, at=at)
    to = case.pathway.destination(CLOSE, stage=case.stage)
    moved = cases.move(case, verb=CLOSE, to=to, at=at, reason=decided.reasons)
    cases.tell(moved, verb=CLOSE, words=_("%(The_panel)s closed the case") % case.pathway.words, at=at, address=PAGE)
    act(moved, "closure:closed", row, at=at)
    return row


def record_what_happened(
    case: OpenCase, *, item: OnAgenda | None, decided: Decided, happened_at: datetime, at: datetime
) -> None:
    """This will record that closing was decided although a rule says no, at a meeting or outside: kept, told, closing nothing."""
    meetings.record_what_happened(case, item=item, decided=in_words(case, decided), happened_at=happened_at, at=at)


def in_words(case: OpenCase, decided: Decided) -> Decided:
    """This will put the decision to close into the sentence that stands in the minutes, with the reason for ending."""
    proposed = queries.proposal(case)
    further = ((_("Reason for ending"), codelist("endings").label(proposed.ending)),) if proposed else ()
    said = _("%(The_panel)s closes %(reference)s.") % {**case.pathway.words, "reference": case.reference}
    return replace(decided, outcome="close", said=said, further=further)


def may_close(case: OpenCase, item: OnAgenda | None, decided: Decided) -> Answer:
    """This will say whether the case can be closed by this decision, with every reason why not."""
    prepared = queries.prepared(case)
    known, reached = meetings.gate_facts(case, item=item, decided=decided)
    return case.may_here(CLOSE, prepared.facts() | known) & rules.is_handed_over(prepared) & reached
