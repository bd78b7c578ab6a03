"""Earlier records of a person who is being referred: looked for before anything is created, joined only by a person's word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases import gate
from throughcare.commons.cases.carried import act, for_agency
from throughcare.commons.people import actions as people
from throughcare.commons.people.actions import NewPerson
from throughcare.commons.people.matching import Asked, Match, ask_owners_out_of_sight, possible_matches, record_answer
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.stages.referrals.telling import Received


def look_for_earlier(person: NewPerson) -> list[Match]:
    """This will find earlier records that may be the same person; one out of sight says only whom to ask."""
    return possible_matches([asked_about(person)]) if person.name.strip() else []


def asked_about(person: NewPerson) -> Asked:
    """This will give what is looked for."""
    return Asked(person.name, person.born_on, person.birth_precision)


def ask_owners(person: NewPerson, *, by: int, at: datetime) -> int:
    """This will give each owner of a record out of sight a task to ring back; nothing of their case is told."""
    asker = agencies.staff(by)
    words = _("%(name)s, %(agency)s, asks about this person: ring %(phone)s") % {
        "name": asker.name,
        "agency": asker.agency,
        "phone": asker.phone,
    }
    asked = ask_owners_out_of_sight(asked_about(person), words=words, due=uk_today(at))
    if asked:
        record("people:owners_asked", kind="people.person", subject="-", at=at)
    return asked


def settle_match(
    received: Received, *, person_id: int, answer: str, evidence: Collection[str], reason: str, by: int, at: datetime
) -> None:
    """This will keep a person's answer to whether a case just received is about somebody who is known already.

    Where it is, the case is from now on about the earlier record; names and contacts come along. It can be undone.
    """
    case = gate.open(received.reference, by=by, at=at, verb="referrals:looked")
    if answer == "same":
        known = people.take_along(case.person_id)
        cases.make_about(case, person_id=person_id)
        carried = {"by_id": by, "happened_at": at, **for_agency(case.controller_id, at=at)}
        people.bring(known, person_id=person_id, carried=carried)
        cases.look_for_ties([case.id], at=at)
    found, kept = (case.person_id, person_id) if answer == "same" else (person_id, case.person_id)
    row = record_answer(found=found, kept=kept, answer=answer, evidence=evidence, reason=reason, by=by, at=at)
    act(case, f"people:{answer}", row, at=at)
