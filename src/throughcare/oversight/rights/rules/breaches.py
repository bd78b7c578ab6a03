"""What must be true before it is recorded that somebody was told of a breach, or is not to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

RULE = "rights.breaches"
COMMISSIONER = "commissioner"


@dataclass(frozen=True)
class KnownBreach:
    """What is known of a breach when somebody goes on with it."""

    aware_at: datetime
    tell_by: datetime
    commissioner_told_at: datetime | None = None
    has_reason_not_to_tell: bool = False

    def waits(self) -> bool:
        """This will say whether nobody has told the Commissioner yet, or decided that nobody does."""
        return self.commissioner_told_at is None and not self.has_reason_not_to_tell

    def is_late(self, *, at: datetime) -> bool:
        """This will say whether the clock ran out before the Commissioner was told, where it was not decided otherwise."""
        return (self.commissioner_told_at or at) > self.tell_by and not self.has_reason_not_to_tell


def may_record_breach(*, aware_at: datetime, at: datetime) -> Answer:
    """This will say whether somebody may have become aware at a moment: not in days to come."""
    return YES if aware_at <= at else no(_("nobody can have become aware of it after now"), rule=RULE)


def may_have_told(known: KnownBreach, *, whom: str, told_at: datetime, words: str, at: datetime) -> Answer:
    """This will say whether somebody may have been told at a moment; the Commissioner after the clock with a reason."""
    answer = YES
    if not known.aware_at <= told_at <= at:
        answer = answer & no(_("it was told after it was known, and not after now"), rule=RULE)
    if whom == COMMISSIONER and told_at > known.tell_by and not words.strip():
        answer = answer & no(
            _("the clock had run out and no reason for the delay is given"),
            rule=RULE,
            mends=[Mend(_("Write why it took longer"))],
        )
    return answer


def may_leave_untold(known: KnownBreach, *, whom: str, words: str) -> Answer:
    """This will say whether it may be decided that somebody is not told: with a reason, and while they were not."""
    answer = YES
    if not words.strip():
        answer = answer & no(_("no reason is given"), rule=RULE, mends=[Mend(_("Write why nobody is told"))])
    if whom == COMMISSIONER and known.commissioner_told_at is not None:
        answer = answer & no(_("the Commissioner was told already"), rule=RULE)
    return answer
