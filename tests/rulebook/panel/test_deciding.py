import pytest

from tests.kit.channel import CHAIR, CHANNEL, may
from tests.kit.tables import name_of, rows

title = "What a panel decides"
text = """The local authority and the police of the area where the person lives must be there (s.37). Adopting needs a
finished assessment. Deciding against support needs the question whether health or social care should help (s.36(6)).
Without a quorum the decision can only be deferred. A deferred case stays with the panel."""

CASES = """
    act               | authority | police | decided | reasons | assessed | care | history | may? | leads to | because
    ------------------+-----------+--------+---------+---------+----------+------+---------+------+----------+----------
    panels.adopt      | yes       | yes    | yes     | yes     | yes      | no   | no      | yes  | planning | -
    panels.adopt      | no        | yes    | yes     | yes     | yes      | yes  | yes     | no   | planning | nobody from the local authority is at the meeting
    panels.adopt      | yes       | no     | yes     | yes     | yes      | yes  | yes     | no   | planning | nobody from the police of the area where the person lives is at the meeting
    panels.adopt      | no        | no     | no      | no      | no       | no   | no      | no   | planning | nobody from the local authority is at the meeting; nobody from the police of the area where the person lives is at the meeting; the panel has not decided; the reasons are not written down; the assessment is not finished
    panels.adopt      | yes       | yes    | yes     | yes     | no       | yes  | yes     | no   | planning | the assessment is not finished
    panels.no_support | yes       | yes    | yes     | yes     | no       | yes  | yes     | yes  | closed   | -
    panels.no_support | yes       | yes    | yes     | yes     | yes      | no   | yes     | no   | closed   | nobody has said whether health or social care should be asked to help
    panels.no_support | yes       | yes    | yes     | yes     | yes      | yes  | no      | no   | closed   | there are earlier referrals and no statement looks at all of them together
    panels.no_support | yes       | no     | yes     | yes     | yes      | yes  | yes     | no   | closed   | nobody from the police of the area where the person lives is at the meeting
    panels.defer      | no        | no     | no      | yes     | no       | no   | no      | yes  | panel    | -
    panels.defer      | yes       | yes    | yes     | no      | yes      | yes  | yes     | no   | panel    | the reasons are not written down
"""

GATES = {
    "authority": "quorum_local_authority",
    "police": "quorum_police_of_residence",
    "decided": "panel_decided",
    "reasons": "reasons_given",
    "assessed": "assessment_finished",
    "care": "health_and_social_care_considered",
    "history": "cumulative_history_stated",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_what_a_panel_decides(case):
    answer = may(case["act"], case | {"at": "panel"}, GATES, role=CHAIR)

    assert answer == (case["may?"], case["because"])
    assert CHANNEL.destination(case["act"], stage="panel") == case["leads to"]


@pytest.mark.parametrize("role", ["coordinator", "panel_member", "police_officer", "manager"])
def test_only_the_chair_puts_down_the_decision(role):
    facts = dict.fromkeys(CHANNEL.gate_facts("panels.adopt"), True)

    assert not CHANNEL.may("panels.adopt", stage="panel", facts=facts, roles=[role])
