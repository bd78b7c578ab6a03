from datetime import date

import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.sharing import rules

title = "Where a request stands"
text = """Late is never stored: it follows from the day the answer was due. An answer that came late is an answer, and an agency
may say more later."""

CASES = """
    answers                  | due        | today      | stands as
    -------------------------+------------+------------+-------------
    -                        | 2026-06-29 | 2026-06-15 | Waiting
    -                        | 2026-06-29 | 2026-06-29 | Waiting
    -                        | 2026-06-29 | 2026-06-30 | Late
    held                     | 2026-06-29 | 2026-09-01 | Answered
    nothing_held             | 2026-06-29 | 2026-06-15 | Nothing held
    cannot_share             | 2026-06-29 | 2026-06-15 | Cannot share
    nothing_held held        | 2026-06-29 | 2026-06-15 | Answered
    nothing_held cannot_share| 2026-06-29 | 2026-06-15 | Cannot share
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_where_a_request_stands(case):
    due_on, today = date.fromisoformat(case["due"]), date.fromisoformat(case["today"])

    assert rules.state_of(case["answers"].split(), due_on=due_on, today=today).label == case["stands as"]
