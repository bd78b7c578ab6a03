"""What must be true of a hand-over between areas: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

ACCEPTED, DECLINED, WITHDRAWN = "accepted", "declined", "withdrawn"
ANSWERS = (ACCEPTED, DECLINED, WITHDRAWN)


def may_offer(
    *, waits: bool, to_is_another: bool, is_alike: bool, receives: bool, moves: str, by_on: date | None, today: date
) -> Answer:
    """This will say whether an offer is whole: to another area that can receive it, with what moves and by when."""
    answer = YES
    if waits:
        answer &= no(_("the case is offered already"), mends=[Mend(_("Withdraw that offer first"))])
    if not to_is_another:
        answer &= no(_("the case lies in this area"), mends=[Mend(_("Choose another area"))])
    elif not is_alike:
        mend = Mend(_("Choose one of the areas that are offered"))
        why = _("a case goes to an area of the same nation or of one with the same programme, and region to region")
        answer &= no(why, mends=[mend])
    elif not receives:
        answer &= no(
            _("the area has no coordinator or no police officer in post to take it over"),
            mends=[Mend(_("Ring the programme office there"))],
        )
    if not moves.strip():
        answer &= no(_("nothing says what moves with the case"), mends=[Mend(_("Say what moves"))])
    if by_on is None or by_on < today:
        answer &= no(_("nothing says by when the case should move"), mends=[Mend(_("Choose today or a later day"))])
    return answer


def are_of_the_area(
    owner: int | None, police_owner: int | None, *, coordinators: Collection[int], officers: Collection[int]
) -> bool:
    """This will say whether the new owner and the new police risk owner are in post in the receiving area."""
    return owner in coordinators and police_owner in officers


def answer_due(*, by_clock: date, by_on: date) -> date:
    """This will give the day of the answer: as the clock says, or sooner where the case should move sooner."""
    return min(by_clock, by_on)


def is_overdue(due_on: date, *, today: date, answered: bool, escalated: bool) -> bool:
    """This will say whether an offer comes before a manager: the day of the answer has passed, and nobody was told yet."""
    return today > due_on and not answered and not escalated
