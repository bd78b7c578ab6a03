"""What must be true in the police steps: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from throughcare.kernel.answers import YES, Answer, Mend, no

CLEAR = "clear"
POLICE_LED_CLOSED = "police_led_closed"  # proposed like a route, and decided by a second person like one


@dataclass(frozen=True)
class Standing:
    """What has been done in the police steps since the case last came to them."""

    deconfliction_answer: str = ""
    deconfliction_by: int | None = None
    deconfliction_confirmed_by: int | None = None
    gateway_by: int | None = None
    grounds_stated: bool = False
    route: str = ""
    route_by: int | None = None
    earlier_referrals: int = 0
    history_stated: bool = False
    came_back: bool = False
    was_taken_on: bool = False
    was_in_hand: bool = False
    threat_acknowledged: bool = False

    @property
    def is_clear(self) -> bool:
        """This will say whether contact is clear: recorded by one officer, confirmed by another."""
        return self.deconfliction_answer == CLEAR and self.deconfliction_confirmed_by is not None


@dataclass(frozen=True)
class Limbs:
    """What police say of an investigation that the person may know of, limb by limb."""

    told: bool = False
    executive_action_past: bool = False
    risk_can_be_managed: bool = False
    consent_form_warns: bool = False
    officer: str = ""
    is_over: bool = False


def may_be_kept(limbs: Limbs, *, look_again_on: date | None, today: date) -> Answer:
    """This will say whether enough is said: while an investigation goes on, a day to look at it again."""
    if limbs.is_over:
        return YES
    answer = YES
    if look_again_on is None or look_again_on <= today:
        mend = Mend(_("Choose a day after today"))
        answer &= no(_("no day is set on which police look at it again"), mends=[mend])
    if limbs.risk_can_be_managed and not limbs.officer.strip():
        mend = Mend(_("Write who agreed it"))
        answer &= no(_("the senior investigating officer, or who stood in, is not named"), mends=[mend])
    return answer


def facts(
    standing: Standing, *, by: int | None, decided_by: int | None, is_supervisor: bool, reasons: str
) -> Mapping[str, bool]:
    """This will give every fact that the gates of the police steps read, for an act by one colleague.

    `decided_by` is who took the first decision that this act approves; none where there is none to approve.
    """
    repeat = standing.earlier_referrals > 0
    return {
        "deconfliction_recorded": bool(standing.deconfliction_answer),
        "deconfliction_clear": standing.is_clear,
        "gateway_assessed": standing.gateway_by is not None,
        "reasonable_grounds_stated": standing.grounds_stated,
        "cumulative_history_stated": standing.history_stated or not repeat,
        "supervisor_agreed": is_supervisor or not repeat,
        "second_person": decided_by is not None and decided_by != by,
        "reasons_given": bool(reasons.strip()),
        "came_back_for_checks": standing.came_back,
        "never_taken_on": not standing.was_taken_on,
        "nothing_to_give_back": not standing.was_in_hand,
        "threat_acknowledged": standing.threat_acknowledged,
    }
