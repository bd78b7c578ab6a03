<<<<<<< HEAD
"""What this stage tells statisticians of each case: the day it was first discussed at a panel, and the day it was adopted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

# Read under the `facts` role, which sees days and codes of these tables and nothing else of a case.
FACTS = """
SELECT c.id AS case_id,
  (min(d.happened_at) AT TIME ZONE 'Europe/London')::date AS to_panel_on,
  (min(a.happened_at) AT TIME ZONE 'Europe/London')::date AS adopted_on
FROM cases_case c
JOIN meetings_discussed d ON d.case_id = c.id
LEFT JOIN panels_adoption a ON a.case_id = c.id
GROUP BY c.id
ORDER BY to_panel_on, case_id
"""


@dataclass(frozen=True, slots=True)
class PanelFact:
    """One case that came to a panel: its id and two days. No name, no free text."""

    case_id: int
    to_panel_on: date
    adopted_on: date | None


def rows() -> Iterator[PanelFact]:
    """This will give every case that was discussed at a panel, in the order of the first day."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        for row in cursor:
            yield PanelFact(*row)
=======
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
>>>>>>> facts
