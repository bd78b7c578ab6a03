import pytest

from tests.kit.channel import CHAIR, CHANNEL, may
from tests.kit.tables import name_of, rows

title = "What happens after a no"
text = """Nothing follows by itself. The panel decides with reasons and sets the day of the further assessment (s.36(4)(e)).
Police-led only where a police supervisor agreed, never as a consequence of a no. Whatever is not support under a plan needs
the question whether health or social care should help (s.36(6)). What ends support is the panel's to decide, evaluated like
every closing."""

CASES = """
    route               | reasons | day | approved | care | police | panel | evaluated | explained | ending | may? | leads to   | because
    --------------------+---------+-----+----------+------+--------+-------+-----------+-----------+--------+------+------------+---
    ask_again           | yes     | yes | yes      | no   | no     | no    | no        | no        | no     | yes  | consent    | -
    ask_again           | yes     | yes | no       | no   | no     | no    | no        | no        | no     | no   | consent    | the panel has not approved the plan
    ask_again           | yes     | no  | yes      | no   | no     | no    | no        | no        | no     | no   | consent    | no day is set for the further assessment
    new_plan            | yes     | yes | no       | no   | no     | no    | no        | no        | no     | yes  | planning   | -
    alternative_support | yes     | yes | no       | yes  | no     | yes   | yes       | yes       | no     | yes  | aftercare  | -
    alternative_support | yes     | yes | no       | no   | no     | yes   | yes       | yes       | no     | no   | aftercare  | nobody has said whether health or social care should be asked to help
    alternative_support | yes     | yes | no       | yes  | no     | no    | no        | yes       | no     | no   | aftercare  | the panel has not decided; the case has not been evaluated
    police_led          | yes     | yes | no       | no   | yes    | no    | no        | no        | no     | yes  | police_led | -
    police_led          | yes     | yes | no       | no   | no     | no    | no        | no        | no     | no   | police_led | no police supervisor has agreed to take the case
    police_led          | no      | no  | no       | no   | yes    | no    | no        | no        | no     | no   | police_led | the reasons are not written down; no day is set for the further assessment
    close               | yes     | yes | no       | yes  | no     | yes   | yes       | yes       | yes    | yes  | aftercare  | -
    close               | yes     | yes | no       | yes  | no     | no    | yes       | yes       | yes    | no   | aftercare  | the panel has not decided
    close               | yes     | yes | no       | yes  | no     | yes   | no        | no        | no     | no   | aftercare  | the case has not been evaluated; less was delivered than planned and nobody has said why; no reason for ending is chosen
"""

GATES = {
    "reasons": "reasons_given",
    "day": "further_assessment_date_set",
    "approved": "plan_approved",
    "care": "health_and_social_care_considered",
    "police": "police_agreed",
    "panel": "panel_decided",
    "evaluated": "evaluation_recorded",
    "explained": "delivery_explained",
    "ending": "ending_reason_given",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_deciding_after_a_no(case):
    verb, route = "decision_after_no.decide", case["route"]

    answer = may(verb, case | {"at": "decision_after_no"}, GATES, role=CHAIR, route=route)

    assert answer == (case["may?"], case["because"])
    assert CHANNEL.destination(verb, stage="decision_after_no", route=route) == case["leads to"]


def test_nothing_but_that_decision_and_police_lead_on_from_a_no():
    leaving = {verb.code for verb in CHANNEL.verbs if any(at == "decision_after_no" for at, _to in verb.destinations())}

    assert leaving == {"decision_after_no.decide", "checks.return", "threat.raise"}
