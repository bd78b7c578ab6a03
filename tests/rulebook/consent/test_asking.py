import pytest

from tests.kit.channel import may
from tests.kit.tables import name_of, rows

title = "Asking for consent"
text = "Consent is asked under an approved plan, by the coordinator or police, as the plan says, once contact is clear."

CASES = """
    who            | at        | clear | approved | may? | because
    ---------------+-----------+-------+----------+------+-----------------------------------------------------------------
    coordinator    | consent   | yes   | yes      | yes  | -
    provider       | consent   | yes   | yes      | no   | this is for the coordinator or a police case officer
    police_officer | consent   | yes   | yes      | yes  | -
    coordinator    | support   | yes   | yes      | yes  | -
    coordinator    | consent   | yes   | no       | no   | the panel has not approved the plan
    coordinator    | consent   | no    | yes      | no   | police have not said that contact is clear
    coordinator    | planning  | yes   | no       | no   | the case is at “Plan”, and this is done at “Consent” or “Support”; the panel has not approved the plan
    panel_member   | consent   | yes   | yes      | no   | this is for the coordinator or a police case officer
    coordinator    | checks    | yes   | yes      | no   | the case is with police for checks
"""

GATES = {"clear": "deconfliction_clear", "approved": "plan_approved"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_asking_for_consent(case):
    assert may("consents.ask", case, GATES, role=case["who"]) == (case["may?"], case["because"])
