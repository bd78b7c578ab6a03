"""How long a record is kept, and what must be true before it is kept on, held, or said to be no longer needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

RULE = "rights.retention"
PERIOD_OVER = "period_over"  # the ground of an erasure whose time has come: the next run carries it out


@dataclass(frozen=True)
class Due:
    """What is known of a record when somebody decides whether it is still needed."""

    review_on: date
    is_closed: bool
    is_held: bool = False
    waits: bool = False


def may_keep_on(*, until: date, today: date, furthest: date) -> Answer:
    """This will say whether a record may be kept on until a day: later than today, and no further than its rule once more."""
    answer = YES
    if until <= today:
        answer = answer & no(_("the new day must be after today"), rule=RULE)
    if until > furthest:
        answer = answer & no(
            _("the rule of this record gives no more time at once"),
            rule=RULE,
            mends=[Mend(_("Choose an earlier day, and look again then"))],
        )
    return answer


def may_end_keeping(due: Due, *, today: date) -> Answer:
    """This will say whether a record may be said to be no longer needed because its time is over."""
    answer = YES
    if not due.is_closed:
        answer = answer & no(_("the case is not closed"), rule=RULE)
    if today < due.review_on:
        answer = answer & no(
            _("its day has not come"), rule=RULE, mends=[Mend(_("Ask for an erasure on another ground"))]
        )
    if due.waits:
        answer = answer & no(_("an erasure was asked for already"), rule=RULE)
    return answer & may_be_erased(is_held=due.is_held)


def may_be_erased(*, is_held: bool) -> Answer:
    """This will say whether a record may be erased at all: a legal hold stops it, whoever asks."""
    if not is_held:
        return YES
    return no(
        _("a legal hold keeps the record"),
        rule=RULE,
        mends=[Mend(_("Ask the data protection officer whether the hold is still needed"))],
    )


def may_hold(*, review_on: date, today: date) -> Answer:
    """This will say whether a record may be held until a day on which the hold is looked at again."""
    return YES if review_on > today else no(_("the hold must be looked at again on a day after today"), rule=RULE)


def may_lift(*, is_lifted: bool) -> Answer:
    """This will say whether a hold may be lifted: once."""
    return no(_("the hold was lifted already"), rule=RULE) if is_lifted else YES
