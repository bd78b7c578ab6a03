"""The drivers of a programme under orders: orders and conditions, what was kept, the ladder, and where a case crosses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from tests.kit.walked import Driver, Facts, Given
from throughcare.commons.cases import gate
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.consents import queries as consents
from throughcare.commons.orders import actions as orders
from throughcare.commons.orders import queries as ordered
from throughcare.commons.orders import rules as ordering
from throughcare.commons.orders.actions import NewCondition, NewOrder
from throughcare.commons.orders.queries.orders import OrderLine
from throughcare.commons.orders.queries.reviews import ASKED_LABELS
from throughcare.commons.programme import actions as programme
from throughcare.commons.programme import queries as supplied
from throughcare.commons.programme.models import Referred
from throughcare.frame.transaction import reception
from throughcare.kernel.answers import Refusal
from throughcare.kernel.time import uk_today
from throughcare.stages.referrals import actions as referrals
from throughcare.stages.referrals.actions import Onward

ATTEND = "Attend appointments of the programme as directed."
OFFICER = "supervising_officer"
QUOTED = {"category": "c4", "level": "l2", "said_by": "The coordinator of MAPPA", "pointer": "Folder 4"}
CHOSEN = ("programme.choose_after_order",)
MADE, REQUIRED, KEPT = ("orders.record_made",), ("orders.record_condition",), ("orders.record_compliance",)
Found = Callable[[OpenCase], object]


def drivers() -> Iterator[Driver]:
    """This will give every act of the programme and of orders."""
    yield from _programme()
    yield from _orders()
    yield from _beside()
    yield from _ladder()


def _programme() -> Iterator[Driver]:
    yield Driver("programme.commission", "coordinator", _commission)
    yield Driver(
        "programme.begin", "coordinator", begin, lambda given, case: supplied.begin_facts(case), first=REQUIRED
    )
    yield Driver("programme.choose_after_order", "coordinator", _choose, _reasoned)
    yield Driver("programme.cross", "coordinator", _recall_and_release, _crossing)
    yield Driver("programme.name_officer", "coordinator", name_officer)
    yield Driver("programme.refer_to_channel", "coordinator", _refer, _reasoned, _was_chosen, first=CHOSEN)


def _orders() -> Iterator[Driver]:
    yield Driver("orders.record_made", "coordinator", make)
    yield Driver("orders.record_condition", "coordinator", require, besides=_is(_standing), first=MADE)
    for change in ("varied", "extended"):
        yield Driver(f"orders.record_{change}", "coordinator", _change(change), besides=_is(_standing), first=MADE)
    for how, find in (("ended", _standing), ("quashed", _unquashed)):
        yield Driver(
            f"orders.record_{how}", OFFICER, _end(how, find), besides=_is(find), counts=_carrying(find), first=MADE
        )


def _beside() -> Iterator[Driver]:
    yield Driver("orders.point", "coordinator", _point, besides=_is(_newest), first=MADE)
    yield Driver("orders.record_polygraph", OFFICER, _polygraph, besides=_is(_newest), first=MADE)
    yield Driver("orders.withhold_name", "coordinator", _withhold)
    yield Driver("orders.explain", OFFICER, _explain, besides=_is(_condition), first=REQUIRED)
    for who in ("coordinator", OFFICER):
        yield Driver("orders.record_compliance", who, _keep, besides=_is(_condition), first=REQUIRED)
    yield Driver("orders.decide_reason", OFFICER, _judge, _reasoned, _is(_missed), first=KEPT)
    yield Driver("orders.record_review", "coordinator", _look, besides=_is(_newest), first=MADE)
    yield Driver("mappa.record", OFFICER, _quote)


def _ladder() -> Iterator[Driver]:
    yield Driver("ladder.step", OFFICER, _step, _stepping, _is(_happened), first=KEPT)
    yield Driver("ladder.report", OFFICER, _report, lambda given, case: ordered.facts(case), _is(_happened), first=KEPT)
    yield Driver("ladder.countersign", "manager", _countersign, besides=_is(_unsigned), first=("ladder.report",))
    yield Driver(
        "ladder.record_decision", OFFICER, _write_decision, lambda given, case: ordered.facts(case), _is(_newest)
    )


def _is(find: Found) -> Callable[[Given, OpenCase], bool]:
    return lambda given, case: find(case) is not None


def _newest(case: OpenCase) -> OrderLine | None:
    return next(iter(ordered.orders(case)), None)


def _standing(case: OpenCase) -> OrderLine | None:
    return next((line for line in ordered.orders(case) if not line.has_ended), None)


def _unquashed(case: OpenCase) -> OrderLine | None:
    """An order that may be quashed, the newest first: also one that has ended."""
    return next((line for line in ordered.orders(case) if not line.is_quashed), None)


def _condition(case: OpenCase) -> str | None:
    return next((key for key, _words in ordered.every_condition(case)), None)


def _missed(case: OpenCase) -> str | None:
    return next((line.key for line in ordered.chronology(case) if line.what in ordering.TO_DECIDE), None)


def _happened(case: OpenCase) -> tuple[str, list[str]] | None:
    """The order under which something happened, and what."""
    lines = ordered.chronology(case)
    return (lines[-1].order_key, [lines[-1].key]) if lines else None


def _unsigned(case: OpenCase) -> str | None:
    steps = (step for step in ordered.steps(case) if step.waits_for_signature and step.by_id != case.opened_by)
    return next((step.key for step in steps), None)


def _found(find: Found, case: OpenCase) -> object:
    found = find(case)
    if found is None:
        raise Refusal("There is nothing yet to which this could be done.")
    return found


def _key(find: Callable[[OpenCase], OrderLine | None], case: OpenCase) -> str:
    line = _found(find, case)
    assert isinstance(line, OrderLine)
    return line.key


def _reasoned(given: Given, case: OpenCase) -> Facts:
    return {"reasons_given": given.yes}


def _commission(given: Given, case: OpenCase) -> object:
    day = uk_today(given.at)
    said = {"supplier": "Harbour Mentors", "reference": "C-1", "words": ""}
    return programme.commission(case, **said, from_on=day, until_on=None, at=given.at)


def begin(given: Given, case: OpenCase) -> object:
    """This will let support run, under the order or with consent."""
    return programme.begin(case, happened_at=given.at, at=given.at)


def _choose(given: Given, case: OpenCase) -> object:
    return programme.choose_after_order(case, choice="channel", reasons=given.reasons, at=given.at)


def _was_chosen(given: Given, case: OpenCase) -> bool:
    """That Channel was chosen last, and nobody was referred since."""
    chosen = next((row for _label, row in supplied.after_order(case)), None)
    sent = Referred.objects.filter(case_id=case.id).order_by("-id").first()
    is_sent = sent is not None and chosen is not None and sent.happened_at >= chosen.happened_at
    return chosen is not None and chosen.choice == "channel" and not is_sent


def _refer(given: Given, case: OpenCase) -> object:
    on = Onward(given.invented.areas["northmere"], given.reasons, ("born",), "yes", "He agrees.")
    return referrals.refer_on(case, on, at=given.at)


def _crossing(given: Given, case: OpenCase) -> Facts:
    return {"reasons_given": given.yes, "youth_team_named": True}


def _recall_and_release(given: Given, case: OpenCase) -> object:
    """Into custody, and out again: the case is on licence before and after."""
    programme.cross(case, to="ddp_custody", why="recall", reason=given.reasons, at=given.at)
    inside = gate.again(case)
    return programme.cross(inside, to="ddp_licence", why="re_release", reason=given.reasons, at=given.at)


def name_officer(given: Given, case: OpenCase) -> object:
    """This will name the supervising officer of the case."""
    return programme.name_officer(case, role=OFFICER, staff_id=given.staff(OFFICER), at=given.at)


def make(given: Given, case: OpenCase) -> object:
    """This will record a licence that runs from today."""
    day = uk_today(given.at)
    new = NewOrder("licence", day, day + timedelta(days=500), reference="L-204")
    return orders.record_made(case, new, happened_at=given.at, at=given.at)


def require(given: Given, case: OpenCase) -> object:
    """This will record a condition that requires attendance, or one that does not."""
    basis = {"mandated": True, "mandate_basis": "in_instrument"} if given.yes else {}
    new = NewCondition("programme", ATTEND, uk_today(given.at), **basis)
    return orders.record_condition(case, _key(_standing, case), new, happened_at=given.at, at=given.at)


def _change(change: str) -> Callable[[Given, OpenCase], object]:
    def follow(given: Given, case: OpenCase) -> object:
        act = getattr(orders, f"record_{change}")
        line = _found(_standing, case)
        assert isinstance(line, OrderLine)
        day = max(uk_today(given.at), line.versions[-1].from_on) + timedelta(days=1)
        span = {"from_on": day, "last_on": day + timedelta(days=300), "words": "Changed."}
        return act(case, line.key, **span, happened_at=given.at, at=given.at)

    return follow


def _end(how: str, find: Callable[[OpenCase], OrderLine | None]) -> Callable[[Given, OpenCase], object]:
    def end(given: Given, case: OpenCase) -> object:
        act = getattr(orders, f"record_{how}")
        said = {"on_day": uk_today(given.at), "words": "-"} | ({"how": "revoked"} if how == "ended" else {})
        return act(case, _key(find, case), **said, happened_at=given.at, at=given.at)

    return end


def _carrying(find: Callable[[OpenCase], OrderLine | None]) -> Callable[[Given, OpenCase], Facts]:
    """What carries support without the order that is about to end: another that requires attendance, or consent."""
    return lambda given, case: _carried(case, but=find(case))


def carrying(given: Given, case: OpenCase) -> Facts:
    """This will say what carries support now: an order that requires attendance, or consent."""
    return _carried(case, but=None)


def _carried(case: OpenCase, *, but: OrderLine | None) -> Facts:
    with reception(case_id=case.id):
        others = [line for line in ordered.orders(case) if line.runs and (but is None or line.key != but.key)]
    requires = any(one.mandated and one.runs for line in others for one in line.conditions)
    return {"another_order_mandates": requires, "consent_in_force": consents.in_force(case)}


def _point(given: Given, case: OpenCase) -> object:
    return orders.point(case, _key(_newest, case), to="victim_liaison", holder="The unit", at=given.at)


def _polygraph(given: Given, case: OpenCase) -> object:
    day = uk_today(given.at)
    return orders.record_polygraph(case, _key(_newest, case), held_on=day, holder="The unit", at=given.at)


def _withhold(given: Given, case: OpenCase) -> object:
    said = {"shown_as": "initials", "made_by": "Crown Court"}
    return orders.withhold_name(case, **said, from_on=uk_today(given.at), at=given.at)


def _explain(given: Given, case: OpenCase) -> object:
    key = str(_found(_condition, case))
    kind = ordered.kind_of(ordered.find_condition(case, key).order)
    wording = next(iter(kind.wordings(on=uk_today(given.at))))
    return orders.explain(case, key, wording=wording, happened_at=given.at, at=given.at)


def _keep(given: Given, case: OpenCase) -> object:
    what = ordering.MISSED if given.yes else ordering.ATTENDED
    key = str(_found(_condition, case))
    return orders.record_compliance(case, key, what=what, happened_at=given.at, at=given.at)


def _look(given: Given, case: OpenCase) -> object:
    said = {"words": "Looked at.", "asked_for": next(iter(ASKED_LABELS))}
    return orders.record_review(case, _key(_newest, case), **said, happened_at=given.at, at=given.at)


def _judge(given: Given, case: OpenCase) -> object:
    return orders.decide_reason(case, str(_found(_missed, case)), acceptable=True, reasons=given.reasons, at=given.at)


def _quote(given: Given, case: OpenCase) -> object:
    return orders.record_mappa(case, **QUOTED, said_on=uk_today(given.at), at=given.at)


def _stepping(given: Given, case: OpenCase) -> Facts:
    return {**ordered.facts(case), "reasons_given": given.yes}


def _step(given: Given, case: OpenCase) -> object:
    order, events = _events(case)
    said = {"rung": "warning", "events": events, "words": given.reasons}
    return orders.take_step(case, order, **said, happened_at=given.at, at=given.at)


def _report(given: Given, case: OpenCase) -> object:
    order, events = _events(case)
    return orders.report(case, order, events=events, words="Missed.", happened_at=given.at, at=given.at)


def _events(case: OpenCase) -> tuple[str, list[str]]:
    found = _happened(case)
    if found is None:
        raise Refusal("Nothing has happened under a condition.")
    return found


def _countersign(given: Given, case: OpenCase) -> object:
    return orders.countersign(case, str(_found(_unsigned, case)), at=given.at)


def _write_decision(given: Given, case: OpenCase) -> object:
    said = {"outcome": "recall", "decided_on": uk_today(given.at)}
    return orders.record_decision(case, _key(_newest, case), **said, at=given.at)
