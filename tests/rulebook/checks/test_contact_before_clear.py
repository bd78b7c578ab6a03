import pytest

from tests.kit.channel import CHANNEL
from tests.kit.tables import name_of, rows

title = "No contact before police say clear"
text = """Whatever reaches the person, the family or a partner waits until police have said that contact is clear. None of it
can be done while a case is at the checks."""

CASES = """
    act                     | who         | at
    ------------------------+-------------+----------
    information.request     | coordinator | gathering
    information.chase       | coordinator | gathering
    information.withdraw    | coordinator | gathering
    meetings.publish_agenda | coordinator | panel
    consents.ask            | coordinator | consent
    delivery.plan_session   | provider    | support
    delivery.start_support  | coordinator | support
    cases.transfer_offer    | coordinator | gathering
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_contact_waits_for_clear(case):
    clear = dict.fromkeys(CHANNEL.gate_facts(case["act"]), True)
    not_clear = clear | {"deconfliction_clear": False}

    assert CHANNEL.may(case["act"], stage=case["at"], facts=clear, roles=[case["who"]])
    assert not CHANNEL.may(case["act"], stage=case["at"], facts=not_clear, roles=[case["who"]])
    assert not CHANNEL.may(case["act"], stage="checks", facts=clear, roles=[case["who"]])


def test_every_act_that_contacts_somebody_has_an_example():
    assert [case["act"] for case in rows(CASES)] == [verb.code for verb in CHANNEL.verbs if verb.contact]
