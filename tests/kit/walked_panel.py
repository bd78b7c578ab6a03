"""The drivers of the panel: listed, papers out, views, decisions, the plan's approval, and the decision after a no."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from tests.kit.walked import Driver, Facts, Given
from tests.kit.walked_police import clear
from throughcare.commons.assessments import queries as assessments
from throughcare.commons.cases import history
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Case, Grant
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.meetings.actions import Decided, Disagreed
from throughcare.commons.meetings.models import View
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.aftercare import actions as aftercare
from throughcare.stages.checks import queries as checked
from throughcare.stages.panels import actions as panels
from throughcare.stages.plans import actions as plans
from throughcare.stages.plans import queries as planned
from throughcare.stages.plans.actions import AfterNoWords, ByThePanel

LISTED = ("meetings.list_case",)
DECIDED = (*LISTED, "reviews.review")
CAME = ("chair", "officer", "member")
ASKED = {"health_asked": False, "social_care_asked": True, "arranged": "Early help rings."}
AFTER_NO = {
    **ASKED,
    "evaluation": "Asked once.",
    "delivery_words": "Nothing was planned.",
    "ending": "consent_not_given",
}
SAID = ("health_and_social_care_considered", "evaluation_recorded", "delivery_explained", "ending_reason_given")
VIEW = {"position": "offer_support", "words": "It may help.", "offers": "", "kind": "opinion", "source": ""}
AFTER = ("ask_again", "new_plan", "alternative_support", "police_led", "close")


def drivers(*, after: tuple[str, ...] = AFTER) -> Iterator[Driver]:
    """This will give the acts of the panel, with the routes that a pathway has after a no."""
    yield Driver("meetings.list_case", "coordinator", _list, clear, _unlisted, _a_meeting, _everybody_comes)
    yield Driver("meetings.publish_agenda", "coordinator", _publish, clear, _is_drafted, _on_a_draft, come)
    yield Driver("meetings.give_view", "officer", _give_view, besides=at_a_panel, first=LISTED)
    yield Driver("panels.record_dissent", "chair", _dissent, besides=_is_decided, ready=chaired, first=DECIDED)
    yield Driver("meetings.record_what_happened", "coordinator", _happened, _as_it_happened)
    yield Driver("panels.adopt", "chair", _adopt, by_panel, at_a_panel, first=("assessments.finish", *LISTED))
    yield Driver("panels.no_support", "chair", _no_support, by_panel, at_a_panel, first=LISTED)
    yield Driver("panels.defer", "chair", _defer, by_panel, at_a_panel, first=LISTED)
    yield Driver("plans.withdraw_support", "chair", _withdraw, by_panel, at_a_panel, first=LISTED)
    yield from map(_decide, after)


def chaired(given: Given) -> None:
    """Let the chair open the case whatever its agendas, as the clock does for what waits for a decision."""
    case, chair = Case.objects.get(reference=given.reference), given.staff("chair")
    if not Grant.objects.filter(case=case, staff_id=chair, role="chair", until_at=None).exists():
        Grant.objects.create(case=case, staff_id=chair, role="chair", from_at=given.at)


def at_a_panel(given: Given, case: OpenCase) -> bool:
    """This will say whether the case is before a panel that can decide on it."""
    return bool(agendas.open_items(case))


def the_item(case: OpenCase) -> agendas.OnAgenda:
    """This will give the agenda on which the panel can decide; refused where there is none, as the page does."""
    items = agendas.open_items(case)
    if not items:
        raise Refusal("The case is before no panel.")
    return items[0]


def decided(given: Given) -> Decided:
    """This will say what the panel decided, and how."""
    return Decided("", "", "unanimity", given.reasons)


def by_panel(given: Given, case: OpenCase) -> Facts:
    """This will give what the gates of a panel's decision ask for."""
    items = agendas.open_items(case)
    known, _reached = meetings.gate_facts(case, item=items[0] if items else None, decided=decided(given))
    stands = {
        "never_taken_on": not history.was_taken_on(case),
        "assessment_finished": bool(assessments.finished(case)),
        "police_let_adopt": checked.police_let_adopt(case),
    }
    return {**known, **stands, "cumulative_history_stated": True, "health_and_social_care_considered": True}


def _a_meeting(given: Given) -> None:
    with given.invented.acting(given.plays("coordinator"), at=given.at) as by:
        starts = {"starts_at": given.at, "place": "The town hall", "chair_id": given.staff("chair")}
        given.meeting = meetings.plan_meeting(area_id=given.invented.areas[given.area], by=by, **starts, at=given.at)


def _list(given: Given, case: OpenCase) -> object:
    assert given.meeting is not None
    return meetings.list_case(case, meeting=given.meeting, why="review", words="", at=given.at)


def _unlisted(given: Given, case: OpenCase) -> bool:
    return not [one for one in agendas.items_of_case(case) if one.ended_at is None]


