"""Taking back what was given, what became of it, and telling whoever has it of what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import act, carried, for_agency
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.sharing.actions.asking import whom_to_ask
from throughcare.commons.sharing.models import BecameOf, RecipientTold, TakenBack, TextGiven
from throughcare.commons.sharing.queries import disclosures as queries
from throughcare.commons.sharing.queries.disclosures import Shared
from throughcare.commons.sharing.rules import disclosures as rules
from throughcare.commons.sharing.turns import take_turns
from throughcare.kernel.answers import Answer, NotFound
from throughcare.safeguards.access.matrix import matrix
from throughcare.safeguards.audit.record import record

WITHDRAW, RECORD_RETURN, TELL = "disclosures.withdraw", "disclosures.record_return", "disclosures.tell"
OFFICER = frozenset({"data_protection"})


@dataclass(frozen=True)
class Became:
    """What whoever received it says they did with what was taken back."""

    outcome: str
    words: str = ""
    said_by: str = ""


@dataclass(frozen=True)
class Change:
    """What changed since something was given: what kind of change, and the change's own key."""

    what: str
    key: str


@dataclass(frozen=True)
class Told:
    """By what way whoever received it was told of a change, who of them, and what else is to be said."""

    way: str
    told_whom: str = ""
    words: str = ""


def take_back(case: OpenCase, *, number: int, words: str, at: datetime) -> TakenBack:
    """This will take a disclosure back: the agency no longer reads it here, reads why, and is asked what became of it.

    Of two who take it back at once the second finds it taken back.
    """
    take_turns(case.id)
    shared = _of(case, number)
    answer = case.may(WITHDRAW) & rules.may_be_taken_back(is_taken_back=shared.taken_back is not None, words=words)
    answer.or_refuse(_("It was not taken back"), ask=whom_to_ask(case), pathway=case.pathway.label)
    row = TakenBack.objects.create(
        **carried(case, at=at), disclosure=shared.row, agency_id=shared.row.agency_id, words=words
    )
    TextGiven.objects.filter(disclosure_id=shared.row.pk).update(agency_id=None)
    cases.tell(
        case, verb=WITHDRAW, words=_("Something that was shared was taken back"), at=at, address=f"shared/{number}"
    )
    act(case, "disclosures:withdrawn", row, at=at)
    return row


def record_return(case: OpenCase, *, number: int, became: Became, at: datetime) -> BecameOf:
    """This will write down what whoever received it did with what was taken back."""
    shared = _of(case, number)
    answer = case.may(RECORD_RETURN) & _may_say(shared, became)
    answer.or_refuse(_("It was not recorded"), ask=whom_to_ask(case), pathway=case.pathway.label)
    row = _became(case, shared, became, at=at)
    act(case, "disclosures:return_recorded", row, at=at)
    return row


def say_what_became(key: str, *, staff_id: int, became: Became, at: datetime) -> BecameOf:
    """This will say for an agency what it did with what was taken back; its own staff never see the case."""
    shared = queries.disclosed_to_me(key, staff_id=staff_id, at=at)
    if shared is None:
        raise NotFound
    contact = agencies.contact(shared.row.by_id) if shared.row.by_id else None
    _may_say(shared, became).or_refuse(_("It was not recorded"), ask=contact)
    row = shared.row
    with gate.receiving(row.case_id, by=staff_id, agency_id=row.agency_id, at=at) as case:
        said = _became(case, shared, became, at=at)
        act(case, "disclosures:return_said", said, at=at)
    return said


def tell_recipient(case: OpenCase, *, number: int, change: Change, told: Told, at: datetime) -> RecipientTold:
    """This will write down that whoever received it was told of a change since, or why they could not be."""
    take_turns(case.id)
    shared = _of(case, number)
    answer = case.may(TELL) & _may_tell(shared, change, told)
    answer.or_refuse(_("It was not recorded"), ask=whom_to_ask(case), pathway=case.pathway.label)
    row = _told(carried(case, at=at), shared, change, told)
    act(case, "disclosures:recipient_told", row, at=at)
    return row


def tell_for_controller(key: str, *, change: Change, told: Told, by: int, at: datetime) -> RecipientTold:
    """This will write down the same as the data protection officer, who opens no case, of one of the own controller's."""
    found = queries.given_by_key(key)
    if found is None:
        raise NotFound
    take_turns(found.row.case_id)
    shared = queries.given_by_key(key) or found
    answer = matrix().may_do(OFFICER, TELL) & _may_tell(shared, change, told)
    answer.or_refuse(_("It was not recorded"), ask=agencies.contact(by))
    given = shared.row
    values = {"case_id": given.case_id, "by_id": by, "happened_at": at, **for_agency(given.controller_id, at=at)}
    row = _told(values, shared, change, told)
    record("disclosures:recipient_told", kind="sharing.recipienttold", subject=row.pk, at=at, case_id=given.case_id)
    return row


def _of(case: OpenCase, number: int) -> Shared:
    shared = queries.disclosure(case, number)
    if shared is None:
        raise NotFound
    return shared


def _may_say(shared: Shared, became: Became) -> Answer:
    return rules.may_say_what_became(
        is_taken_back=shared.taken_back is not None, outcome=became.outcome, words=became.words
    )


def _may_tell(shared: Shared, change: Change, told: Told) -> Answer:
    already = any(str(one.change) == change.key for one in shared.told)
    return rules.may_be_told(way=told.way, words=told.words, is_told=already)


def _became(case: OpenCase, shared: Shared, became: Became, *, at: datetime) -> BecameOf:
    return BecameOf.objects.create(
        **carried(case, at=at),
        disclosure=shared.row,
        agency_id=shared.row.agency_id,
        outcome=became.outcome,
        words=became.words,
        said_by=became.said_by,
    )


def _told(values: dict[str, Any], shared: Shared, change: Change, told: Told) -> RecipientTold:
    return RecipientTold.objects.create(
        **values,
        disclosure=shared.row,
        agency_id=shared.row.agency_id,
        what=change.what,
        change=change.key,
        way=told.way,
        told_whom=told.told_whom,
        words=told.words,
    )
