"""Adopt, no support, defer: the chair records what the panel decided. And what happened although a rule says no."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import history
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings.actions import Decided, Listed
from throughcare.commons.meetings.queries import MeetingLine, OnAgenda
from throughcare.kernel.answers import Answer
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.pathways import ClockRule, Pathway
from throughcare.stages.checks import queries as checks
from throughcare.stages.panels import queries, rules
from throughcare.stages.panels.models import Adoption, CareConsidered, ForThePlan, NoSupport

DUE = ("panel.first", "panel.deferred")
BEFORE = ("information.begin", "assessments.begin")  # what a first panel rests on; once it has decided it is over
OUTLIVE = ("panel.action", "meetings.sign_minutes", "disclosures.tell")


@dataclass(frozen=True)
class Care:
    """Whether health or social care is asked to help, and what was arranged; none means that nobody has said."""

    health_asked: bool | None = None
    social_care_asked: bool | None = None
    arranged: str = ""

    @property
    def is_considered(self) -> bool:
        """This will say whether the panel has considered it, as s.36(6) demands."""
        return rules.care_was_considered(
            health_asked=self.health_asked, social_care_asked=self.social_care_asked, arranged=self.arranged
        )


@dataclass(frozen=True)
class PlanWords:
    """What the panel says about the four statements that the plan must make; any may be left to the plan."""

    consent_asked: str = ""
    nature: str = ""
    providers: str = ""
    how_and_when: str = ""


def build_agenda(meeting: MeetingLine, *, by: int, at: datetime) -> Listed:
    """This will list every case that is due by the day of a meeting, and those whose assessment is finished."""
    return meetings.list_due(
        meeting, also=tuple(queries.ready(meeting.area_id, on=uk_today(meeting.starts_at))), by=by, at=at
    )


@dataclass(frozen=True)
class Notice:
    """By which day an agenda goes out, and the rule that says so."""

    by_on: date
    clock: ClockRule


def notice(meeting: MeetingLine, pathway: Pathway) -> Notice | None:
    """This will say by which day the agenda of a meeting goes out: at shorter notice where it is extraordinary."""
    code = "extraordinary_notice" if meeting.is_extraordinary else "agenda_notice"
    clock = next((each for each in pathway.clocks if each.code == code), None)
    return Notice(clock.before(uk_today(meeting.starts_at)), clock) if clock else None


def asks_for_appointment(pathway: Pathway) -> bool:
    """This will say whether somebody must have appointed the chair before the panel may decide."""
    return any(gate.code == "chair_appointed" for gate in pathway.gates)


def missing(
    case: OpenCase, *, item: OnAgenda, decided: Decided, outcome: str, ending: str = "", care: Care = Care()
) -> Answer:
    """This will say what stands in the way of a decision before it is recorded: every reason with its rule."""
    verb = f"panels.{outcome}"
    answer = _may(case, verb, item=item, decided=decided, care=care)
    if outcome == rules.DEFER:
        answer &= rules.may_defer_to(decided.until_on, meets_on=uk_today(item.meeting.starts_at))
    if outcome == rules.NO_SUPPORT:
        answer &= rules.may_end(ending, known=_is_ending(ending, at=case.at))
    return answer


def in_words(case: OpenCase, decided: Decided, outcome: str, *, ending: str = "", care: Care = Care()) -> Decided:
    """This will put a decision into the sentence in which it is read back, with what belongs to it."""
    label = codelist("endings").label(ending) if _is_ending(ending, at=case.at) else ""
    return _with_care(_in_words(case, decided, outcome, ending=label), care)


def adopt(case: OpenCase, *, item: OnAgenda, decided: Decided, plan: PlanWords = PlanWords(), at: datetime) -> Adoption:
    """This will record that the panel adopts the case, move it to its plan, and keep what the panel said for the plan."""
    meetings.unchanged(case, item=item, decided=decided)
    decided = in_words(case, decided, rules.ADOPT)
    or_refuse(
        case,
        missing(case, item=item, decided=decided, outcome=rules.ADOPT),
        _("The case was not %(was_adopted)s") % case.pathway.words,
    )
    row = meetings.keep(case, item=item, decided=decided, verb="panels.adopt", at=at)
    adoption = Adoption.objects.create(**carried(case, at=at), decision=row)
    ForThePlan.objects.create(**carried(case, at=at, kind="opinion"), adoption=adoption, **vars(plan))
    moved = _decided(case, "panels.adopt", words=_("%(The_panel)s %(adopted)s the case") % case.pathway.words, at=at)
    cases.ask(moved, _write_the_plan(moved, at=at), at=at)
    act(moved, "panels:adopted", adoption, at=at)
    return adoption


def no_support(case: OpenCase, *, item: OnAgenda, decided: Decided, ending: str, care: Care, at: datetime) -> NoSupport:
    """This will record that the panel offers no support under the programme, with what is arranged instead, and close the case."""
    meetings.unchanged(case, item=item, decided=decided)
    decided = in_words(case, decided, rules.NO_SUPPORT, ending=ending, care=care)
    answer = missing(case, item=item, decided=decided, outcome=rules.NO_SUPPORT, ending=ending, care=care)
    or_refuse(case, answer, _("The case was not closed"))
    cases.finish_open(case, at=at, outcome=_("The case was closed"), but=OUTLIVE)
    row = meetings.keep(case, item=item, decided=decided, verb="panels.no_support", at=at)
    ended = NoSupport.objects.create(**carried(case, at=at), decision=row, ending=ending)
    CareConsidered.objects.create(**carried(case, at=at), no_support=ended, **vars(care))
    moved = _decided(
        case,
        "panels.no_support",
        words=_("%(The_panel)s decided not to offer support under this programme") % case.pathway.words,
        at=at,
    )
    act(moved, "panels:no_support", ended, at=at)
    return ended


def defer(case: OpenCase, *, item: OnAgenda, decided: Decided, at: datetime) -> OpenCase:
    """This will put the decision off to a day, on which the case is due again."""
    meetings.unchanged(case, item=item, decided=decided)
    decided = in_words(case, decided, rules.DEFER)
    or_refuse(case, missing(case, item=item, decided=decided, outcome=rules.DEFER), _("The decision was not deferred"))
    row = meetings.keep(case, item=item, decided=decided, verb="panels.defer", at=at)
    moved = _decided(case, "panels.defer", words=decided.said, at=at)
    assert decided.until_on is not None
    due = cases.NewTask(
        code="panel.deferred",
        due_on=decided.until_on,
        for_role="panel",
        rule=_("%(the_panel)s deferred to this day") % case.pathway.words,
        address="panel",
    )
    cases.ask(moved, due, at=at)
    act(moved, "panels:deferred", row, at=at)
    return moved


def record_what_happened(
    case: OpenCase,
    *,
    item: OnAgenda,
    decided: Decided,
    outcome: str,
    ending: str = "",
    care: Care = Care(),
    happened_at: datetime,
    at: datetime,
) -> None:
    """This will record a decision that was taken although a rule says no: kept and marked, and moving nothing."""
    meetings.unchanged(case, item=item, decided=decided)
    decided = in_words(case, decided, outcome, ending=ending, care=care)
    facts = {
        "assessment_finished": outcome != rules.ADOPT or bool(assessments.finished(case)),
        "health_and_social_care_considered": outcome != rules.NO_SUPPORT or care.is_considered,
    }
    meetings.record_what_happened(case, item=item, decided=decided, facts=facts, happened_at=happened_at, at=at)


def _may(case: OpenCase, verb: str, *, item: OnAgenda, decided: Decided, care: Care = Care()) -> Answer:
    known, reached = meetings.gate_facts(case, item=item, decided=decided)
    answer = case.may_here(verb, {**known, **_facts(case, care)})
    return answer if verb == "panels.defer" else answer & reached


def _facts(case: OpenCase, care: Care) -> dict[str, bool]:
    return {
        "assessment_finished": bool(assessments.finished(case)),
        "health_and_social_care_considered": care.is_considered,
        "police_let_adopt": checks.police_let_adopt(case),
        "cumulative_history_stated": not history.earlier(case) or checks.history(case) is not None,
        "never_taken_on": not history.was_taken_on(case),
    }


def _is_ending(code: str, *, at: datetime) -> bool:
    endings = codelist("endings")
    return code in endings and endings[code].is_valid(uk_today(at))


def _in_words(case: OpenCase, decided: Decided, outcome: str, *, ending: str = "") -> Decided:
    said = rules.sentence(
        outcome, pathway=case.pathway, reference=case.reference, until_on=decided.until_on, ending=ending
    )
    return replace(decided, outcome=outcome, said=said)


def _with_care(decided: Decided, care: Care) -> Decided:
    if care.health_asked is None and care.social_care_asked is None:
        return decided
    asked = {True: _("yes"), False: _("no"), None: _("not said")}
    further = (
        (_("Health asked to help"), asked[care.health_asked]),
        (_("Social care asked to help"), asked[care.social_care_asked]),
        (_("What was arranged"), care.arranged),
    )
    return replace(decided, further=further)


def _write_the_plan(case: OpenCase, *, at: datetime) -> cases.NewTask:
    return cases.NewTask(
        code="plans.write", due_on=uk_today(at), for_role="coordinator", to=case.owner_id, address="plan"
    )


def _decided(case: OpenCase, verb: str, *, words: str, at: datetime) -> OpenCase:
    for code in DUE if verb == "panels.defer" else (*DUE, *BEFORE):
        cases.finish_all(case, code, at=at)
    to = case.pathway.destination(verb, stage=case.stage)
    moved = cases.move(case, verb=verb, to=to, at=at)
    cases.tell(moved, verb=verb, words=words, at=at, address="panel")
    return moved
