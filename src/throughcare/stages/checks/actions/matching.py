"""Is this somebody we know? A person says so, with reasons; nobody is merged by a machine, and it can be undone."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.commons.agencies import queries as agencies
from throughcare.commons.cases import actions as cases
from throughcare.commons.cases.carried import act, for_agency
from throughcare.commons.cases.gate import OpenCase
from throughcare.commons.people import actions as people
from throughcare.commons.people import matching
from throughcare.kernel.answers import NotFound
from throughcare.kernel.time import uk_today
from throughcare.safeguards.audit.record import record
from throughcare.stages.checks import queries


def answer_match(case: OpenCase, *, reference: str, answer: str, reason: str, at: datetime) -> OpenCase:
    """This will keep a person's answer to whether this case and an earlier one are about the same person.

    Where they are, this case is from now on about the person of the earlier one; names and contacts come along.
    """
    case.may("checks.answer_match").or_refuse(_("The answer was not recorded"), ask=agencies.contact(case.owner_id))
    match = next((one for one in queries.matches(case) if one.reference == reference), None)
    if match is None or match.person_id is None or case.opened_by is None:
        raise NotFound
    if answer == "same":
        known = people.take_along(case.person_id)
        cases.make_about(case, person_id=match.person_id)
        carried = {"by_id": case.opened_by, "happened_at": at, **for_agency(case.controller_id, at=at)}
        people.bring(known, person_id=match.person_id, carried=carried)
        cases.look_for_ties([case.id], at=at)
    found, kept = (case.person_id, match.person_id) if answer == "same" else (match.person_id, case.person_id)
    row = matching.record_answer(
        found=found, kept=kept, answer=answer, evidence=match.evidence, reason=reason, by=case.opened_by, at=at
    )
    act(case, f"people:{answer}", row, at=at)
    return cases.again(case)


def undo_match(case: OpenCase, *, at: datetime) -> OpenCase:
    """This will undo the last answer that joined this case to an earlier person."""
    case.may("checks.answer_match").or_refuse(_("The answer was not undone"), ask=agencies.contact(case.owner_id))
    found = matching.undo(kept=case.person_id, by=case.opened_by, at=at)
    if found is None:
        raise NotFound
    cases.make_about(case, person_id=found)
    record("people:undone", kind="people.sameperson", subject=found, at=at, case_id=case.id)
    return cases.again(case)


def ask_owners(case: OpenCase, *, at: datetime) -> int:
    """This will give each owner of a match out of sight a task to ring back; nothing of their case is told."""
    asker = agencies.staff(case.opened_by or case.owner_id)
    words = _("%(name)s, %(agency)s, asks about this person: ring %(phone)s") % {
        "name": asker.name,
        "agency": asker.agency,
        "phone": asker.phone,
    }
    asked = matching.ask_owners_out_of_sight(queries.asked(case), words=words, due=uk_today(at))
    if asked:
        record("people:owners_asked", kind="people.person", subject=case.person_id, at=at, case_id=case.id)
    return asked
