import pytest

from tests.kit.tables import name_of, rows
from throughcare.methods.rounding import percentage

title = "When a percentage is given"
text = """A percentage is reckoned from printed figures, and only where its base is 100 or more."""

CASES = """
    of  | counted | printed
    ----+---------+---------
    240 | 35      | 15%
    100 | 5       | 5%
    95  | 35      | -
    0   | 0       | -
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_when_a_percentage_is_given(case):
    found = percentage(int(case["counted"]), int(case["of"]), smallest_base=100)

    assert case["printed"] == ("" if found is None else f"{found}%")
