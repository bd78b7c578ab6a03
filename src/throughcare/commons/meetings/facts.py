"""What is told to statisticians of meetings: on which day a case was discussed. Not by whom, nor what was said."""

from __future__ import annotations

from throughcare.kernel.sql import uk_day

DISCUSSIONS = "facts_discussions"


def discussions() -> str:
    """This will give the SELECT of the days on which a panel discussed a case: it met, and decided something on it."""
    return (
        f"SELECT DISTINCT i.case_id, {uk_day('m.starts_at')} AS on_day FROM meetings_item i "
        "JOIN meetings_meeting m ON m.id = i.meeting_id "
        "WHERE EXISTS (SELECT 1 FROM meetings_decision d WHERE d.item_id = i.id)"
    )
