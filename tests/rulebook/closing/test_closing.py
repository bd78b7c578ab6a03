import pytest

from tests.kit.channel import CHAIR, CHANNEL, may
from tests.kit.tables import name_of, rows

title = "Closing a case"
text = """The coordinator proposes, the panel closes: with an evaluation, with the difference between planned and delivered
support explained, with a reason from the list, and when the person has been told how to come back or there is a reason why
not. Everything missing is told at once. From the panel it closes a case that was closed before and opened again."""

CASES = """
    at        | proposed | quorum | decided | evaluated | explained | reason | told | may? | because
    ----------+----------+--------+---------+-----------+-----------+--------+------+------+-----------------------------
    support   | yes      | yes    | yes     | yes       | yes       | yes    | yes  | yes  | -
    consent   | yes      | yes    | yes     | yes       | yes       | yes    | yes  | yes  | -
    planning  | yes      | yes    | yes     | yes       | yes       | yes    | yes  | yes  | -
    panel     | yes      | yes    | yes     | yes       | yes       | yes    | yes  | yes  | -
    support   | no       | yes    | yes     | yes       | yes       | yes    | yes  | no   | the coordinator has not proposed to close
    support   | yes      | no     | yes     | yes       | yes       | yes    | yes  | no   | nobody from the local authority is at the meeting
    support   | yes      | yes    | no      | yes       | yes       | yes    | yes  | no   | the panel has not decided
    support   | yes      | yes    | yes     | no        | yes       | yes    | yes  | no   | the case has not been evaluated
    support   | yes      | yes    | yes     | yes       | no        | yes    | yes  | no   | less was delivered than planned and nobody has said why
    support   | yes      | yes    | yes     | yes       | yes       | no     | yes  | no   | no reason for ending is chosen
    support   | yes      | yes    | yes     | yes       | yes       | yes    | no   | no   | the person has not been told how to come back, and there is no reason why not
    support   | yes      | yes    | yes     | no        | no        | no     | yes  | no   | the case has not been evaluated; less was delivered than planned and nobody has said why; no reason for ending is chosen
    aftercare | yes      | yes    | yes     | yes       | yes       | yes    | yes  | no   | the case is at “Closed, to be looked at again”, and this is done at “Panel”, “Plan”, “Consent” or “Support”
"""

GATES = {
    "proposed": "closing_proposed",
    "quorum": "quorum_local_authority",
    "decided": "panel_decided",
    "evaluated": "evaluation_recorded",
    "explained": "delivery_explained",
    "reason": "ending_reason_given",
    "told": "person_told_how_to_return",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_closing_a_case(case):
    assert may("closure.close", case, GATES, role=CHAIR) == (case["may?"], case["because"])


def test_a_closed_case_is_looked_at_again():
    assert CHANNEL.destination("closure.close", stage="support") == "aftercare"
