import pytest

from tests.kit.tables import name_of, rows
from throughcare.methods.rounding import counts_behind, round_to_base

title = "How a count is printed"
text = """Every count is rounded to 5, so that a printed figure never tells how many people there were exactly."""

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


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_how_a_count_is_printed(case):
    printed = int(case["printed"])
    behind = counts_behind(printed)

    assert round_to_base(int(case["counted"])) == printed
    assert case["can mean"] == f"{behind[0]} to {behind[-1]}"
