"""By whom a decision can have been taken: all, most, or the chair."""

import pytest

from tests.kit.channel import told
from tests.kit.tables import Case, name_of, rows
from throughcare.commons.meetings.rules import reached

title = "How a panel's decision is reached"
text = """
A panel tries to agree; else its majority decides; where there is none, the chair does (s.37(6)). Each agency that is
there has one voice, however many came for it.
"""

CASES = """
    how       | voices | disagree | chair there | possible? | because
    ----------+--------+----------+-------------+-----------+---------------------------------------------------------------
    unanimity | 4      | 0        | yes         | yes       | -
    unanimity | 4      | 1        | yes         | no        | all agreed, and yet somebody disagreed
    unanimity | 4      | 0        | no          | yes       | -
    majority  | 5      | 2        | yes         | yes       | -
    majority  | 4      | 2        | yes         | no        | half or more of the agencies disagreed, so there was no majority
    majority  | 4      | 0        | yes         | yes       | -
    majority  | 1      | 1        | yes         | no        | half or more of the agencies disagreed, so there was no majority
    chair     | 4      | 2        | yes         | yes       | -
    chair     | 4      | 4        | yes         | yes       | -
    chair     | 4      | 2        | no          | no        | the chair is not recorded as there
    unanimity | 0      | 0        | no          | no        | nobody with a voice is recorded as there
    majority  | 3      | 4        | yes         | no        | more agencies disagreed than are recorded as there
    -         | 4      | 0        | yes         | no        | nobody has said how the decision was reached
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_how_it_was_reached(case: Case) -> None:
    answer = reached(
        case["how"],
        voices=int(case["voices"]),
        dissenting=int(case["disagree"]),
        chair_is_there=case["chair there"] == "yes",
    )

    assert ("yes" if answer else "no", told(answer)) == (case["possible?"], case["because"])
