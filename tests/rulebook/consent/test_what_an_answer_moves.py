import pytest

from tests.kit.channel import CHANNEL, COORDINATOR, facts_of
from tests.kit.tables import name_of, rows

title = "What an answer moves"
text = """An answer is recorded at any stage. A yes leads on to support only from where it was asked; a no, or a withdrawal,
suspends and waits for a person's decision. Turning 18 takes support back to asking. An answer given before the plan was
approved is kept and told as an incident."""

CASES = """
    act                       | at                | clear | approved | stands then at    | incidents
    --------------------------+-------------------+-------+----------+-------------------+------------------------------
    consents.record_given     | consent           | yes   | yes      | support           | -
    consents.record_given     | planning          | yes   | no       | planning          | the panel has not approved the plan
    consents.record_given     | gathering         | yes   | no       | gathering         | the panel has not approved the plan
    consents.record_given     | support           | yes   | yes      | support           | -
    consents.record_given     | decision_after_no | yes   | yes      | decision_after_no | -
    consents.record_given     | checks            | no    | no       | checks            | police have not said that contact is clear; the panel has not approved the plan
    consents.record_given     | closed            | yes   | yes      | closed            | -
    consents.record_refused   | consent           | yes   | yes      | decision_after_no | -
    consents.record_refused   | support           | yes   | yes      | decision_after_no | -
    consents.record_refused   | planning          | yes   | yes      | planning          | -
    consents.record_withdrawn | support           | yes   | yes      | decision_after_no | -
    consents.record_withdrawn | consent           | yes   | yes      | decision_after_no | -
    consents.record_withdrawn | aftercare         | yes   | yes      | aftercare         | -
    consents.record_withdrawn | checks            | yes   | yes      | checks            | -
    consents.suspend_at_18    | support           | yes   | yes      | consent           | -
    consents.suspend_at_18    | planning          | yes   | yes      | planning          | -
"""

GATES = {"clear": "deconfliction_clear", "approved": "plan_approved"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_an_answer_moves(case):
    facts = facts_of(case["act"], case, GATES)

    assert CHANNEL.may(case["act"], stage=case["at"], facts=facts, roles=[COORDINATOR])
    assert CHANNEL.destination(case["act"], stage=case["at"]) == case["stands then at"]
    assert "; ".join(one.text for one in CHANNEL.incidents(case["act"], facts)) == case["incidents"]