def _publish(given: Given, case: OpenCase) -> object:
    if given.meeting is None:
        raise Refusal("The case is on no agenda that waits to go out.")
    return meetings.publish(agendas.meeting(given.meeting.key), by=case.opened_by or 0, at=given.at)


def _drafted(case: OpenCase) -> agendas.MeetingLine | None:
    rows = (row for row in agendas.items_of_case(case) if row.ended_at is None)
    found = (agendas.item(case, str(row.key)).meeting for row in rows)
    return next((meeting for meeting in found if not meeting.is_published), None)


def _is_drafted(given: Given, case: OpenCase) -> bool:
    return _drafted(case) is not None


def _on_a_draft(given: Given) -> None:
    """List the case on an agenda of its own that is not published, where it stands on none."""
    try:
        with given.opened("coordinator") as case:
            given.meeting = _drafted(case)
            wanted = case.stage != "gathering" and _unlisted(given, case)
        if wanted:
            _a_meeting(given)
            with given.opened("coordinator") as case:
                _list(given, case)
    except (Refusal, NotFound):
        return


def _everybody_comes(given: Given) -> None:
    assert given.meeting is not None
    with given.invented.acting(given.plays("coordinator"), at=given.at) as by:
        meetings.publish(agendas.meeting(given.meeting.key), by=by, at=given.at)
    come(given)


def come(given: Given) -> None:
    """Record who is there: those whom the law asks for."""
    with given.opened("coordinator") as case:
        there = {given.staff(part): "came" for part in CAME if given.plays(part)}
        meetings.record_attendance(case, item=agendas.open_items(case)[0], came=there, at=given.at)


def _give_view(given: Given, case: OpenCase) -> object:
    item = the_item(case)
    seen = View.objects.filter(item_id=item.id, agency_id=case.agency_id).count()
    return meetings.give_view(case, item=item, **VIEW, version=seen, at=given.at)


def _is_decided(given: Given, case: OpenCase) -> bool:
    return any(agendas.last_place(item) for item in agendas.open_items(case))


def _dissent(given: Given, case: OpenCase) -> object:
    item = next((one for one in agendas.open_items(case) if agendas.last_place(one)), None)
    if item is None:
        raise Refusal("Nothing is decided that somebody could disagree with.")
    return meetings.record_dissent(case, item=item, said=Disagreed("Too early.", staff_id=case.opened_by), at=given.at)


def _as_it_happened(given: Given, case: OpenCase) -> Facts:
    known = by_panel(given, case)
    nowhere, _reached = meetings.gate_facts(case, item=None, decided=decided(given))
    return {**known, **nowhere, "assessment_finished": True}


def _happened(given: Given, case: OpenCase) -> object:
    return meetings.record_what_happened(case, item=None, decided=decided(given), happened_at=given.at, at=given.at)


def _adopt(given: Given, case: OpenCase) -> object:
    return panels.adopt(case, item=the_item(case), decided=decided(given), at=given.at)


def _no_support(given: Given, case: OpenCase) -> object:
    words = {"ending": "concern_resolved", "care": panels.Care(**ASKED)}
    return panels.no_support(case, item=the_item(case), decided=decided(given), **words, at=given.at)


def _defer(given: Given, case: OpenCase) -> object:
    later = given.at.date() + timedelta(days=20)
    put_off = Decided("", "", "unanimity", given.reasons, until_on=later)
    return panels.defer(case, item=the_item(case), decided=put_off, at=given.at)


def _withdraw(given: Given, case: OpenCase) -> object:
    return plans.withdraw_support(case, item=the_item(case), decided=decided(given), at=given.at)


def _after_no_facts(given: Given, case: OpenCase) -> Facts:
    answer = planned.police_answer(case)
    said = dict.fromkeys(("further_assessment_date_set", *SAID), True)
    stands = {"plan_approved": planned.is_approved(case), "police_agreed": bool(answer and answer.agrees)}
    return {**by_panel(given, case), **said, **stands}


def _decide(route: str) -> Driver:
    def decide(given: Given, case: OpenCase) -> object:
        items = agendas.open_items(case)
        panel = ByThePanel(items[0] if items else None, "unanimity")
        words = AfterNoWords(route, given.reasons, given.at.date() + timedelta(days=60), **AFTER_NO)
        return aftercare.decide_after_no(case, words=words, panel=panel, at=given.at)

    ready: Callable[[Given], None] = _police_asked if route == "police_led" else chaired
    return Driver("decision_after_no.decide", "chair", decide, _after_no_facts, ready=ready, route=route, first=LISTED)


def _police_asked(given: Given) -> None:
    """Let a police supervisor say whether they would take the case over."""
    chaired(given)
    with given.opened("supervisor") as case:
        if case.stage == "decision_after_no":
            plans.answer_for_police(case, agrees=given.yes, words="It is looked at.", at=given.at)
