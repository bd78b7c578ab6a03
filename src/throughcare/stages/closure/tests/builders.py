"""Cases about to be closed, in the invented world."""

from __future__ import annotations

from datetime import datetime

from tests.kit.invented import NOW, Invented
from throughcare.commons.meetings.actions import Decided
from throughcare.stages.closure import actions
from throughcare.stages.closure.actions import Lookback

LOOKBACK = Lookback("To feel at home", "New friends", "Money worries", "reached", "", "It was all right")
DECIDED = Decided(outcome="close", said="", reached="unanimity", reasons="No further concern")


def prepared(invented: Invented, reference: str, *, at: datetime = NOW) -> str:
    """This will say everything that must be said before the panel closes a case."""
    with invented.opened(reference, "ada", at=at) as case:
        actions.evaluate(case, lookback=LOOKBACK, at=at)
        actions.explain_delivery(
            case, difference="goals_reached", words="The goals were reached after three", lessons="", at=at
        )
        actions.record_way_back(case, told=True, words="By text", happened_at=at, at=at)
        actions.hand_over(case, nothing=False, to="School", words="The tutor goes on", at=at)
        actions.propose(case, ending="concern_resolved", reasons="Nothing new for months", at=at)
    return reference
