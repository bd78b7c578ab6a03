"""What must be true before what a person asks of their record goes one step on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

RULE = "rights.requests"
COMPLAINT, RECTIFICATION, ERASURE, GRANTED = "complaint", "rectification", "erasure", "granted"


@dataclass(frozen=True)
class Known:
    """What is known of a request when somebody wants to go on with it."""

    asked: str
    due_on: date
    has_identity: bool = False
    is_extended: bool = False
    is_decided: bool = False
    is_answered: bool = False


def may_receive(*, received_at: datetime, at: datetime) -> Answer:
    """This will say whether a request may have been received at a moment: not in days to come."""
    return YES if received_at <= at else no(_("it cannot have been received after today"), rule=RULE)


def may_extend(known: Known, *, on: date) -> Answer:
    """This will say whether an answer may take longer: once, before its day, and while nothing is decided."""
    answer = YES
    if known.is_decided:
        answer = answer & no(_("it is decided already"), rule=RULE)
    if known.is_extended:
        answer = answer & no(_("it was given more time already"), rule=RULE)
    if on > known.due_on:
        answer = answer & no(
            _("its day has passed: the person must be told within it that more time is needed"),
            rule=RULE,
            mends=[Mend(_("Decide the request now"))],
        )
    return answer


def may_decide(known: Known, *, works_on_case: bool) -> Answer:
    """This will say whether a request may be decided by a colleague.

    Nothing is handed out before it is known who asks. A complaint is never decided by somebody who works on the case.
    """
    answer = YES
    if not known.has_identity:
        answer = answer & no(
            _("nobody has recorded how identity was checked"),
            rule=RULE,
            mends=[Mend(_("Check who asks, and record how"))],
        )
    if known.asked == COMPLAINT and works_on_case:
        answer = answer & no(
            _("you work on this case, and a complaint is decided by somebody who does not"),
            rule=RULE,
            mends=[Mend(_("Let another data protection officer decide the complaint"))],
        )
    return answer


def may_attach(known: Known) -> Answer:
    """This will say whether the person's own words may be put beside the record: once it is decided what is put right."""
    answer = YES
    if known.asked != RECTIFICATION:
        answer = answer & no(_("the person asked for something else than putting right what is written"), rule=RULE)
    if not known.is_decided:
        answer = answer & no(_("nothing is decided yet"), rule=RULE, mends=[Mend(_("Decide the request"))])
    return answer


def may_answer(known: Known) -> Answer:
    """This will say whether it may be recorded that the person was answered: once, after the decision."""
    answer = YES
    if not known.is_decided:
        answer = answer & no(_("nothing is decided yet"), rule=RULE, mends=[Mend(_("Decide the request"))])
    if known.is_answered:
        answer = answer & no(_("it is answered already"), rule=RULE)
    return answer
