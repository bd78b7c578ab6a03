"""Opening a case under an exit programme, and deciding whether the programme is for the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import history
from throughcare.commons.cases.actions import NewTask
from throughcare.commons.cases.carried import act, carried
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.kernel.answers import Answer
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import start_of_day, uk_today
from throughcare.stages.intake import queries, rules
from throughcare.stages.intake.models import Eligibility
from throughcare.stages.referrals import actions as referrals
from throughcare.stages.referrals.queries import may_in_area
from throughcare.stages.referrals.telling import AskedThemselves, NewReferral, Received

TARGET_GROUP, EXCLUSIONS = "exit_target_group", "exit_exclusions"


def may_open(staff_id: int, *, area_id: int, on: date) -> Answer:
    """This will say whether somebody may open a case under the programme in an area."""
    return may_in_area("intake.open", staff_id=staff_id, area_id=area_id, on=on)


def open_case(new: NewReferral, *, asking: rules.Asking, by: int, at: datetime) -> Received:
    """This will open a case under the exit programme: a verb of its own, which no referral from outside takes.

    Whoever asked themselves knows of it by their own asking: with the opening it is recorded how and when.
    """
    today = uk_today(at)
    answer = may_open(by, area_id=new.area_id, on=today) & rules.may_be_opened(asking, today=today)
    answer.or_refuse(_("The case was not opened"), ask=agencies.contact(by))
    asked = None
    if asking.themselves and asking.on is not None:
        asked = AskedThemselves(asking.how, start_of_day(asking.on))
    return referrals.receive(replace(new, pathway=queries.PATHWAY, asked=asked), by=by, at=at)


def accept(case: OpenCase, *, decided: rules.Decided, happened_at: datetime, at: datetime) -> Eligibility:
    """This will record that the programme is for this person, and send the case on to its assessment.

    Refuses where no criterion of the target group is met, where an exclusion applies, and without reasons.
    """
    row = _decide(case, "intake.accept", decided, _("The person was not accepted"), happened_at=happened_at, at=at)
    moved = _moved(case, "intake.accept", at=at)
    clock = case.pathway.clock("assessment_before_start")
    task = NewTask(
        code=queries.PREPARE,
        due_on=clock.due(uk_today(at)),
        for_role="coordinator",
        to=case.owner_id,
        clock=clock,
        address="intake",
    )
    cases.ask(moved, task, at=at)
    cases.tell(moved, verb="intake.accept", words=_("Accepted into the programme"), at=at, address="intake")
    act(moved, "intake:accepted", row, at=at)
    return row


def decline(case: OpenCase, *, decided: rules.Decided, happened_at: datetime, at: datetime) -> Eligibility:
    """This will record that the programme is not for this person, with reasons and how to have it looked at again."""
    not_done = _("The person was not declined")
    row = _decide(case, "intake.decline", decided, not_done, happened_at=happened_at, at=at)
    cases.finish_open(case, at=at, outcome=_("The case was closed"))
    moved = _moved(case, "intake.decline", at=at)
    cases.tell(moved, verb="intake.decline", words=_("Not accepted into the programme"), at=at, address="intake")
    act(moved, "intake:declined", row, at=at)
    return row


def _decide(
    case: OpenCase, verb: str, decided: rules.Decided, not_done: str, *, happened_at: datetime, at: datetime
) -> Eligibility:
    standing = {
        **told_clear(case),
        "never_taken_on": not history.was_taken_on(case),
    }
    or_refuse(case, case.may_here(verb, {**rules.of_decision(decided), **standing}), not_done)
    return Eligibility.objects.create(
        **carried(case, at=at, happened_at=happened_at, kind="opinion"),
        accepted=decided.accepted,
        in_custody=decided.in_custody,
        target_group=list(decided.target_group),
        exclusions=list(decided.exclusions),
        target_group_version=codelist(TARGET_GROUP).version,
        exclusions_version=codelist(EXCLUSIONS).version,
        reasons=decided.reasons,
        review_route=decided.review_route,
    )


def _moved(case: OpenCase, verb: str, *, at: datetime) -> OpenCase:
    cases.finish_all(case, queries.DECIDE, at=at)
    return cases.move(case, verb=verb, to=case.pathway.destination(verb, stage=case.stage), at=at)
