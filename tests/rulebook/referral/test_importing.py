import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.stages.referrals import rules

title = "Importing a file"
text = """All of a file is imported, or nothing: every row checked, none to mend, every look-alike decided by a person, and no file
twice."""

CASES = """
    rows | checked | to mend | undecided | imported on | may it? | because
    -----+---------+---------+-----------+-------------+---------+---------------------------------------------------------------------------
    240  | 240     | 0       | 0         | -           | yes     |
    240  | 120     | 0       | 0         | -           | no      | not every row is checked yet
    240  | 240     | 7       | 0         | -           | no      | some rows need mending
    240  | 240     | 0       | 2         | -           | no      | some rows look like earlier records, and nobody has said whether they are
    240  | 240     | 0       | 0         | 3 June 2026 | no      | this file was imported on 3 June 2026
    0    | 0       | 0       | 0         | -           | no      | the file has no rows
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_importing(case):
    answer = rules.may_be_imported(
        rows=int(case["rows"]),
        checked=int(case["checked"]),
        faulty=int(case["to mend"]),
        undecided=int(case["undecided"]),
        imported_on=case["imported on"],
    )

    assert ("yes" if answer else "no", told(answer)) == (case["may it?"], case["because"])
