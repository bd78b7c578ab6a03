"""After a no: a person decides what happens now, with reasons. Nothing follows by itself, least of all police."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings.actions import Decided
from throughcare.commons.meetings.queries import OnAgenda
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways.parts import ClockRule
from throughcare.stages.plans import queries
from throughcare.stages.plans.models import AfterNo, PoliceAnswer
from throughcare.stages.plans.queries.after_no import STAGE

VERB = "decision_after_no.decide"
ANSWER = "decision_after_no.answer_for_police"
AGAIN = "decision_after_no.further_assessment"
POLICE = "police_led"
PANEL = "panel_decided"


@dataclass(frozen=True)
class AfterNoWords:
    """What was decided and why. The day of the further assessment is the panel's choice; nothing is filled in for it."""

    route: str
    reasons: str
    further_on: date | None
    health_asked: bool | None = None
    social_care_asked: bool | None = None
    arranged: str = ""
    evaluation: str = ""
    delivery_words: str = ""
    ending: str = ""


def ask_police(case: OpenCase, *, at: datetime) -> None:
    """This will ask a police supervisor whether they would take the case over; it decides nothing."""
    _or_refuse(case, case.may_here(VERB, _all_true(case), route="new_plan"), _("Police were not asked"))
    with reception(case_id=case.id):
        task = NewTask(code=ANSWER, due_on=uk_today(at), for_role="police_supervisor", address="after-no", police=True)
        row = cases.ask(case, task, at=at)
    act(case, "decision_after_no:police_asked", row, at=at)


def answer_for_police(case: OpenCase, *, agrees: bool, words: str, at: datetime) -> PoliceAnswer:
    """This will keep whether a police supervisor agrees to look after the case outside the panel."""
    answer = case.may(ANSWER)
    if case.stage != STAGE:
        answer &= no(_("the case does not wait for a decision after a no"), rule="11.11")
    if not words.strip():
        answer &= no(_("the reasons are not written down"), rule="11.11", mends=[Mend(_("Write the reasons"))])
    _or_refuse(case, answer, _("The answer of police was not recorded"))
    row = PoliceAnswer.objects.create(**carried(case, at=at, kind="opinion"), agrees=agrees, words=words)
    cases.finish_all(case, ANSWER, at=at)
    act(case, "decision_after_no:police_answered", row, at=at)
    return row


@dataclass(frozen=True)
class ByThePanel:
    """At which meeting the panel decided and how; where support ends, nobody else can."""

    item: OnAgenda | None = None
    reached: str = ""


NO_PANEL = ByThePanel()


def decide(case: OpenCase, *, words: AfterNoWords, panel: ByThePanel = NO_PANEL, at: datetime) -> AfterNo:
    """This will decide what happens after a no, with reasons and the day of the further assessment, and move the case there.

    Refuses without reasons or day, police-led without a supervisor's agreement, and any end that the panel did not decide
    at a meeting. The reviews after closing belong to the same act: call aftercare's decide_after_no, which calls this.
    """
    decided = Decided(words.route, _said(case, words.route), panel.reached, words.reasons)
    known, reached = meetings.gate_facts(case, item=panel.item, decided=decided)
    asked = case.pathway.gate_facts(VERB, route=words.route)
    answer = case.may_here(VERB, _facts(case, words) | known, route=words.route)
    answer &= reached if PANEL in asked else YES
    _or_refuse(case, answer & _in_future(words, at=at), _("Nothing was decided"))
    row = AfterNo.objects.create(**carried(case, at=at, kind="opinion"), **vars(words))
    if panel.item is not None and known[PANEL]:
        meetings.keep(case, item=panel.item, decided=decided, verb=VERB, at=at)
    for code in ("panel.after_no", "consents.ask", "consents.ask_again"):
        cases.finish_all(case, code, at=at)
    to = case.pathway.destination(VERB, stage=case.stage, route=words.route)
    _ask_for_assessment(case, row, at=at)
    _tell(case, words.route, at=at)
    moved = cases.move(case, verb=VERB, to=to, at=at, reason=words.reasons if words.route == POLICE else "")
    _what_follows(moved, words.route, at=at)
    act(moved, "decision_after_no:decided", row, at=at)
    return row


def _or_refuse(case: OpenCase, answer: Answer, not_done: str) -> None:
    asked = agencies.contact(case.police_owner_id if "police_supervisor" in case.roles else case.owner_id)
    answer.or_refuse(not_done, ask=asked, pathway=case.pathway.label)


def _facts(case: OpenCase, words: AfterNoWords) -> dict[str, bool]:
    police = queries.police_answer(case)
    considered = words.health_asked is not None and words.social_care_asked is not None
    return {
        "reasons_given": bool(words.reasons.strip()),
        "further_assessment_date_set": words.further_on is not None,
        "plan_approved": queries.is_approved(case),
        "health_and_social_care_considered": considered and bool(words.arranged.strip()),
        "police_agreed": bool(police and police.agrees),
        "evaluation_recorded": bool(words.evaluation.strip()),
        "delivery_explained": bool(words.delivery_words.strip()),
        "ending_reason_given": words.ending in codelist("endings"),
    }


def _all_true(case: OpenCase) -> dict[str, bool]:
    return dict.fromkeys(case.pathway.gate_facts(VERB), True)


def _in_future(words: AfterNoWords, *, at: datetime) -> Answer:
    if words.further_on is None or words.further_on > uk_today(at):
        return Answer()
    mend = Mend(_("Choose a day to come"))
    return no(_("the day of the further assessment is past"), rule="11.21", mends=[mend])


def _tell(case: OpenCase, route: str, *, at: datetime) -> None:
    if route == POLICE:
        cases.tell_with_police(case, at=at)
        return
    cases.tell(case, verb=VERB, words=_said(case, route), at=at, address="after-no")


def _said(case: OpenCase, route: str) -> str:
    return _("Decided after a no: %(route)s") % {"route": _(case.pathway.verb(VERB).route(route).label)}


def _ask_for_assessment(case: OpenCase, row: AfterNo, *, at: datetime) -> None:
    """A case that police look after looks to everybody else like any other with them, so that its task is theirs."""
    clock = case.pathway.clock("further_assessment")
    if row.route != POLICE:
        cases.ask(case, _task(AGAIN, row.further_on, clock, to=case.owner_id, address="assessment"), at=at)
        return
    theirs = _task(AGAIN, row.further_on, clock, to=case.police_owner_id, address="checks")
    with reception(case_id=case.id):
        cases.ask(case, replace(theirs, for_role="police_officer", police=True), at=at)


def _what_follows(case: OpenCase, route: str, *, at: datetime) -> None:
    if route == "ask_again":
        clock = case.pathway.clock("consent_asked")
        cases.ask(
            case, _task("consents.ask", clock.due(uk_today(at)), clock, to=case.owner_id, address="consent"), at=at
        )
    elif route == "new_plan":
        task = NewTask(
            code="plans.write", due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address="plan"
        )
        cases.ask(case, task, at=at)


def _task(code: str, due_on: date, clock: ClockRule, *, to: int, address: str) -> NewTask:
    return NewTask(
        code=code,
        due_on=due_on,
        for_role="coordinator",
        to=to,
        clock=clock,
        address=address,
    )
