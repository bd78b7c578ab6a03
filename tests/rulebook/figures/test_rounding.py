import pytest

from tests.kit.tables import name_of, rows
from throughcare.methods.rounding import counts_behind, percentage, round_to_base

title = "How a count is printed"
text = """Every count and every total is rounded to 5 by itself, so that a printed figure never tells how many people there were
exactly, and parts may not add up to their total. A percentage is given only where enough were counted."""

CASES = """
    counted | printed | can mean
    --------+---------+----------
    0       | 0       | 0 to 2
    1       | 0       | 0 to 2
    2       | 0       | 0 to 2
    3       | 5       | 3 to 7
    5       | 5       | 3 to 7
    7       | 5       | 3 to 7
    8       | 10      | 8 to 12
    12      | 10      | 8 to 12
    13      | 15      | 13 to 17
    238     | 240     | 238 to 242
"""

TOTALS = """
    parts      | printed parts | printed total
    -----------+---------------+---------------
    2, 2, 2    | 0, 0, 0       | 5
    3, 3, 3    | 5, 5, 5       | 10
    1, 1       | 0, 0          | 0
    12, 12, 12 | 10, 10, 10    | 35
"""

PERCENTAGES = """
    of  | counted | printed
    ----+---------+---------
    240 | 35      | 15%
    100 | 5       | 5%
    95  | 35      | -
    0   | 0       | -
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_a_count(case):
    printed = int(case["printed"])
    behind = counts_behind(printed)

    assert round_to_base(int(case["counted"])) == printed
    assert case["can mean"] == f"{behind[0]} to {behind[-1]}"


@pytest.mark.parametrize("case", rows(TOTALS), ids=name_of)
def test_a_total(case):
    parts = [int(part) for part in case["parts"].split(",")]

    assert case["printed parts"] == ", ".join(str(round_to_base(part)) for part in parts)
    assert int(case["printed total"]) == round_to_base(sum(parts))


@pytest.mark.parametrize("case", rows(PERCENTAGES), ids=name_of)
def test_a_percentage(case):
    printed = percentage(int(case["counted"]), int(case["of"]), smallest_base=100)

    assert case["printed"] == ("" if printed is None else f"{printed}%")
