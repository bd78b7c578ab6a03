"""When looking again may end, early or late, and how far it may be extended: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

DUE, TO_COME, RECORDED, LATE = "due", "to_come", "recorded", "late"


@dataclass(frozen=True)
class EarlyEnding:
    """What ending early asks: the reason from the list, the words, who proposed it, and who confirms."""

    reason_known: bool
    words: str
    proposed_by: int | None
    confirmed_by: int | None

    def facts(self) -> dict[str, bool]:
        """This will give the facts that the pathway asks of an early end."""
        return {
            "died_or_erased": self.reason_known,
            "reasons_given": bool(self.words.strip()),
            "second_person": self.proposed_by is not None and self.proposed_by != self.confirmed_by,
        }


def state(due_on: date, *, recorded: bool, today: date) -> str:
    """This will say how a review after closing stands."""
    if recorded:
        return RECORDED
    if due_on == today:
        return DUE
    return LATE if due_on < today else TO_COME


def all_recorded(recorded: Collection[bool]) -> bool:
    """This will say whether every review that came with the closing is recorded; with none at all it is not."""
    return bool(recorded) and all(recorded)


def may_extend_to(due_on: date, *, today: date, taken: Collection[date]) -> Answer:
    """This will say whether another review can be set on a day."""
    answer = YES
    if due_on <= today:
        answer &= no(_("the day has passed"), mends=[Mend(_("Choose a later day"))])
    if due_on in taken:
        answer &= no(_("a review is due on that day already"), mends=[Mend(_("Choose another day"))])
    return answer


def may_say_found(finding: str, *, known: bool, sources_asked: str) -> Answer:
    """This will say whether a record of a review says what was found and who was asked."""
    answer = YES
    if not known:
        answer &= no(_("nothing says what was found"), mends=[Mend(_("Choose what was found"))])
    if not sources_asked.strip():
        answer &= no(_("nothing says who was asked"), mends=[Mend(_("Say which sources were asked"))])
    return answer


def may_propose_early_end(*, reason_known: bool, words: str, waiting: bool) -> Answer:
    """This will say whether ending early can be proposed."""
    answer = YES
    if not reason_known:
        answer &= no(_("looking again may end early only where the person has died or the record is erased"))
    if not words.strip():
        answer &= no(_("the reasons are not written down"), mends=[Mend(_("Write the reasons"))])
    if waiting:
        answer &= no(_("an early end is proposed already"), mends=[Mend(_("Ask a second person to confirm it"))])
    return answer


def may_open_again(reason: str) -> Answer:
    """This will say whether it is clear why a case is opened again."""
    return YES if reason.strip() else no(_("nothing says why"), mends=[Mend(_("Write the reason"))])
