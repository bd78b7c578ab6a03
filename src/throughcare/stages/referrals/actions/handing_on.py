"""A person of the programme is referred to Channel: by the way of every referral, with what a person chose to pass on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.cases.refusing import or_refuse
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.programme import actions as programme
from throughcare.commons.programme import queries as of_programme
from throughcare.stages.referrals import queries
from throughcare.stages.referrals.actions.receiving import receive
from throughcare.stages.referrals.queries.handing_on import BORN, COURT, Known
from throughcare.stages.referrals.queries.intake import IN_AREA
from throughcare.stages.referrals.telling import STAFF, NewOriginator, NewReferral


@dataclass(frozen=True)
class Onward:
    """What whoever refers on says: to which area, what should be known there, which particulars go along, what the person knows."""

    area_id: int
    words: str
    passed_on: Sequence[str]
    person_knows: str = ""
    person_knows_words: str = ""


def refer_on(case: OpenCase, on: Onward, *, at: datetime) -> str:
    """This will open a referral for the person with the particulars that were chosen, and give its reference.

    Nothing else of the case goes along, and nothing of what is recorded there comes back. Refuses before somebody chose it,
    and a second time for the same choice.
    """
    answer = of_programme.may_refer(case, area_id=on.area_id, reasons=on.words)
    or_refuse(case, answer, _("The person was not referred"))
    received = receive(_referral(case, on, at=at), by=case.opened_by, at=at)
    programme.record_referred(
        case, reference=received.reference, area_id=on.area_id, passed_on=on.passed_on, reasons=on.words, at=at
    )
    return received.reference


def _referral(case: OpenCase, on: Onward, *, at: datetime) -> NewReferral:
    known = queries.known_of(case)
    by = agencies.staff(int(case.opened_by or 0))
    court = [_("A court ordered that prints do not name the person.")] if COURT in on.passed_on else []
    return NewReferral(
        what_worries="\n\n".join([on.words, *court]),
        area_id=on.area_id,
        channel=STAFF,
        received_at=at,
        person=_person(known, on.passed_on),
        originator=NewOriginator(
            by.name, by.job_title, by.agency, by.phone, "", anonymous_to_person=False, anonymous_to_panel=False
        ),
        residence=IN_AREA,
        person_knows=on.person_knows,
        person_knows_words=on.person_knows_words,
        sector=agencies.agency(case.agency_id or case.controller_id).sector,
        privacy_version=queries.notice().version,
    )


def _person(known: Known, passed_on: Sequence[str]) -> NewPerson:
    def chosen(name: str) -> str:
        return known.values[name] if name in passed_on else ""

    with_birth = BORN in passed_on
    return NewPerson(
        name=known.name,
        name_used=chosen("name_used"),
        born_on=known.born_on if with_birth else None,
        birth_precision=known.precision if with_birth else "unknown",
        communication_needs=chosen("communication_needs"),
        address=chosen("address"),
        phone=chosen("phone"),
        email=chosen("email"),
    )
