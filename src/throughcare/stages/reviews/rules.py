"""What a monthly review leads to: pure, no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass

GO_ON, PROPOSE_CLOSING = "go_on", "propose_closing"
LEADS_TO_PLAN = frozenset({"change", "step_up", "step_down"})


@dataclass(frozen=True)
class Panel:
    """Who, of those who must be there in law, was at the panel."""

    local_authority: bool
    police_of_residence: bool

    def facts(self) -> dict[str, bool]:
        """This will give the facts that the pathway asks of a panel."""
        return {
            "quorum_local_authority": self.local_authority,
            "quorum_police_of_residence": self.police_of_residence,
        }


def follows(outcome: str) -> str:
    """This will say which task follows from what a review decided; none where support goes on as it is."""
    if outcome in LEADS_TO_PLAN:
        return "plans.change"
    return "reviews.propose_closing" if outcome == PROPOSE_CLOSING else ""
