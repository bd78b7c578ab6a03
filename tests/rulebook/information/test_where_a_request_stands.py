from datetime import date

import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.sharing import rules

title = "Where a request stands"
text = """Late is never stored: it follows from the day the answer was due. An answer that came late is an answer, and an agency
may say more later. Withdrawn, it is awaited no longer; what was answered before stays answered."""

CASES = """
    answers                  | withdrawn | due        | today      | stands as
    -------------------------+-----------+------------+------------+-------------
    -                        | no        | 2026-06-29 | 2026-06-15 | Waiting
    -                        | no        | 2026-06-29 | 2026-06-29 | Waiting
    -                        | no        | 2026-06-29 | 2026-06-30 | Late
    held                     | no        | 2026-06-29 | 2026-09-01 | Answered
    nothing_held             | no        | 2026-06-29 | 2026-06-15 | Nothing held
    cannot_share             | no        | 2026-06-29 | 2026-06-15 | Cannot share
    nothing_held held        | no        | 2026-06-29 | 2026-06-15 | Answered
    nothing_held cannot_share| no        | 2026-06-29 | 2026-06-15 | Cannot share
    -                        | yes       | 2026-06-29 | 2026-09-01 | Withdrawn
    held                     | yes       | 2026-06-29 | 2026-09-01 | Answered
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_where_a_request_stands(case):
    due_on, today = date.fromisoformat(case["due"]), date.fromisoformat(case["today"])

    said, withdrawn = case["answers"].split(), case["withdrawn"] == "yes"

    assert rules.state_of(said, due_on=due_on, today=today, withdrawn=withdrawn).label == case["stands as"]
