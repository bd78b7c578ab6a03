"""What is told to statisticians of a case: whose area it lies in, and its steps along the pathway. No name, no reason."""

from __future__ import annotations

from throughcare.kernel.sql import quoted, uk_day

CASES, STEPS = "facts_cases", "facts_steps"

# Counted by name, so that a pathway that is added is in no figure until somebody says here that it should be. The
# Desistance and Disengagement Programme never is.
COUNTED = ("channel",)


def cases() -> str:
    """This will give the SELECT of the cases that are counted, each with its region."""
    counted = ", ".join(quoted(name) for name in COUNTED)
    return (
        "SELECT c.id AS case_id, c.person_id, a.region FROM cases_case c JOIN agencies_area a ON a.id = c.area_id "
        f"WHERE c.pathway IN ({counted})"
    )


def steps() -> str:
    """This will give the SELECT of the steps of every case, each with the day on which it happened."""
    return f"SELECT s.case_id, s.from_stage, s.to_stage, s.verb, {uk_day('s.happened_at')} AS on_day FROM cases_stagechange s"
