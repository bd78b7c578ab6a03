import pytest

from tests.kit.channel import CHANNEL, SUPERVISOR, may
from tests.kit.tables import name_of, rows

title = "Approving a route"
text = """A supervisor approves what an officer proposed, with reasons. To the panel only on reasonable grounds (s.36(3)) and
when contact is clear. Closing needs the gateway assessment, and where there were earlier referrals a statement on all of
them together and a supervisor's agreement. A security threat waits for nothing but reasons."""

CASES = """
    route           | reasons | another | clear | gateway | grounds | history | agreed | may? | leads to        | because
    ----------------+---------+---------+-------+---------+---------+---------+--------+------+-----------------+---------
    to_panel        | yes     | yes     | yes   | yes     | yes     | yes     | yes    | yes  | gathering       | -
    to_panel        | yes     | yes     | yes   | yes     | yes     | no      | no     | yes  | gathering       | -
    to_panel        | yes     | yes     | no    | yes     | yes     | yes     | yes    | no   | gathering       | police have not said that contact is clear
    to_panel        | yes     | yes     | yes   | no      | no      | yes     | yes    | no   | gathering       | the gateway assessment is not done; the grounds to believe that the person is vulnerable to being drawn into terrorism are not stated
    to_panel        | yes     | no      | yes   | yes     | yes     | yes     | yes    | no   | gathering       | the second person must be somebody else than the person who decided first
    no_concern      | yes     | yes     | no    | yes     | no      | yes     | yes    | yes  | closed          | -
    no_concern      | yes     | yes     | yes   | yes     | yes     | no      | no     | no   | closed          | there are earlier referrals and no statement looks at all of them together; there are earlier referrals and no supervisor has agreed to close
    no_concern      | no      | yes     | yes   | yes     | yes     | yes     | yes    | no   | closed          | the reasons are not written down
    signposted      | yes     | yes     | yes   | yes     | yes     | yes     | no     | no   | closed          | there are earlier referrals and no supervisor has agreed to close
    signposted      | yes     | yes     | yes   | no      | yes     | yes     | yes    | no   | closed          | the gateway assessment is not done
    police_led      | yes     | yes     | no    | yes     | no      | yes     | yes    | yes  | police_led      | -
    police_led      | yes     | yes     | no    | no      | no      | yes     | yes    | no   | police_led      | the gateway assessment is not done
    security_threat | yes     | yes     | no    | no      | no      | no      | no     | yes  | security_threat | -
    security_threat | no      | yes     | no    | no      | no      | no      | no     | no   | security_threat | the reasons are not written down
"""

GATES = {
    "reasons": "reasons_given",
    "another": "second_person",
    "clear": "deconfliction_clear",
    "gateway": "gateway_assessed",
    "grounds": "reasonable_grounds_stated",
    "history": "cumulative_history_stated",
    "agreed": "supervisor_agreed",
}


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_approving_a_route(case):
    verb, route = "checks.approve_route", case["route"]

    answer = may(verb, case | {"at": "checks"}, GATES, role=SUPERVISOR, route=route)

    assert answer == (case["may?"], case["because"])
    assert CHANNEL.destination(verb, stage="checks", route=route) == case["leads to"]


def test_every_route_has_an_example():
    assert {case["route"] for case in rows(CASES)} == {
        route.code for route in CHANNEL.verb("checks.approve_route").routes
    }
