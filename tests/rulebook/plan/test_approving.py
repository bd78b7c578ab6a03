import pytest

from tests.kit.channel import CHAIR, CHANNEL, may
from tests.kit.tables import name_of, rows

title = "Approving a plan"
text = """The panel approves a plan that says the four things of s.36(5): how, when and by whom consent is asked, what support,
by whom, and how and when. Approval comes before consent. A plan revised while support runs is approved again and the case
stays where it is."""

CASES = """
    at       | asked how | nature | providers | how and when | authority | police | may? | leads to | because
    ---------+-----------+--------+-----------+--------------+-----------+--------+------+----------+----------------------
    planning | yes       | yes    | yes       | yes          | yes       | yes    | yes  | consent  | -
    support  | yes       | yes    | yes       | yes          | yes       | yes    | yes  | support  | -
    consent  | yes       | yes    | yes       | yes          | yes       | yes    | yes  | consent  | -
    planning | no        | yes    | yes       | yes          | yes       | yes    | no   | consent  | the plan does not say how, when and by whom consent is asked
    planning | yes       | no     | yes       | yes          | yes       | yes    | no   | consent  | the plan does not say what kind of support is offered
    planning | yes       | yes    | no        | yes          | yes       | yes    | no   | consent  | the plan does not say who provides the support
    planning | yes       | yes    | yes       | no           | yes       | yes    | no   | consent  | the plan does not say how and when the support is provided
    planning | yes       | yes    | yes       | yes          | no        | no     | no   | consent  | nobody from the local authority is at the meeting; nobody from the police of the area where the person lives is at the meeting
    panel    | yes       | yes    | yes       | yes          | yes       | yes    | no   | panel    | the case is at “Panel”, and this is done at “Plan”, “Consent” or “Support”
"""

GATES = {
    "asked how": "consent_how_when_whom_stated",
    "nature": "nature_stated",
    "providers": "providers_stated",
    "how and when": "how_and_when_stated",
    "authority": "quorum_local_authority",
    "police": "quorum_police_of_residence",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_approving_a_plan(case):
    assert may("plans.approve", case, GATES, role=CHAIR) == (case["may?"], case["because"])
    assert CHANNEL.destination("plans.approve", stage=case["at"]) == case["leads to"]
