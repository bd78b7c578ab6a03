import pytest

from tests.kit.channel import CHANNEL
from tests.kit.tables import rows
from throughcare.safeguards.pathways.moves import moves

title = "Every way from stage to stage"
text = """Which sections of the rulebook lead from a stage (line) to another (column). A point: nothing leads there directly.
Giving back after checks (2.6) leads to wherever the case stood and is left out."""

CASES = """
    from | che      | gat | pan | pla  | con  | sup | dec         | aft  | pol  | thr     | clo
    -----+----------+-----+-----+------+------+-----+-------------+------+------+---------+----------
    che  | .        | 2.4 | .   | .    | .    | .   | .           | .    | 2.4  | 2.4 3.1 | 2.4
    gat  | 2.5      | .   | 6.1 | .    | .    | .   | .           | .    | .    | 3.1     | .
    pan  | 2.5      | .   | .   | 6.4  | .    | .   | .           | 12.2 | .    | 3.1     | 6.5
    pla  | 2.5      | .   | .   | .    | 7.2  | .   | .           | 12.2 | .    | 3.1     | .
    con  | 2.5      | .   | .   | .    | .    | 8.2 | 8.3 8.4     | 12.2 | .    | 3.1     | .
    sup  | 2.5      | .   | .   | .    | 8.5  | .   | 7.4 8.3 8.4 | 12.2 | .    | 3.1     | .
    dec  | 2.5      | .   | .   | 11.1 | 11.1 | .   | .           | 11.1 | 11.1 | 3.1     | .
    aft  | 2.5 13.3 | .   | .   | .    | .    | .   | .           | .    | .    | 3.1     | 13.4 13.5
    pol  | 2.5      | .   | .   | .    | .    | .   | .           | .    | .    | 3.1     | 2.7
    thr  | 3.3      | .   | .   | .    | .    | .   | .           | .    | .    | .       | .
    clo  | .        | .   | .   | .    | .    | .   | .           | .    | .    | 3.1     | .
"""

CODES = dict(zip([case["from"] for case in rows(CASES)], [stage.code for stage in CHANNEL.stages], strict=True))
WAYS = {(move.start.code, move.end.code): move.acts for move in moves(CHANNEL, all_of_them=True)}


@pytest.mark.parametrize("case", rows(CASES), ids=lambda case: case["from"])
def test_every_way_from_a_stage(case):
    for name, code in CODES.items():
        sections = dict.fromkeys(act.section for act in WAYS.get((CODES[case["from"]], code), ()))
        assert (" ".join(sections) or ".") == case[name], name
