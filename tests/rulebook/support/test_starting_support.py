import pytest

from tests.kit.channel import COORDINATOR, may
from tests.kit.tables import name_of, rows

title = "Starting support"
text = """Support starts in the order of the Act: assessment, panel, plan approved, consent, support. Whoever asks too early
is told everything that is missing at once."""

CASES = """
    at       | clear | assessed | adopted | approved | consent | may? | because
    ---------+-------+----------+---------+----------+---------+------+-------------------------------------------------
    support  | yes   | yes      | yes     | yes      | yes     | yes  | -
    support  | yes   | yes      | yes     | yes      | no      | no   | consent to support is not in force
    support  | yes   | yes      | yes     | no       | yes     | no   | the panel has not approved the plan
    support  | yes   | yes      | no      | yes      | yes     | no   | the panel has not adopted the case
    support  | yes   | no       | yes     | yes      | yes     | no   | the assessment is not finished
    support  | no    | yes      | yes     | yes      | yes     | no   | police have not said that contact is clear
    support  | yes   | yes      | yes     | no       | no      | no   | the panel has not approved the plan; consent to support is not in force
    consent  | yes   | yes      | yes     | yes      | no      | no   | the case is at “Consent”, and this is done at “Support”; consent to support is not in force
    planning | yes   | yes      | yes     | no       | yes     | no   | the case is at “Plan”, and this is done at “Support”; the panel has not approved the plan
    checks   | no    | yes      | yes     | yes      | yes     | no   | the case is with police for checks
    closed   | yes   | yes      | yes     | yes      | yes     | no   | the case is at “Closed”, and this is done at “Support”
"""

GATES = {
    "clear": "deconfliction_clear",
    "assessed": "assessment_finished",
    "adopted": "panel_adopted",
    "approved": "plan_approved",
    "consent": "consent_in_force",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_starting_support(case):
    assert may("delivery.start_support", case, GATES, role=COORDINATOR) == (case["may?"], case["because"])
