"""What must be true before a case is opened in an emergency, and before that is reviewed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no


def may_break_glass(*, reason: str, opens_it_already: bool) -> Answer:
    """This will say whether a case may be opened in an emergency: with a reason, by somebody who cannot open it otherwise."""
    answer = YES if reason.strip() else no(_("nothing says what may happen"), mends=[Mend(_("Say why it cannot wait"))])
    if opens_it_already:
        answer &= no(_("you can open this case already"), rule="rights.emergency")
    return answer


def may_review(*, opened_by: int, reviewed_by: int, words: str) -> Answer:
    """This will say whether somebody may review an emergency: never their own, and with reasons."""
    answer = YES if words.strip() else no(_("no reasons are given"), mends=[Mend(_("Say why it was right or was not"))])
    if opened_by == reviewed_by:
        mend = Mend(_("Let another data protection officer review it"))
        answer &= no(_("this emergency is your own"), rule="rights.emergency", mends=[mend])
    return answer


def may_close(*, words: str) -> Answer:
    """This will say whether a look that a rule put on the list may be closed without a question: with words."""
    return YES if words.strip() else no(_("nothing says why"), mends=[Mend(_("Say why it needs no question"))])
