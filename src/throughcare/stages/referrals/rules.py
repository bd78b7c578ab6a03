"""What must be true of a concern that is told, and what follows from it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no
from throughcare.stages.referrals.telling import IMPORTED, MACHINE, PUBLIC, STAFF, NewOriginator

ANSWER, TELL, SAFEGUARD, DECONFLICT = (
    "referrals.answer",
    "cases.review_not_told",
    "checks.record_child",
    "checks.deconflict",
)


def may_be_received(*, what_worries: str, received_on: date, today: date) -> Answer:
    """This will say whether a concern can be received: it says what worries, and it did not come tomorrow."""
    answer = YES
    if not what_worries.strip():
        mend = Mend(_("Say in a sentence what worries you. You can leave the rest"))
        answer = answer & no(_("nothing says what worries"), rule="referrals.receive", mends=[mend])
    if received_on > today:
        mend = Mend(_("Enter the day it came, today or earlier"))
        answer = answer & no(_("it cannot have come after today"), rule="referrals.receive", mends=[mend])
    return answer


def kind_of(channel: str, how_known: str, *, kinds: Mapping[str, str]) -> str:
    """This will say what the words count as: a stranger's are a third party's report, a colleague's are what they say.

    `kinds` maps each way of knowing to fact, opinion or third party's report.
    """
    if channel in (PUBLIC, IMPORTED, MACHINE) or how_known not in kinds:
        return "third_party"
    return kinds[how_known]


def source_of(channel: str, kind: str) -> str:
    """This will name the source of a third party's report, without naming a person."""
    if kind != "third_party":
        return ""
    return _("whoever told the colleague who referred") if channel == STAFF else _("whoever referred")


def from_whom(originator: NewOriginator) -> str:
    """This will say in words who raised it, for everybody who may open the case; empty where they wish not to be named."""
    if originator.anonymous_to_panel:
        return ""
    return ", ".join(part for part in (originator.name, originator.role, originator.organisation) if part)


def may_be_named(channel: str, originator: NewOriginator) -> bool:
    """This will say whether everybody who may open the case may read which colleague wrote it down.

    A colleague who refers is named on every record of it, unless they wish not to be, or nobody asked them.
    """
    return channel != STAFF or not originator.anonymous_to_panel


def first_tasks(*, is_child: bool, can_be_answered: bool, is_told: bool = False) -> tuple[str, ...]:
    """This will say what is due at receipt. The police step is due for every referral, whatever it says."""
    answer = (ANSWER,) if can_be_answered else ()
    safeguard = (SAFEGUARD,) if is_child else ()
    tell = () if is_told else (TELL,)
    return (*answer, *tell, *safeguard, DECONFLICT)


def may_be_amended(*, text: str, as_it_stands: str, reason: str) -> Answer:
    """This will say whether a correction may stand beside what was told: it says something else, and why."""
    answer = YES
    if text.strip() == as_it_stands.strip():
        mend = Mend(_("Write what is right"))
        answer = answer & no(_("the text is the same as before"), rule="referrals.amend", mends=[mend])
    if not reason.strip():
        mend = Mend(_("Say how you know better"))
        answer = answer & no(_("a correction needs a reason"), rule="referrals.amend", mends=[mend])
    return answer


def may_be_imported(*, rows: int, checked: int, faulty: int, undecided: int, imported_on: str) -> Answer:
    """This will say whether a file may be imported: every row checked and decided, none to mend, never twice."""
    answer = YES
    if imported_on:
        text = _("this file was imported on %(day)s") % {"day": imported_on}
        answer = answer & no(text, rule="referrals.import", mends=[Mend(_("Choose another file"))])
    if not rows:
        answer = answer & no(_("the file has no rows"), rule="referrals.import", mends=[Mend(_("Choose another file"))])
    if checked < rows:
        answer = answer & no(
            _("not every row is checked yet"), rule="referrals.import", mends=[Mend(_("Check all rows"))]
        )
    if faulty:
        mend = Mend(_("Mend the file and choose it again"))
        answer = answer & no(_("some rows need mending"), rule="referrals.import", mends=[mend])
    if undecided:
        mend = Mend(_("Say of each row whether it is the same person"))
        text = _("some rows look like earlier records, and nobody has said whether they are")
        answer = answer & no(text, rule="referrals.import", mends=[mend])
    return answer
