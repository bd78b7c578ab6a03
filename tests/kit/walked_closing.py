"""The drivers of closing, of looking again, and of handing a case on: to another owner, and to another area."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from tests.kit.walked import Driver, Facts, Given
from tests.kit.walked_panel import LISTED, at_a_panel, chaired, decided, the_item
from throughcare.commons.agencies.models import Agency, Area, Post, Staff
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.meetings import actions as meetings
from throughcare.commons.meetings import queries as agendas
from throughcare.commons.transfers import actions as transfers
from throughcare.commons.transfers import queries as transferred
from throughcare.commons.transfers.actions import NewOffer
from throughcare.kernel.answers import NotFound, Refusal
from throughcare.stages.aftercare import actions as aftercare
from throughcare.stages.aftercare import queries as looked
from throughcare.stages.aftercare import rules as looking
from throughcare.stages.aftercare.tests.builders import NOTHING_NEW
from throughcare.stages.closure import actions as closure
from throughcare.stages.closure import queries as closing
from throughcare.stages.closure.tests.builders import LOOKBACK

OFFERED = ("cases.transfer_offer",)
REVIEWS = ("aftercare.record_review", "aftercare.record_review")
LONG_AGO = date(2020, 1, 1)


def drivers() -> Iterator[Driver]:
    """This will give what ends a case, what comes after, and who it is handed to."""
    yield Driver("closure.propose", "coordinator", _propose, _proposing)
    yield Driver(
        "closure.close", "chair", _close, _closing, _may_close, ready=_prepared, first=("closure.propose", *LISTED)
    )
    yield Driver("aftercare.record_review", "coordinator", _look_again, besides=_is_due)
    yield Driver("aftercare.extend", "chair", _extend, _extending, _is_free, ready=chaired)
    yield Driver("aftercare.return", "coordinator", _return)
    yield Driver(
        "aftercare.finish",
        "coordinator",
        lambda given, case: aftercare.finish(case, at=given.at),
        _finishing,
        first=REVIEWS,
    )
    for who in ("chair", "manager"):
        yield Driver("aftercare.end_early", who, _end_early, _ending_early, ready=_early_end_proposed)
    yield Driver("cases.assign", "coordinator", _assign, _assigning)
    yield from _transfers()


def _transfers() -> Iterator[Driver]:
    yield Driver("cases.transfer_offer", "coordinator", _offer, _offering, _may_offer)
    yield Driver("cases.transfer_withdraw", "coordinator", _take_back, _answering, first=OFFERED)
    yield Driver("cases.transfer_decline", "receiver", _decline, _answering, door=_as_offered, first=OFFERED)
    yield Driver(
        "cases.transfer_accept", "receiver", _accept, _accepting, door=_as_offered, afterwards=_moved, first=OFFERED
    )


def _propose(given: Given, case: OpenCase) -> object:
    return closure.propose(case, ending="concern_resolved", reasons=given.reasons, at=given.at)


def _proposing(given: Given, case: OpenCase) -> Facts:
    return {"ending_reason_given": given.yes}


def _prepared(given: Given) -> None:
    """Let everything be said that must be said before a closing; some of it where a no is wanted."""
    try:
        with given.opened("coordinator") as case:
            closure.evaluate(case, lookback=LOOKBACK, at=given.at)
            closure.hand_over(case, nothing=False, to="School", words="The tutor goes on", at=given.at)
            if given.yes:
                said = {"difference": "goals_reached", "words": "The goals were reached.", "lessons": ""}
                closure.explain_delivery(case, **said, at=given.at)
                closure.record_way_back(case, told=True, words="By text", happened_at=given.at, at=given.at)
    except (Refusal, NotFound):
        return


def _closing(given: Given, case: OpenCase) -> Facts:
    items = agendas.open_items(case)
    known, _reached = meetings.gate_facts(case, item=items[0] if items else None, decided=decided(given))
    return {**closing.prepared(case).facts(), **known}


def _may_close(given: Given, case: OpenCase) -> bool:
    return at_a_panel(given, case) and closing.prepared(case).handed_over


def _close(given: Given, case: OpenCase) -> object:
    return aftercare.close_case(case, item=the_item(case), decided=decided(given), at=given.at)


def _due(case: OpenCase) -> looked.Line | None:
    return next((one for one in looked.of_this_closing(case) if one.state != looking.RECORDED), None)


def _is_due(given: Given, case: OpenCase) -> bool:
    return _due(case) is not None


def _look_again(given: Given, case: OpenCase) -> object:
    due = _due(case)
    if due is None:
        raise Refusal("No review is due that could be recorded.")
    return aftercare.record_review(case, key=due.key, found=NOTHING_NEW, happened_at=given.at, at=given.at)


def _later(given: Given, case: OpenCase) -> timedelta:
    """A day within the ceiling, or one beyond it."""
    return timedelta(days=400 if given.yes else 4000)


def _extend(given: Given, case: OpenCase) -> object:
    day = given.at.date() + _later(given, case)
    return aftercare.extend(case, due_on=day, reasons="They moved house.", at=given.at)


def _extending(given: Given, case: OpenCase) -> Facts:
    last = looked.last_day(case)
    return {"reasons_given": True, "within_ceiling": last is not None and given.at.date() + _later(given, case) <= last}


def _is_free(given: Given, case: OpenCase) -> bool:
    return given.at.date() + _later(given, case) not in [one.due_on for one in looked.of_this_closing(case)]


def _return(given: Given, case: OpenCase) -> object:
    return aftercare.return_to_checks(case, reason="They rang.", at=given.at)


def _finishing(given: Given, case: OpenCase) -> Facts:
    recorded = [one.state == looking.RECORDED for one in looked.of_this_closing(case)]
    return {"reviews_recorded": looking.all_recorded(recorded)}


def _early_end_proposed(given: Given) -> None:
    """Let the manager propose to end early, where nobody has."""
    chaired(given)
    try:
        with given.opened("manager") as case:
            aftercare.propose_early_end(case, reason="died", words="The family told us.", at=given.at)
    except (Refusal, NotFound):
        return


def _ending_early(given: Given, case: OpenCase) -> Facts:
    waiting = looked.waiting_early_end(case)
    by = waiting.by_id if waiting else None
    return {
        "died_or_erased": waiting is not None,
        "reasons_given": waiting is not None,
        "second_person": by is not None and by != case.opened_by,
    }


def _end_early(given: Given, case: OpenCase) -> object:
    return aftercare.end_early(case, at=given.at)


def _assigning(given: Given, case: OpenCase) -> Facts:
    return {"reasons_given": given.yes}


def _assign(given: Given, case: OpenCase) -> object:
    return cases.offer_owner(case, to=given.staff("manager"), reason=given.reasons, note="", at=given.at)


def _offering(given: Given, case: OpenCase) -> Facts:
    return {"deconfliction_clear": not case.pathway.stage(case.stage_shown).with_police, "reasons_given": given.yes}


def _may_offer(given: Given, case: OpenCase) -> bool:
    return transferred.waiting(case) is None and given.elsewhere != given.area


def _offer(given: Given, case: OpenCase) -> object:
    new = NewOffer(given.elsewhere, given.reasons, "Two reviews are to come.", given.at.date() + timedelta(days=30))
    return transfers.offer(case, new=new, at=given.at)


def _answering(given: Given, case: OpenCase) -> Facts:
    return {"hand_over_offered": transferred.waiting(case) is not None, "reasons_given": given.yes}


def _take_back(given: Given, case: OpenCase) -> object:
    return transfers.withdraw(case, words=given.reasons, at=given.at)


def _decline(given: Given, case: OpenCase) -> object:
    return transfers.decline(case, words=given.reasons, at=given.at)


@contextmanager
def _as_offered(given: Given, part: str) -> Iterator[OpenCase]:
    """Open the case as somebody whose area was offered it."""
    with given.invented.acting(given.plays(part), at=given.at) as staff:
        yield gate.open_offered(given.reference, by=staff, at=given.at)


def _accepting(given: Given, case: OpenCase) -> Facts:
    return {
        "hand_over_offered": transferred.waiting(case) is not None,
        "new_owners_named": given.yes,
        "panel_has_finished": not agendas.is_before_a_panel(case),
    }


def _accept(given: Given, case: OpenCase) -> object:
    owner = given.staff("receiver") if given.yes else None
    return transfers.accept(case, owner_id=owner, police_owner_id=given.staff("officer"), at=given.at)


def _moved(given: Given) -> None:
    given.area = given.elsewhere


def in_post(username: str, role: str, *, area: str, agency: str) -> int:
    """This will put a new colleague in post, and give their number."""
    council = Agency.objects.get(code=agency)
    staff = Staff.objects.create(name=username.title(), job_title=role, agency=council, phone="01632 960 209")
    held = {"role": role, "area": Area.objects.get(code=area), "agency": council, "from_on": LONG_AGO}
    Post.objects.create(staff=staff, **held)
    return int(staff.pk)
