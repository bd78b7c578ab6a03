import pytest

from tests.kit.channel import CHANNEL, SUPERVISOR, may
from tests.kit.tables import name_of, rows

title = "Taking a case back for checks, and giving it back"
text = """Police take a case back from any stage when they learn something new, and nothing refuses it. It is given back where
it stood, once contact is clear again; what was decided before is not decided anew."""

CASES = """
    stood at          | clear | came back | another | may give back? | because
    ------------------+-------+-----------+---------+----------------+-----------------------------------------------
    gathering         | yes   | yes       | yes     | yes            | -
    panel             | yes   | yes       | yes     | yes            | -
    planning          | yes   | yes       | yes     | yes            | -
    consent           | yes   | yes       | yes     | yes            | -
    support           | yes   | yes       | yes     | yes            | -
    decision_after_no | yes   | yes       | yes     | yes            | -
    aftercare         | yes   | yes       | yes     | yes            | -
    police_led        | yes   | yes       | yes     | yes            | -
    support           | no    | yes       | yes     | no             | police have not said that contact is clear
    support           | yes   | yes       | no      | no             | the second person must be somebody else than the person who decided first
    checks            | yes   | no        | yes     | no             | the case did not come back from a later stage, so there is none to resume
"""

GATES = {"clear": "deconfliction_clear", "came back": "came_back_for_checks", "another": "second_person"}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_giving_back(case):
    answer = may("checks.resume", case | {"at": "checks"}, GATES, role=SUPERVISOR, route="resume")
    stage = CHANNEL.destination("checks.resume", stage="checks", route="resume", previous=case["stood at"])

    assert answer == (case["may give back?"], case["because"])
    assert stage == case["stood at"]


@pytest.mark.parametrize("case", [case for case in rows(CASES) if case["stood at"] != "checks"], ids=name_of)
def test_taking_back_is_never_refused_to_police(case):
    assert CHANNEL.may("checks.return", stage=case["stood at"], facts={}, roles=["police_officer"])
    assert CHANNEL.destination("checks.return", stage=case["stood at"]) == "checks"
