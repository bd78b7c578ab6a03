"""What must be true in the police steps: pure, no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLEAR = "clear"
NOT_CLEAR = "not_clear"
CLOSING_ROUTES = frozenset({"no_concern", "signposted"})


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
