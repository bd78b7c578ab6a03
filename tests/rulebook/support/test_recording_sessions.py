import pytest

from tests.kit.channel import CHANNEL, facts_of
from tests.kit.tables import name_of, rows

title = "Recording a session"
text = """A session that was held is recorded, whatever stage the case is at and whatever rule it broke. What it
contradicts is told as an incident; nothing is refused and nothing moves."""

CASES = """
    at                | clear | approved | consent | recorded? | incidents
    ------------------+-------+----------+---------+-----------+--------------------------------------------------------
    support           | yes   | yes      | yes     | yes       | -
    support           | yes   | yes      | no      | yes       | consent to support is not in force
    consent           | yes   | yes      | no      | yes       | consent to support is not in force
    planning          | yes   | no       | no      | yes       | the panel has not approved the plan; consent to support is not in force
    decision_after_no | yes   | yes      | no      | yes       | consent to support is not in force
    checks            | no    | yes      | yes     | yes       | police have not said that contact is clear
    checks            | no    | no       | no      | yes       | police have not said that contact is clear; the panel has not approved the plan; consent to support is not in force
    security_threat   | no    | yes      | yes     | yes       | police have not said that contact is clear
    closed            | yes   | yes      | no      | yes       | consent to support is not in force
"""

GATES = {"clear": "deconfliction_clear", "approved": "plan_approved", "consent": "consent_in_force"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_recording_a_session(case):
    facts = facts_of("delivery.record_session", case, GATES)

    answer = CHANNEL.may("delivery.record_session", stage=case["at"], facts=facts, roles=["provider"])
    incidents = CHANNEL.incidents("delivery.record_session", facts)

    assert bool(answer) == (case["recorded?"] == "yes")
    assert "; ".join(one.text for one in incidents) == case["incidents"]
    assert CHANNEL.destination("delivery.record_session", stage=case["at"]) == case["at"]
