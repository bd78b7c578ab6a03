import pytest

from tests.kit.tables import name_of, rows
from throughcare.methods.disclosure import protect

title = "How a total is printed"
text = """A total is rounded by itself, from the exact count, and is not the sum of the printed parts."""

CASES = """
    parts      | printed parts | printed total
    -----------+---------------+---------------
    2, 2, 2    | 0, 0, 0       | 5
    3, 3, 3    | 5, 5, 5       | 10
    1, 1       | 0, 0          | 0
    12, 12, 12 | 10, 10, 10    | 35
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_how_a_total_is_printed(case):
    counts = {("2026", f"part {at}"): int(part) for at, part in enumerate(case["parts"].split(","))}
    columns = [column for _row, column in counts]

    *parts, total = protect(counts, rows=["2026"], columns=columns, unit="referrals", total="all").line("2026")

    assert case["printed parts"] == ", ".join(str(part.number) for part in parts)
    assert case["printed total"] == str(total.number)
