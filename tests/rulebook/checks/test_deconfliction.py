import pytest

from tests.kit.channel import may
from tests.kit.tables import name_of, rows

title = "Confirming the deconfliction answer"
text = """An officer records the answer and a supervisor, who is somebody else, confirms it. Nobody outside the police can,
and nobody outside the police learns which part is missing."""

CASES = """
    who               | at              | recorded | another | may? | because
    ------------------+-----------------+----------+---------+------+---------------------------------------------------
    police_supervisor | checks          | yes      | yes     | yes  | -
    police_supervisor | checks          | yes      | no      | no   | the second person must be somebody else than the person who decided first
    police_supervisor | checks          | no       | yes     | no   | no officer has recorded the deconfliction answer
    police_supervisor | gathering       | yes      | yes     | no   | the case is at “Information and assessment”, and this is done at “With police for checks”
    police_officer    | checks          | yes      | yes     | no   | this is for a police supervisor
    coordinator       | checks          | yes      | yes     | no   | this is for a police supervisor; the case is with police for checks
    coordinator       | checks          | no       | yes     | no   | this is for a police supervisor; the case is with police for checks
    coordinator       | security_threat | no       | no      | no   | this is for a police supervisor; the case is with police for checks
    coordinator       | police_led      | yes      | no      | no   | this is for a police supervisor; the case is with police for checks
"""

GATES = {"recorded": "deconfliction_recorded", "another": "second_person"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_confirming_deconfliction(case):
    assert may("checks.confirm_deconfliction", case, GATES, role=case["who"]) == (case["may?"], case["because"])
