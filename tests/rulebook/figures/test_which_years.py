from datetime import date

import pytest

from tests.kit.tables import name_of, rows
from throughcare.oversight.evaluation.rules import closed_years, last_closed_quarter

title = "Which years are shown"
text = """Years end on 31 March. Only whole years are shown, and of them only what had happened by the end of the last quarter that
is over."""

CASES = """
    today      | first referral | counted up to | years shown
    -----------+----------------+---------------+------------------
    2026-11-22 | 2022-04-01     | 2026-09-30    | 2023 2024 2025 2026
    2026-11-22 | 2025-06-01     | 2026-09-30    | 2026
    2026-11-22 | 2026-06-01     | 2026-09-30    | -
    2026-03-31 | 2025-04-01     | 2025-12-31    | -
    2026-04-01 | 2025-04-01     | 2026-03-31    | 2026
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_which_years(case):
    until = last_closed_quarter(date.fromisoformat(case["today"]))
    years = closed_years(date.fromisoformat(case["first referral"]), until, year_ends=(3, 31))

    assert until == date.fromisoformat(case["counted up to"])
    assert " ".join(map(str, years)) == case["years shown"]
