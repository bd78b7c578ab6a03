"""What is told to statisticians of a case: which area received it, and which took each of its steps. No name, no reason."""

from __future__ import annotations

from throughcare.kernel.sql import quoted, uk_day

CASES, STEPS, CLOCKS = "facts_cases", "facts_steps", "facts_clocks"

# Counted by name, so that a pathway that is added is in no figure until somebody says here that it should be. The
# Desistance and Disengagement Programme never is.
COUNTED = ("channel",)


def cases() -> str:
    """This will give the SELECT of the cases that are counted, each with the region that received it."""
    counted = ", ".join(quoted(name) for name in COUNTED)
    return (
        "SELECT c.id AS case_id, c.person_id, a.region FROM cases_case c "
        f"JOIN agencies_area a ON a.id = {_area_at('c.opened_at')} WHERE c.pathway IN ({counted})"
    )


def clocks() -> str:
    """This will give the SELECT of the dates that rules counted on cases that are counted: by which rule, due when, done when.

    The tasks of the police steps are not among them: what police do with a case is told to nobody.
    """
    counted = ", ".join(quoted(name) for name in COUNTED)
    due = "case_id, pathway_rule, due_on, done_at"
    tasks = " UNION ALL ".join(
        f"SELECT {due} FROM {table} WHERE pathway_rule <> ''" for table in ("cases_task", "cases_offertask")
    )
    return (
        f"SELECT c.pathway, c.pathway_version, t.pathway_rule AS rule, t.due_on, {uk_day('t.done_at')} AS done_on "
        f"FROM ({tasks}) t JOIN cases_case c ON c.id = t.case_id WHERE c.pathway IN ({counted})"
    )


def steps() -> str:
    """This will give the SELECT of the steps of every case, each with its day and the region that took it."""
    return (
        f"SELECT s.case_id, s.from_stage, s.to_stage, s.verb, {uk_day('s.happened_at')} AS on_day, a.region "
        "FROM cases_stagechange s JOIN cases_case c ON c.id = s.case_id "
        f"JOIN agencies_area a ON a.id = {_area_at('s.happened_at')}"
    )


def _area_at(moment: str) -> str:
    """The area in which the case lay: the one that it left next, or where it lies now."""
    return (
        "coalesce((SELECT x.from_area_id FROM cases_areachange x "
        f"WHERE x.case_id = c.id AND x.moved_at > {moment} ORDER BY x.moved_at, x.id LIMIT 1), c.area_id)"
    )
