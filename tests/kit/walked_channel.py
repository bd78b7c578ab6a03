"""The drivers of Channel: how each of its verbs is done by the invented people, and from which facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from tests.kit.invented import NOW
from tests.kit.walked import Driven, Driver, Facts, Given
from throughcare.commons.cases import history
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Case
from throughcare.commons.consents import actions as consents
from throughcare.commons.consents import queries as consent
from throughcare.commons.consents.actions import Words
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.meetings.actions import Decided
from throughcare.kernel.answers import Refusal
from throughcare.safeguards.pathways import Pathway
from throughcare.stages.aftercare import actions as aftercare
from throughcare.stages.aftercare import queries as looked
from throughcare.stages.aftercare import rules as looking
from throughcare.stages.checks import actions as checks
from throughcare.stages.checks import queries as checked
from throughcare.stages.checks import rules as checking
from throughcare.stages.delivery import actions as delivery
from throughcare.stages.delivery import gates
from throughcare.stages.delivery import queries as delivered
from throughcare.stages.delivery import rules as delivering
from throughcare.stages.delivery.tests.builders import at_stage
from throughcare.stages.panels import actions as panels
from throughcare.stages.plans import actions as plans
from throughcare.stages.plans import queries as planned
from throughcare.stages.plans.actions import AfterNoWords, ByThePanel

A_MOTHER = Words(given_by="parent", giver="Rina Tarrow", capacity="child_guardian_decides", explained="All of it")


def _police(given: Given, case: OpenCase, *, decided_by: int | None = None) -> Facts:
    return checking.facts(
        checked.standing(case),
        by=case.opened_by,
        decided_by=decided_by,
        is_supervisor="police_supervisor" in case.roles,
        reasons=given.reasons,
    )


def _confirming(given: Given, case: OpenCase) -> Facts:
    return _police(given, case, decided_by=checked.standing(case).deconfliction_by)


def _proposed(route: str) -> Callable[[Given], None]:
    def propose(given: Given) -> None:
        with given.invented.opened(given.reference, "dee", at=given.at) as case:
            waiting = checked.waiting_route(case)
            if waiting is None and case.pathway.stage(case.stage).with_police:
                checks.propose_route(case, route=route, grounds="Because of all of it.", signposted_to="", at=given.at)

    return propose


def _routing(given: Given, case: OpenCase) -> Facts:
    waiting = checked.waiting_route(case)
    return dict(_police(replace(given, yes=True), case, decided_by=waiting.by_id if waiting else None))


def _is_waiting(route: str) -> Callable[[Given, OpenCase], bool]:
    def waits(given: Given, case: OpenCase) -> bool:
        waiting = checked.waiting_route(case)
        return waiting is not None and waiting.route == route

    return waits


def _route(code: str) -> Driver:
    def approve(given: Given, case: OpenCase) -> object:
        if not _is_waiting(code)(given, case):
            raise Refusal("Another route waits.")
        return checks.approve_route(case, approved=True, words="", at=given.at)

    return Driver(
        "checks.approve_route", "femi", approve, _routing, _is_waiting(code), ready=_proposed(code), route=code
    )


def _rung(given: Given, case: OpenCase) -> Facts:
    threat = checked.latest_threat(case)
    called = checked.rung(case, threat, on=given.at.date())[0] if threat else []
    return {"is_named_officer": case.opened_by in {one.id for one in called}}


def _standing_down(given: Given, case: OpenCase) -> Facts:
    threat = checked.latest_threat(case)
    return _police(given, case, decided_by=threat.acknowledged_by_id if threat else None)


def _clear(given: Given, case: OpenCase) -> Facts:
    return {"deconfliction_clear": not case.pathway.stage(case.stage_shown).with_police}


def _a_meeting(given: Given) -> None:
    with given.invented.acting("ada", at=given.at) as ada:
        starts = {"starts_at": given.at, "place": "Northmere Town Hall", "chair_id": given.staff("gail")}
        given.meeting = meetings.plan_meeting(area_id=given.invented.areas["northmere"], by=ada, **starts, at=given.at)


def _list(given: Given, case: OpenCase) -> object:
    assert given.meeting is not None
    return meetings.list_case(case, meeting=given.meeting, why="review", words="", at=given.at)


def _everybody_comes(given: Given) -> None:
    assert given.meeting is not None
    with given.invented.acting("ada", at=given.at) as ada:
        meetings.publish(agendas.meeting(given.meeting.key), by=ada, at=given.at)
    with given.invented.opened(given.reference, "ada", at=given.at) as case:
        came = {given.staff(name): "came" for name in ("gail", "dee", "ben")}
        meetings.record_attendance(case, item=agendas.open_items(case)[0], came=came, at=given.at)


def _unlisted(given: Given, case: OpenCase) -> bool:
    return not [one for one in agendas.items_of_case(case) if one.ended_at is None]


def _decided(given: Given) -> Decided:
    return Decided("", "", "unanimity", given.reasons)


def _by_panel(given: Given, case: OpenCase) -> Facts:
    items = agendas.open_items(case)
    known, _reached = meetings.gate_facts(case, item=items[0] if items else None, decided=_decided(given))
    more = {"cumulative_history_stated": True, "health_and_social_care_considered": True, "police_let_adopt": True}
    stands = {"never_taken_on": not history.was_taken_on(case), "assessment_finished": _is_assessed(case)}
    return known | more | stands


def _is_assessed(case: OpenCase) -> bool:
    from throughcare.commons.assessments import queries as assessments

    return bool(assessments.finished(case))


def _at_a_panel(given: Given, case: OpenCase) -> bool:
    return bool(agendas.open_items(case))


def _item(case: OpenCase) -> agendas.OnAgenda:
    items = agendas.open_items(case)
    if not items:
        raise Refusal("The case is before no panel.")
    return items[0]


def _adopt(given: Given, case: OpenCase) -> object:
    return panels.adopt(case, item=_item(case), decided=_decided(given), at=given.at)


def _no_support(given: Given, case: OpenCase) -> object:
    care = panels.Care(health_asked=False, social_care_asked=True, arranged="Early help rings.")
    words = {"ending": "concern_resolved", "care": care}
    return panels.no_support(case, item=_item(case), decided=_decided(given), **words, at=given.at)


def _withdraw(given: Given, case: OpenCase) -> object:
    return plans.withdraw_support(case, item=_item(case), decided=_decided(given), at=given.at)


def _asking(given: Given, case: OpenCase) -> Facts:
    return consent.facts(case, purpose="support")


def _say(what: str, **words: object) -> Callable[[Given, OpenCase], object]:
    def say(given: Given, case: OpenCase) -> object:
        act = getattr(consents, f"record_{what}")
        return act(case, purpose="support", happened_at=given.at, at=given.at, **words)

    return say


def _may_start(given: Given, case: OpenCase) -> bool:
    before = delivered.started(case)
    return bool(
        delivering.may_start(started_at=before.happened_at if before else None, consent_since=gates.consent_since(case))
    )


AFTER_NO = {
    "health_asked": False,
    "social_care_asked": True,
    "arranged": "Early help rings.",
    "evaluation": "Asked once.",
    "delivery_words": "Nothing was planned.",
    "ending": "consent_not_given",
}


def _after_no_facts(given: Given, case: OpenCase) -> Facts:
    answer = planned.police_answer(case)
    said = dict.fromkeys(
        (
            "further_assessment_date_set",
            "health_and_social_care_considered",
            "evaluation_recorded",
            "delivery_explained",
            "ending_reason_given",
        ),
        True,
    )
    stands = {"plan_approved": planned.is_approved(case), "police_agreed": bool(answer and answer.agrees)}
    return {**_by_panel(given, case), **said, **stands}


def _decide(route: str) -> Driver:
    def decide(given: Given, case: OpenCase) -> object:
        items = agendas.open_items(case)
        panel = ByThePanel(items[0] if items else None, "unanimity")
        words = AfterNoWords(route, given.reasons, given.at.date() + timedelta(days=60), **AFTER_NO)
        return aftercare.decide_after_no(case, words=words, panel=panel, at=given.at)

    return Driver("decision_after_no.decide", "gail", decide, _after_no_facts, ready=_chaired, route=route)


def _chaired(given: Given) -> None:
    """Let the chair open the case whatever its agendas, as the clock does for what waits for a decision."""
    from throughcare.commons.cases.models import Grant

    case = Case.objects.get(reference=given.reference)
    if not Grant.objects.filter(case=case, staff_id=given.staff("gail"), role="chair", until_at=None).exists():
        Grant.objects.create(case=case, staff_id=given.staff("gail"), role="chair", from_at=given.at)


def _ending(given: Given, case: OpenCase) -> Facts:
    return {
        "reviews_recorded": looking.all_recorded(
            [one.state == looking.RECORDED for one in looked.of_this_closing(case)]
        )
    }


def _drivers() -> Iterator[Driver]:
    yield Driver(
        "checks.deconflict",
        "dee",
        lambda given, case: checks.deconflict(
            case, answer="clear" if given.yes else "not_clear", words="", happened_at=given.at, at=given.at
        ),
    )
    for who in ("femi", "dee"):
        yield Driver(
            "checks.confirm_deconfliction",
            who,
            lambda given, case: checks.confirm_deconfliction(case, at=given.at),
            _confirming,
        )
    yield Driver(
        "checks.assess_gateway",
        "dee",
        lambda given, case: checks.assess_gateway(
            case,
            grounds_for="For",
            grounds_against="Against",
            grounds_to_believe=given.yes,
            happened_at=given.at,
            at=given.at,
        ),
        _police,
    )
    yield from map(_route, ("to_panel", "no_concern", "police_led", "security_threat"))
    yield Driver(
        "checks.return", "dee", lambda given, case: checks.return_to_checks(case, reason="New words", at=given.at)
    )
    yield Driver(
        "checks.resume",
        "femi",
        lambda given, case: checks.resume(case, reason=given.reasons, at=given.at),
        _confirming,
        route="resume",
    )
    yield Driver(
        "threat.raise",
        "ada",
        lambda given, case: checks.raise_threat(case, words="A threat", happened_at=given.at, at=given.at),
        is_everybodys=True,
    )
    for who in ("rhys", "femi"):
        yield Driver("threat.acknowledge", who, lambda given, case: checks.acknowledge(case, at=given.at), _rung)
    yield Driver(
        "threat.stand_down",
        "femi",
        lambda given, case: checks.stand_down(case, reason=given.reasons, at=given.at),
        _standing_down,
    )
    yield Driver("meetings.list_case", "ada", _list, _clear, _unlisted, _a_meeting, _everybody_comes)
    yield Driver("panels.adopt", "gail", _adopt, _by_panel, _at_a_panel)
    yield Driver("panels.no_support", "gail", _no_support, _by_panel, _at_a_panel)
    yield Driver("plans.withdraw_support", "gail", _withdraw, _by_panel, _at_a_panel)
    yield Driver("consents.ask", "ada", _say("asked", how="At the school"), _asking)
    recorded = {"is_access_alone": True}
    yield Driver("consents.record_given", "ada", _say("given", words=A_MOTHER), **recorded)
    yield Driver("consents.record_refused", "ada", _say("refused", words=A_MOTHER), **recorded)
    yield Driver("consents.record_withdrawn", "ada", _say("withdrawn"), **recorded)
    yield Driver(
        "delivery.start_support",
        "ada",
        lambda given, case: delivery.start_support(case, happened_at=given.at, at=given.at),
        lambda given, case: gates.now(case),
        _may_start,
    )
    yield from map(_decide, ("ask_again", "new_plan", "alternative_support", "police_led", "close"))
    yield Driver(
        "aftercare.return", "ada", lambda given, case: aftercare.return_to_checks(case, reason="They rang", at=given.at)
    )
    yield Driver("aftercare.finish", "ada", lambda given, case: aftercare.finish(case, at=given.at), _ending)


CLEARED = ("checks.confirm_deconfliction", "checks.approve_route:to_panel")
ASSESSED = (*CLEARED, "assessments.finish", "meetings.list_case")
APPROVED = (*ASSESSED, "panels.adopt", "plans.approve")
SUPPORTED = (*APPROVED, "consents.record_given")
CHANNEL = Driven(
    Pathway.load("channel", "2023-12-15"),
    tuple(_drivers()),
    {
        "as it comes in": ((), lambda invented: invented.receive(at=NOW - timedelta(days=1))),
        "at the panel": (ASSESSED[:2] + ASSESSED[3:], lambda invented: at_stage(invented, "panel")),
        "before consent": (APPROVED, lambda invented: at_stage(invented, "consent")),
        "in support": (SUPPORTED, lambda invented: at_stage(invented, "support")),
    },
)
