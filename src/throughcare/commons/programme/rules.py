"""What must be said when a case is taken on or crosses: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

FOOTINGS = ("in_instrument", "case_by_case", "voluntary")
BY_CASE = "case_by_case"
CHANNEL = "channel"


def may_take_on(*, footing: str, basis: str, is_child: bool, youth_team: str, in_programme: bool) -> Answer:
    """This will say whether enough is said to take a case on: on what footing, and with whom where somebody is a child."""
    answer = YES
    if not in_programme:
        mend = Mend(_("Choose a region of the programme"))
        answer &= no(_("this area is not a region of the programme"), mends=[mend])
    if footing == BY_CASE and not basis.strip():
        mend = Mend(_("Say who decided it, and why it is needed to manage the risk"))
        answer &= no(_("it is not said on what basis attendance is required in this case"), mends=[mend])
    if is_child and not youth_team.strip():
        mend = Mend(_("Name the youth offending team"))
        answer &= no(_("the person is treated as a child and no youth offending team is named"), mends=[mend])
    return answer


def may_cross(*, to: str, here: str, known: Collection[str]) -> Answer:
    """This will say whether a case may cross to a pathway: another one of the programme."""
    if to in known and to != here:
        return YES
    mend = Mend(_("Choose another pathway of the programme"))
    return no(_("the case does not move to that pathway"), mends=[mend])


def may_refer(*, chosen: str, referred_since: bool, in_programme: bool) -> Answer:
    """This will say whether a person may be referred on: once, after somebody chose it, to an area that has such a panel."""
    answer = YES
    if chosen != CHANNEL:
        mend = Mend(_("Choose what comes after the order"), verb="programme.choose_after_order")
        answer &= no(_("nobody has chosen a referral after the order"), mends=[mend])
    if chosen == CHANNEL and referred_since:
        mend = Mend(_("Ask whoever received it"))
        answer &= no(_("the person was referred already after this choice"), mends=[mend])
    if in_programme:
        mend = Mend(_("Choose the area where the person lives"))
        answer &= no(_("this area is a region of the programme and receives no referrals"), mends=[mend])
    return answer
