"""What must be true of a machine that an agency lets in. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

RULE = "access.machines.make"
CONFIRM_RULE = "access.recoveries.confirm"
LONGEST_NAME, LONGEST_PURPOSE = 120, 60


def may_be_let_in(
    *, purpose: str, scopes: Collection[str], known: Collection[str], expires_on: date, today: date, longest_days: int
) -> Answer:
    """This will say whether a machine may be let in: for a purpose, to do something we know, until a day not too far."""
    answer = YES
    if not purpose.strip() or len(purpose) > LONGEST_PURPOSE:
        text = _("it has no purpose in %(most)s characters or fewer") % {"most": LONGEST_PURPOSE}
        answer &= no(text, rule=RULE, mends=[Mend(_("Say in a few words what the machine is for"))])
    if not scopes or not set(scopes) <= set(known):
        mend = Mend(_("Choose from: %(scopes)s") % {"scopes": ", ".join(sorted(known))})
        answer &= no(_("nothing that we know says what it may do"), rule=RULE, mends=[mend])
    last = today + timedelta(days=longest_days)
    if not today < expires_on <= last:
        mend = Mend(_("Choose a day after today and within %(days)s days") % {"days": longest_days})
        answer &= no(_("its last day is too near or too far"), rule=RULE, mends=[mend])
    return answer


def name_of_machine(agency: str, purpose: str) -> str:
    """This will name a machine as everybody reads it: beside what it did, and in the lists of who looked."""
    words = _("machine of %(agency)s (%(purpose)s)")
    room = LONGEST_NAME - len(words % {"agency": "", "purpose": purpose})
    return words % {"agency": agency[:room], "purpose": purpose}


def may_confirm(*, by: int, asked_by: int, for_whom: int) -> Answer:
    """This will say whether somebody may be the second person who lets a colleague in anew."""
    if by == for_whom:
        return no(_("nobody lets themselves in anew"), rule=CONFIRM_RULE, mends=[Mend(_("Ask two others"))])
    if by == asked_by:
        mend = Mend(_("Ask another manager of the agency, or its data protection officer, to confirm it"))
        return no(_("you asked for it, and a second person confirms it"), rule=CONFIRM_RULE, mends=[mend])
    return YES
