import pytest

from tests.kit.tables import name_of, rows
from throughcare.oversight.equality.rules import ALL, BASE, STAGES, table_of

title = "Who reaches which stage, by what people say of themselves"
text = """\
A year in which fewer than fifty people answered shows nothing. Groups of fewer than ten, and those who answered in words of
their own, are counted together, with the next smallest where that is still fewer. Each figure is rounded by itself. Where a
total or another stage would tell a figure more closely than its rounding, figures of that stage are withheld, at places that
do not depend on the figures: [c]. "No answer" is how many would rather not say, left it empty, and sent no form: so many each."""

CASES = """
    answered a, b, c, d | no answer | of them later | no answer later | shown                                                                 | shown later
    --------------------+-----------+---------------+-----------------+-----------------------------------------------------------------------+---------------------------------------------------------------------
    20, 10, 10, 9       | 900       | 5, 5, 5, 5    | 9               | nothing                                                               | nothing
    20, 10, 10, 10      | 1         | 5, 5, 5, 5    | 0               | a 20, b 10, c 10, d 10, together 0, no answer 0 0 0, all 55           | a 5, b 5, c 5, d 5, together 0, no answer 0 0 0, all 20
    60, 30, 7, 6        | 0         | 9, 9, 3, 3    | 0               | a 60, b 30, together 15, no answer 0 0 0, all 105                     | a 10, b 10, together 5, no answer 0 0 0, all 25
    60, 30, 20, 3       | 0         | 9, 9, 3, 3    | 0               | a 60, b 30, together 25, no answer 0 0 0, all 115                     | a 10, b 10, together 5, no answer 0 0 0, all 25
    60, 30, 20, 20      | 0         | 8, 8, 8, 8    | 0               | a 60, b 30, c 20, d 20, together 0, no answer 0 0 0, all 130          | a 10, b 10, c 10, d [c], together [c], no answer [c] [c] [c], all 30
    60, 30, 9, 3        | 2         | 2, 2, 1, 1    | 2               | a 60, b 30, together 10, no answer 0 0 0, all 110                     | a 0, b 0, together 0, no answer 0 0 0, all 10
    61, 31, 21, 12      | 2         | 2, 2, 2, 2    | 0               | a 60, b 30, c 20, d 10, together 0, no answer 0 0 0, all 130          | a 0, b 0, c 0, d 0, together 0, no answer 0 0 0, all 10
    38, 28, 18, 18      | 0         | 9, 8, 7, 6    | 0               | a 40, b 30, c 20, d [c], together [c], no answer [c] [c] [c], all 100 | a 10, b 10, c 5, d 5, together 0, no answer 0 0 0, all 30
"""
LEAST = {"smallest_base": 50, "smallest_group": 10, "fewest_counts": 3, "round_to": 5}


def numbers(words):
    return [int(each) for each in words.split(",")]


def shown(case):
    first, later = (numbers(case[name]) for name in ("answered a, b, c, d", "of them later"))
    none, none_later = int(case["no answer"]), int(case["no answer later"])
    counts = {code: (first[at], later[at], 0, 0, 0) for at, code in enumerate("abcd")}
    counts |= dict.fromkeys(BASE, (none, none_later, 0, 0, 0))
    return table_of(counts, groups="abcd", **LEAST)


def printed(table, stage):
    if table is None:
        return "nothing"
    said = {row: table.cell(row, stage).symbol or str(table.cell(row, stage).number) for row in table.rows}
    groups = [f"{row} {said[row]}" for row in table.rows if row not in (*BASE, ALL)]
    return ", ".join([*groups, "no answer " + " ".join(said[row] for row in BASE), f"{ALL} {said[ALL]}"])


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_who_reaches_which_stage(case):
    table = shown(case)

    assert printed(table, STAGES[0]) == case["shown"]
    assert printed(table, STAGES[1]) == case["shown later"]
