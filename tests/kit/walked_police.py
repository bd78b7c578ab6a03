"""The drivers of the police steps, and of what is recorded at once for somebody's safety."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from tests.kit.walked import SUPERVISOR, Driver, Facts, Given
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.gate import OpenCase
from throughcare.kernel.answers import Refusal
from throughcare.stages.checks import actions as checks
from throughcare.stages.checks import queries as checked
from throughcare.stages.checks import rules as checking

NOTHING_KNOWN = {
    "reference": "",
    "looked_after": "no",
    "parental_responsibility": "",
    "own_view": "",
    "referred_on": None,
}
Counts = Callable[[Given, OpenCase], Facts]
CLEARED = ("checks.confirm_deconfliction",)
ASSESSED = (*CLEARED, "checks.assess_gateway")
ROUTES = ("to_panel", "no_concern", "signposted", "police_led", "security_threat")


def clear(given: Given, case: OpenCase) -> Facts:
    """This will say whether contact is clear: the case is not with police."""
    return {"deconfliction_clear": not case.pathway.stage(case.stage_shown).with_police}


def drivers(*, routes: tuple[str, ...] = ROUTES, carrying: Counts = lambda given, case: {}) -> Iterator[Driver]:
    """This will give the police steps, with the routes that a pathway has; `carrying` says what carries support."""
    yield Driver("checks.deconflict", "officer", _deconflict)
    for who in ("supervisor", "officer"):
        yield Driver("checks.confirm_deconfliction", who, _confirm, _confirming, first=("checks.deconflict",))
    yield Driver("checks.assess_gateway", "officer", _assess, _police, first=("checks.deconflict",))
    yield from map(_route, routes)
    yield Driver(
        "checks.return", "officer", lambda given, case: checks.return_to_checks(case, reason="News", at=given.at)
    )
    yield Driver("checks.resume", "supervisor", _resume, _confirming, counts=carrying, route="resume", first=CLEARED)
    yield Driver("checks.record_investigation", "officer", _investigate)
    yield from _threats()
    yield from _at_once()
    if "police_led" in routes:
        yield Driver(
            "police_led.close", "supervisor", _approve_closing, _routing, _closing_waits, ready=_propose_closing
        )


def _threats() -> Iterator[Driver]:
    for who in ("coordinator", "chair", "manager"):
        yield Driver("threat.raise", who, _raise, is_everybodys=True)
    for who in ("named", "supervisor"):
        yield Driver("threat.acknowledge", who, lambda given, case: checks.acknowledge(case, at=given.at), _rung)
    yield Driver("threat.stand_down", "supervisor", _stand_down, _standing_down, first=("threat.acknowledge",))


def _at_once() -> Iterator[Driver]:
    said = {"statement": "Read together."}
    yield Driver("checks.note_history", "officer", lambda given, case: checks.note_history(case, **said, at=given.at))
    yield Driver("checks.record_interim_action", "coordinator", _act_at_once)
    yield Driver(
        "checks.record_child",
        "coordinator",
        lambda given, case: checks.record_child_safeguarding(case, **NOTHING_KNOWN, at=given.at),
    )
    yield Driver("cases.record_told", "coordinator", _tell(told=True), clear)
    yield Driver("cases.record_not_told", "coordinator", _tell(told=False))


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


def _standing_down(given: Given, case: OpenCase) -> Facts:
    threat = checked.latest_threat(case)
    return _police(given, case, decided_by=threat.acknowledged_by_id if threat else None)


def _routing(given: Given, case: OpenCase) -> Facts:
    waiting = checked.waiting_route(case)
    return dict(_police(replace(given, yes=True), case, decided_by=waiting.by_id if waiting else None))


def _rung(given: Given, case: OpenCase) -> Facts:
    threat = checked.latest_threat(case)
    called = checked.rung(case, threat, on=given.at.date())[0] if threat else []
    return {"is_named_officer": case.opened_by in {one.id for one in called}}


def _deconflict(given: Given, case: OpenCase) -> object:
    answer = checking.CLEAR if given.yes else "not_clear"
    return checks.deconflict(case, answer=answer, words="", happened_at=given.at, at=given.at)


def _confirm(given: Given, case: OpenCase) -> object:
    return checks.confirm_deconfliction(case, at=given.at)


def _assess(given: Given, case: OpenCase) -> object:
    said = {"grounds_for": "For", "grounds_against": "Against", "grounds_to_believe": given.yes}
    return checks.assess_gateway(case, **said, happened_at=given.at, at=given.at)


def _resume(given: Given, case: OpenCase) -> object:
    return checks.resume(case, reason=given.reasons, at=given.at)


def _investigate(given: Given, case: OpenCase) -> object:
    limbs, day = checking.Limbs(is_over=given.yes), given.at.date() + timedelta(days=30)
    return checks.record_investigation(
        case, limbs=limbs, look_again_on=day, words="", happened_at=given.at, at=given.at
    )


def _raise(given: Given, case: OpenCase) -> object:
    return checks.raise_threat(case, words="A threat", happened_at=given.at, at=given.at)


def _stand_down(given: Given, case: OpenCase) -> object:
    return checks.stand_down(case, reason=given.reasons, at=given.at)


def _act_at_once(given: Given, case: OpenCase) -> object:
    said = {"action": "emergency_services", "what": "Rang", "who": "The duty officer"}
    return checks.record_interim_action(case, **said, happened_at=given.at, at=given.at)


def _tell(*, told: bool) -> Callable[[Given, OpenCase], object]:
    def tell(given: Given, case: OpenCase) -> object:
        later = None if told else given.at.date() + timedelta(days=20)
        said = {"reason": "" if told else "safety", "words": "", "review_on": later}
        return cases.record_told(case, told=told, **said, happened_at=given.at, at=given.at)

    return tell


def _route(code: str) -> Driver:
    def waits(given: Given, case: OpenCase) -> bool:
        waiting = checked.waiting_route(case)
        return waiting is not None and waiting.route == code

    def approve(given: Given, case: OpenCase) -> object:
        if not waits(given, case):
            raise Refusal("Another route waits.")
        return checks.approve_route(case, approved=True, words="", at=given.at)

    return Driver(
        "checks.approve_route", SUPERVISOR, approve, _routing, waits, ready=_proposed(code), route=code, first=ASSESSED
    )


def _proposed(route: str) -> Callable[[Given], None]:
    def propose(given: Given) -> None:
        with given.opened("officer") as case:
            if checked.waiting_route(case) is None and case.pathway.stage(case.stage).with_police:
                checks.propose_route(case, route=route, grounds="Because of all of it.", signposted_to="", at=given.at)

    return propose


def _propose_closing(given: Given) -> None:
    with given.opened("officer") as case:
        if checked.waiting_route(case) is None and case.stage == "police_led":
            checks.propose_close(case, reasons="Nothing is left to do.", at=given.at)


def _closing_waits(given: Given, case: OpenCase) -> bool:
    waiting = checked.waiting_route(case)
    return waiting is not None and waiting.route == checking.POLICE_LED_CLOSED


def _approve_closing(given: Given, case: OpenCase) -> object:
    if not _closing_waits(given, case):
        raise Refusal("Nobody proposed to close.")
    return checks.approve_route(case, approved=True, words="", at=given.at)
