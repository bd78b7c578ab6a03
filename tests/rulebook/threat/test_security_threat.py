import pytest

from tests.kit.channel import CHANNEL, may
from tests.kit.tables import name_of, rows

title = "Security threat"
text = """Anyone who works on a case passes a threat to police, at any stage, and nothing refuses it. The named officer
acknowledges it. It is stood down by a supervisor with reasons, after it was acknowledged, and the case is checked anew."""

CASES = """
    act                | who               | at              | named | acknowledged | reasons | another | may? | because
    -------------------+-------------------+-----------------+-------+--------------+---------+---------+------+---------
    threat.raise       | provider          | support         | no    | no           | no      | no      | yes  | -
    threat.raise       | panel_member      | panel           | no    | no           | no      | no      | yes  | -
    threat.raise       | coordinator       | checks          | no    | no           | no      | no      | yes  | -
    threat.raise       | coordinator       | closed          | no    | no           | no      | no      | yes  | -
    threat.acknowledge | police_officer    | security_threat | yes   | no           | no      | no      | yes  | -
    threat.acknowledge | police_officer    | security_threat | no    | no           | no      | no      | no   | only the named officer for security threats, or the next to be rung, may acknowledge
    threat.acknowledge | coordinator       | security_threat | yes   | no           | no      | no      | no   | this is for the named officer for security threats, a police case officer or a police supervisor; the case is with police for checks
    threat.stand_down  | police_supervisor | security_threat | no    | yes          | yes     | yes     | yes  | -
    threat.stand_down  | police_supervisor | security_threat | no    | no           | yes     | yes     | no   | the named officer has not acknowledged the threat
    threat.stand_down  | police_supervisor | security_threat | no    | yes          | no      | no      | no   | the reasons are not written down; the second person must be somebody else than the person who decided first
"""

GATES = {
    "named": "is_named_officer",
    "acknowledged": "threat_acknowledged",
    "reasons": "reasons_given",
    "another": "second_person",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_security_threat(case):
    assert may(case["act"], case, GATES, role=case["who"]) == (case["may?"], case["because"])


@pytest.mark.parametrize("stage", [stage.code for stage in CHANNEL.stages])
def test_a_threat_leads_to_the_named_officer_from_everywhere(stage):
    assert CHANNEL.destination("threat.raise", stage=stage) == "security_threat"
