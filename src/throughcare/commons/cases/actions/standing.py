"""How the case stands towards the person: told or not, safe contact, what to be careful of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.commons.cases.actions.stages import record_incidents
from throughcare.commons.cases.actions.tasks import NewTask, ask, finish_all
from throughcare.commons.cases.actions.timeline import tell
from throughcare.commons.cases.carried import act, carried, carried_by_each
from throughcare.commons.cases.clearing import told_clear
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.models import Care, StaffSafety, Told
from throughcare.kernel.bulk import insert_each


@dataclass(frozen=True)
class FirstStanding:
    """How a new case stands towards the person until somebody decides: told or not yet, and what is known of safe contact.

    Whoever asked themselves is `told_at` the moment of their asking, with how they asked; of everybody else it is said why
    they are not told, and until when.
    """

    case: OpenCase
    not_told_reason: str = ""
    review_on: date | None = None
    safe_contact: str = ""
    told_at: datetime | None = None
    told_words: str = ""


def begin_standing(first: Sequence[FirstStanding], *, at: datetime) -> None:
    """This will say of new cases whether the person knows, and if not why and until when; part of the act that calls it."""
    carrying = carried_by_each([standing.case for standing in first], at=at)
    insert_each(
        Told,
        [{**values, **_first_told(standing, at=at)} for standing, values in zip(first, carrying, strict=True)],
    )
    insert_each(
        Care,
        [
            {**values, "safe_contact": standing.safe_contact}
            for standing, values in zip(first, carrying, strict=True)
            if standing.safe_contact
        ],
    )


def _first_told(standing: FirstStanding, *, at: datetime) -> dict[str, object]:
    return {
        "told": standing.told_at is not None,
        "happened_at": standing.told_at or at,
        "words": standing.told_words,
        "reason": standing.not_told_reason,
        "told_review_on": standing.review_on,
    }


def record_told(
    case: OpenCase, *, told: bool, reason: str, words: str, review_on: date | None, happened_at: datetime, at: datetime
) -> Told:
    """This will record that the person was told, or why not and until when it is looked at again.

    Told before police said that contact is clear is kept all the same, and told as against the rule.
    """
    verb = "cases.record_told" if told else "cases.record_not_told"
    case.may(verb).or_refuse(_("Whether the person was told was not recorded"))
    values = carried(case, at=at, happened_at=happened_at)
    row = Told.objects.create(
        **values, told=told, reason="" if told else reason, words=words, told_review_on=None if told else review_on
    )
    finish_all(case, "cases.review_not_told", at=at)
    if not told and review_on:
        task = NewTask(
            code="cases.review_not_told", due_on=review_on, for_role="coordinator", to=case.owner_id, address="told"
        )
        ask(case, task, at=at)
    tell(case, verb=verb, words=_told_words(told), at=at, happened_at=happened_at, address="told")
    record_incidents(case, verb=verb, facts=told_clear(case), at=at, words=_told_words(told))
    act(case, "cases:told", row, at=at)
    return row


def record_care(case: OpenCase, *, safe_contact: str, take_care: str, at: datetime) -> Care:
    """This will record how to reach the person safely and what to be careful of; the last record holds."""
    case.may("cases.record_care").or_refuse(_("What to be careful of was not recorded"))
    row = Care.objects.create(**carried(case, at=at), safe_contact=safe_contact, take_care=take_care)
    act(case, "cases:care", row, at=at)
    return row


def record_staff_safety(case: OpenCase, *, words: str, at: datetime) -> StaffSafety:
    """This will record what keeps those safe who work with the person; the last record holds."""
    case.may("cases.record_care").or_refuse(_("What keeps staff safe was not recorded"))
    row = StaffSafety.objects.create(**carried(case, at=at), staff_safety=words)
    act(case, "cases:staff_safety", row, at=at)
    return row


def _told_words(told: bool) -> str:
    return "The person was told" if told else "It was decided not to tell the person yet"
