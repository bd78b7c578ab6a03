import pytest

from tests.kit.channel import CHANNEL, may
from tests.kit.tables import name_of, rows

title = "Offering a case to another area, and answering"
text = """The sender stays owner until somebody in the other area accepts. Nobody is contacted there before police say that
contact is clear. A no has reasons, and an offer can be taken back while it waits. Nothing of it moves the case along its
pathway: it goes on in the other area where it stood."""

CASES = """
    act                     | who                   | at      | clear | reasons | offered | owners | panel done | may? | because
    ------------------------+-----------------------+---------+-------+---------+---------+--------+------------+------+--------------------
    cases.transfer_offer    | coordinator           | support | yes   | yes     | no      | no     | no         | yes  | -
    cases.transfer_offer    | coordinator           | support | no    | yes     | no      | no     | no         | no   | police have not said that contact is clear
    cases.transfer_offer    | coordinator           | support | yes   | no      | no      | no     | no         | no   | the reasons are not written down
    cases.transfer_offer    | coordinator           | checks  | yes   | yes     | no      | no     | no         | no   | the case is with police for checks
    cases.transfer_offer    | manager               | support | yes   | yes     | no      | no     | no         | no   | this is for the coordinator
    cases.transfer_accept   | receiving_coordinator | support | yes   | yes     | yes     | yes    | yes        | yes  | -
    cases.transfer_accept   | receiving_coordinator | support | yes   | yes     | no      | yes    | yes        | no   | the sending area has not offered the hand-over
    cases.transfer_accept   | receiving_coordinator | support | yes   | yes     | yes     | no     | yes        | no   | nobody in the receiving area is named to own the case, or to own its risk for police
    cases.transfer_accept   | receiving_coordinator | panel   | yes   | yes     | yes     | yes    | no         | no   | the panel of the sending area has not finished with the case
    cases.transfer_accept   | receiving_coordinator | checks  | yes   | yes     | yes     | yes    | yes        | no   | the case is with police for checks
    cases.transfer_accept   | coordinator           | support | yes   | yes     | yes     | yes    | yes        | no   | this is for the coordinator of the receiving area
    cases.transfer_decline  | receiving_coordinator | checks  | yes   | yes     | yes     | no     | no         | yes  | -
    cases.transfer_decline  | receiving_coordinator | support | yes   | no      | yes     | no     | no         | no   | the reasons are not written down
    cases.transfer_withdraw | coordinator           | checks  | yes   | yes     | yes     | no     | no         | yes  | -
    cases.transfer_withdraw | coordinator           | support | yes   | yes     | no      | no     | no         | no   | the sending area has not offered the hand-over
"""

GATES = {
    "clear": "deconfliction_clear",
    "reasons": "reasons_given",
    "offered": "hand_over_offered",
    "owners": "new_owners_named",
    "panel done": "panel_has_finished",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_offering_and_answering(case):
    answer = may(case["act"], case, GATES, role=case["who"])

    assert answer == (case["may?"], case["because"])


@pytest.mark.parametrize("verb", ["offer", "accept", "decline", "withdraw"])
def test_a_hand_over_leaves_a_case_at_its_stage(verb):
    act = CHANNEL.verb(f"cases.transfer_{verb}")

    assert {CHANNEL.destination(act.code, stage=stage) == stage for stage in act.stages} == {True}
