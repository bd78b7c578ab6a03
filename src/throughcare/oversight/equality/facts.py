"""What is told of a case for equality monitoring: when it came, and the day on which it reached each stage."""

from __future__ import annotations

from throughcare.commons.cases.facts import CASES, STEPS
from throughcare.stages.panels.facts import PANELS
from throughcare.stages.referrals.facts import CONCERNS

VIEW = "facts_equality"
FIRST = "SELECT min(received_on) FROM facts_equality"
ENDED = "to_stage IN ('aftercare', 'closed')"


def view() -> str:
    """This will give the SELECT of one row for each case that is counted, with the days of its stages."""
    steps = (
        "SELECT case_id, min(on_day) FILTER (WHERE to_stage = 'support') AS supported_on, "
        f"min(on_day) FILTER (WHERE {ENDED} AND from_stage = 'support') AS ended_on FROM {STEPS} GROUP BY case_id"
    )
    return (
        "SELECT c.case_id, r.received_on, p.to_panel_on, p.adopted_on, s.supported_on, s.ended_on "
        f"FROM {CASES} c JOIN (SELECT case_id, min(received_on) AS received_on FROM {CONCERNS} GROUP BY case_id) r "
        f"ON r.case_id = c.case_id LEFT JOIN {PANELS} p ON p.case_id = c.case_id "
        f"LEFT JOIN ({steps}) s ON s.case_id = c.case_id"
    )
