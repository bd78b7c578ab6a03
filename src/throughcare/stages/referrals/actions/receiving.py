"""Receiving a concern: the one act that has no opened case to begin with. Form, staff and file all end here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import carried_by_each
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.queries import majority
from throughcare.commons.people import rules as people_rules
from throughcare.kernel.bulk import insert_each
from throughcare.kernel.definitions import codelist
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record_each
from throughcare.safeguards.pathways import ClockRule
from throughcare.stages.referrals import rules
from throughcare.stages.referrals.models import Originator, Provenance, Referral
from throughcare.stages.referrals.telling import NewReferral, Received

AT_A_TIME = 500  # each table in one statement; more would make the row policies walk long lists

NOT_TOLD_AT_FIRST = "checks_not_finished"
CLOCKS = {
    rules.ANSWER: "referral_acknowledged",
    rules.TELL: "not_told_review",
    rules.SAFEGUARD: "child_safeguarding",
    rules.DECONFLICT: "deconfliction",
}
ADDRESSES = {
    rules.ANSWER: "concern/answered",
    rules.TELL: "told",
    rules.SAFEGUARD: "safety",
    rules.DECONFLICT: "checks",
}


def receive(new: NewReferral, *, by: int | None, at: datetime) -> Received:
    """This will receive one concern: a case with one owner and a police risk owner, its first tasks, and one audit line."""
    return receive_all([new], by=by, at=at)[0]


def receive_all(news: Sequence[NewReferral], *, by: int | None, at: datetime) -> list[Received]:
    """This will receive any number of concerns, all or none, each as its own case with its own audit line."""
    today = uk_today(at)
    for new in news:
        received_on = uk_today(new.received_at)
        answer = rules.may_be_received(what_worries=new.what_worries, received_on=received_on, today=today)
        answer.or_refuse(_("The concern was not received"))
    with transaction.atomic():
        return [received for batch in _batches(news) for received in _receive(batch, by=by, at=at)]


def _batches(news: Sequence[NewReferral]) -> Iterator[Sequence[NewReferral]]:
    for start in range(0, len(news), AT_A_TIME):
        yield news[start : start + AT_A_TIME]


def _receive(news: Sequence[NewReferral], *, by: int | None, at: datetime) -> list[Received]:
    openings = [cases.NewCase(person=new.person, area_id=new.area_id, pathway=new.pathway) for new in news]
    named = by if all(rules.may_be_named(new.channel, new.originator) for new in news) else None
    with cases.receive_all(openings, by=named, at=at) as opened:
        pairs, dates = list(zip(opened, news, strict=True)), _Dates()
        keys = _write_down(pairs, by=by, at=at)
        for words, of_these in _by_own_word(opened).items():
            cases.tell_all(of_these, verb="referrals.receive", words=words, at=at, address="concern")
        cases.begin_standing([_first_standing(case, new, dates) for case, new in pairs], at=at)
        cases.ask_all([(case, task) for case, new in pairs for task in _first_tasks(case, new, dates)], at=at)
        subjects = {case.id: key for case, key in zip(opened, keys, strict=True)}
        record_each("referrals:received", kind=Referral._meta.label_lower, of_cases=subjects, at=at)
    return [Received(case.reference, case.id, case.person_id, case.area_id, new.received_at) for case, new in pairs]


def _by_own_word(opened: Sequence[OpenCase]) -> dict[str, list[OpenCase]]:
    """What each pathway calls that somebody came, and the cases that are told so."""
    found: dict[str, list[OpenCase]] = {}
    for case in opened:
        found.setdefault(case.pathway.word("received"), []).append(case)
    return found


def _write_down(pairs: Sequence[tuple[OpenCase, NewReferral]], *, by: int | None, at: datetime) -> list[UUID]:
    carrying = [
        {**values, "happened_at": new.received_at}
        for values, (_case, new) in zip(carried_by_each([case for case, _new in pairs], at=at), pairs, strict=True)
    ]
    news = [new for _case, new in pairs]
    sectors, types = codelist("sectors").version, codelist("concern_types").version
    kinds = {value.code: str(value.extra["kind"]) for value in codelist("how_known").values}
    referrals = [_referral(new, values, types, kinds) for new, values in zip(news, carrying, strict=True)]
    insert_each(Referral, referrals)
    insert_each(
        Provenance,
        [
            {**values, "sector": new.sector, "sectors_version": sectors}
            for new, values in zip(news, carrying, strict=True)
        ],
    )
    insert_each(
        Originator, [_originator(new, {**values, "by_id": by}) for new, values in zip(news, carrying, strict=True)]
    )
    return [referral["key"] for referral in referrals]


def _referral(new: NewReferral, values: dict[str, Any], types_version: str, kinds: dict[str, str]) -> dict[str, Any]:
    kind = rules.kind_of(new.channel, new.how_known, kinds=kinds)
    return {
        **values,
        "kind": kind,
        "source": rules.source_of(new.channel, kind),
        "key": new.key or uuid4(),
        "received_at": new.received_at,
        "channel": new.channel,
        "area_id": new.area_id,
        "residence": new.residence,
        "what_worries": new.what_worries,
        "where_and_when": new.where_and_when,
        "noticed_on": new.noticed_on,
        "noticed_precision": new.noticed_precision,
        "how_known": new.how_known,
        "known_words": new.known_words,
        "others_know": new.others_know,
        "child_worry": new.child_worry,
        "child_words": new.child_words,
        "person_knows": new.person_knows,
        "person_knows_words": new.person_knows_words,
        "communication_needs": new.person.communication_needs,
        "from_whom": rules.from_whom(new.originator),
        "concern_type": new.concern_type,
        "concern_types_version": types_version if new.concern_type else "",
        "privacy_version": new.privacy_version,
    }


def _originator(new: NewReferral, values: dict[str, Any]) -> dict[str, Any]:
    told = new.originator
    return {
        **values,
        "name": told.name,
        "role": told.role,
        "organisation": told.organisation,
        "phone": told.phone,
        "email": told.email,
        "anonymous_to_person": told.anonymous_to_person,
        "anonymous_to_panel": told.anonymous_to_panel,
        "wish_was_asked": told.wish_was_asked,
    }


class _Dates:
    """When each first thing is due, reckoned once for each day on which referrals came."""

    def __init__(self) -> None:
        self._clocks: dict[tuple[str, str, str], tuple[ClockRule, str]] = {}
        self._due: dict[tuple[str, str, str, date], date] = {}

    def clock(self, case: OpenCase, code: str) -> tuple[ClockRule, str]:
        """This will give the rule of a first task and how it is told."""
        key = (case.pathway_name, case.pathway_version, code)
        if key not in self._clocks:
            clock = case.pathway.clock(CLOCKS[code])
            self._clocks[key] = (clock, clock.explanation[:200])
        return self._clocks[key]

    def due(self, case: OpenCase, code: str, from_day: date) -> date:
        """This will give the day on which a first task is due."""
        key = (case.pathway_name, case.pathway_version, code, from_day)
        if key not in self._due:
            self._due[key] = self.clock(case, code)[0].due(from_day)
        return self._due[key]


def _first_standing(case: OpenCase, new: NewReferral, dates: _Dates) -> cases.FirstStanding:
    if new.asked is not None:
        words = _("They asked themselves: %(how)s") % {"how": new.asked.how}
        return cases.FirstStanding(case, safe_contact=new.safe_contact, told_at=new.asked.asked_at, told_words=words)
    review_on = dates.due(case, rules.TELL, _day_it_came(new))
    return cases.FirstStanding(case, NOT_TOLD_AT_FIRST, review_on, new.safe_contact)


def _first_tasks(case: OpenCase, new: NewReferral, dates: _Dates) -> list[cases.NewTask]:
    born_on, precision = new.person.born_on, new.person.birth_precision
    is_child = people_rules.is_child(_day_it_came(new), born_on, precision, majority=majority(case))
    codes = rules.first_tasks(
        is_child=is_child, can_be_answered=new.originator.can_be_answered, is_told=new.asked is not None
    )
    return [_task(case, code, _day_it_came(new), dates) for code in codes]


def _task(case: OpenCase, code: str, from_day: date, dates: _Dates) -> cases.NewTask:
    (clock, rule), is_police = dates.clock(case, code), code == rules.DECONFLICT
    return cases.NewTask(
        code=code,
        due_on=dates.due(case, code, from_day),
        from_day=from_day,
        for_role="police_officer" if is_police else "coordinator",
        to=case.police_owner_id if is_police else case.owner_id,
        clock=clock,
        rule=rule,
        address=ADDRESSES[code],
        police=is_police,
    )


def _day_it_came(new: NewReferral) -> date:
    return uk_today(new.received_at)
