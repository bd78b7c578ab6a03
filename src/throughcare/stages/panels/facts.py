"""What is told to statisticians of the panel: the day on which it first discussed a case, and the day it adopted it."""

from __future__ import annotations

from throughcare.commons.cases.facts import STEPS
from throughcare.commons.meetings.facts import DISCUSSIONS
from throughcare.kernel.sql import quoted

PANELS = "facts_panels"
DISCUSSED = ("panels.adopt", "panels.no_support")


def panels() -> str:
    """This will give the SELECT of first discussion and adoption, one row for each case that a panel discussed.

    Being listed is not being discussed: a case counts from a decision on, at the meeting or in its history.
    """
    decided = ", ".join(quoted(verb) for verb in DISCUSSED)
    adopted = "verb = 'panels.adopt' AND to_stage = 'planning'"
    return (
        "SELECT case_id, min(on_day) AS to_panel_on, min(on_day) FILTER (WHERE adopts) AS adopted_on FROM ("
        f"SELECT case_id, on_day, {adopted} AS adopts FROM {STEPS} WHERE from_stage = 'panel' AND verb IN ({decided}) "
        f"UNION ALL SELECT case_id, on_day, false FROM {DISCUSSIONS}) discussed GROUP BY case_id"
    )
