import pytest

from tests.kit.tables import name_of, rows
from throughcare.stages.referrals import rules

title = "What is due at receipt"
text = """Every referral goes to police for deconfliction, whatever it says, and somebody decides whether the person is told.
Whoever referred is answered where they left a way to; while 18 is in doubt children's services are told."""

CASES = """
    treated as  | left a way to answer | answer | told or not | safeguarding | deconflict
    ------------+----------------------+--------+-------------+--------------+-----------
    a child     | yes                  | yes    | yes         | yes          | yes
    a child     | no                   | no     | yes         | yes          | yes
    an adult    | yes                  | yes    | yes         | no           | yes
    an adult    | no                   | no     | yes         | no           | yes
"""
TASKS = {
    "answer": rules.ANSWER,
    "told or not": rules.TELL,
    "safeguarding": rules.SAFEGUARD,
    "deconflict": rules.DECONFLICT,
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_is_due_at_receipt(case):
    due = rules.first_tasks(
        is_child=case["treated as"] == "a child", can_be_answered=case["left a way to answer"] == "yes"
    )

    assert {name: "yes" if code in due else "no" for name, code in TASKS.items()} == {
        name: case[name] for name in TASKS
    }
