"""What must be true before a record is restricted on a request of the person, and before that is lifted."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

RULE = "rights.restriction"
WHILE_LOOKED_INTO = ("rectification", "objection")  # restricted at once, until it is known who is right
WHEN_GRANTED = "restriction"


def may_restrict(*, asked: str, granted: bool, is_restricted: bool) -> Answer:
    """This will say whether a record may be restricted on a request: while it is contested, or once that was granted."""
    answer = YES
    if asked not in (*WHILE_LOOKED_INTO, WHEN_GRANTED):
        answer = answer & no(_("the person asked for something else than to stop the use of the record"), rule=RULE)
    if asked == WHEN_GRANTED and not granted:
        answer = answer & no(_("the restriction is not granted"), rule=RULE, mends=[Mend(_("Decide the request"))])
    if is_restricted:
        answer = answer & no(_("the record is restricted on this request already"), rule=RULE)
    return answer


def may_lift_restriction(*, is_restricted: bool) -> Answer:
    """This will say whether a restriction may be lifted: while it is in force."""
    return YES if is_restricted else no(_("no restriction on this request is in force"), rule=RULE)
