import pytest

from tests.kit.channel import CHANNEL
from tests.kit.tables import rows

title = "Every act for every role"
text = """Who may do what, at the stages where it is possible and with every gate open. The access matrix says besides whose
cases somebody reaches at all."""

CASES = """
    act                                 | police_officer | police_supervisor | coordinator | chair | panel_member | assessor | provider | partner | manager | named_officer | receiving_coordinator
    ------------------------------------+----------------+-------------------+-------------+-------+--------------+----------+----------+---------+--------+--------------+----------------------
    checks.note_history                 | yes            | yes               | yes         | .     | .            | .        | .        | .       | . | . | .
    cases.record_told                   | yes            | yes               | yes         | .     | .            | .        | .        | .       | . | . | .
    cases.record_not_told               | yes            | yes               | yes         | .     | .            | .        | .        | .       | . | . | .
    checks.record_interim_action        | yes            | yes               | yes         | .     | .            | .        | .        | .       | yes | . | .
    checks.record_child                 | yes            | yes               | yes         | .     | .            | .        | .        | .       | . | . | .
    referrals.record_answered           | yes            | yes               | yes         | .     | .            | .        | .        | .       | . | . | .
    checks.deconflict                   | yes            | .                 | .           | .     | .            | .        | .        | .       | . | . | .
    checks.confirm_deconfliction        | .              | yes               | .           | .     | .            | .        | .        | .       | . | . | .
    checks.assess_gateway               | yes            | .                 | .           | .     | .            | .        | .        | .       | . | . | .
    checks.approve_route                | .              | yes               | .           | .     | .            | .        | .        | .       | . | . | .
    checks.return                       | yes            | yes               | .           | .     | .            | .        | .        | .       | . | . | .
    checks.resume                       | .              | yes               | .           | .     | .            | .        | .        | .       | . | . | .
    police_led.close                    | .              | yes               | .           | .     | .            | .        | .        | .       | . | . | .
    checks.record_investigation         | yes            | yes               | .           | .     | .            | .        | .        | .       | . | . | .
    threat.raise                        | yes            | yes               | yes         | yes   | yes          | yes      | yes      | .       | yes | yes | .
    threat.acknowledge                  | yes            | yes               | .           | .     | .            | .        | .        | .       | . | yes | .
    threat.stand_down                   | .              | yes               | .           | .     | .            | .        | .        | .       | . | . | .
    information.request                 | yes            | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    information.chase                   | yes            | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    information.record_answer           | yes            | .                 | yes         | .     | .            | .        | .        | yes     | . | . | .
    information.withdraw                | yes            | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    assessments.start                   | yes            | .                 | yes         | .     | .            | yes      | .        | .       | . | . | .
    assessments.finish                  | yes            | .                 | yes         | .     | .            | yes      | .        | .       | . | . | .
    meetings.list_case                  | .              | .                 | yes         | yes   | .            | .        | .        | .       | . | . | .
    meetings.publish_agenda             | .              | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    meetings.give_view                  | yes            | .                 | .           | yes   | yes          | .        | .        | .       | . | . | .
    panels.adopt                        | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    panels.no_support                   | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    panels.defer                        | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    panels.record_dissent               | .              | .                 | yes         | yes   | yes          | .        | .        | .       | . | . | .
    meetings.record_what_happened       | .              | .                 | yes         | yes   | .            | .        | .        | .       | . | . | .
    plans.write                         | .              | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    plans.approve                       | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    plans.agree                         | .              | .                 | yes         | .     | .            | .        | yes      | .       | . | . | .
    plans.withdraw_support              | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    consents.ask                        | yes            | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    consents.record_given               | yes            | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    consents.record_refused             | yes            | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    consents.record_withdrawn           | yes            | .                 | yes         | yes   | yes          | yes      | yes      | .       | yes | . | .
    consents.suspend_at_18              | yes            | .                 | yes         | .     | .            | .        | .        | .       | yes | . | .
    delivery.plan_session               | .              | .                 | yes         | .     | .            | .        | yes      | .       | . | . | .
    delivery.start_support              | .              | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    delivery.record_session             | .              | .                 | yes         | .     | .            | .        | yes      | .       | . | . | .
    delivery.record_contact             | yes            | yes               | yes         | .     | .            | yes      | yes      | .       | . | . | .
    delivery.record_incident            | yes            | yes               | yes         | yes   | .            | yes      | yes      | .       | yes | . | .
    reviews.review                      | .              | .                 | yes         | yes   | .            | .        | .        | .       | . | . | .
    decision_after_no.decide            | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    closure.propose                     | .              | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    closure.close                       | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    aftercare.record_review             | yes            | .                 | yes         | yes   | .            | .        | .        | .       | . | . | .
    aftercare.extend                    | .              | .                 | .           | yes   | .            | .        | .        | .       | . | . | .
    aftercare.return                    | yes            | yes               | yes         | yes   | .            | .        | .        | .       | . | . | .
    aftercare.finish                    | .              | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    aftercare.end_early                 | .              | yes               | .           | yes   | .            | .        | .        | .       | yes | . | .
    cases.assign                        | .              | .                 | yes         | .     | .            | .        | .        | .       | yes | . | .
    cases.transfer_offer                | .              | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
    cases.transfer_accept               | .              | .                 | .           | .     | .            | .        | .        | .       | . | . | yes
    cases.transfer_decline              | .              | .                 | .           | .     | .            | .        | .        | .       | . | . | yes
    cases.transfer_withdraw             | .              | .                 | yes         | .     | .            | .        | .        | .       | . | . | .
"""


@pytest.mark.parametrize("case", rows(CASES), ids=lambda case: case["act"])
def test_every_act_for_every_role(case):
    verb = CHANNEL.verb(case["act"])
    facts = dict.fromkeys(CHANNEL.gate_facts(verb.code), True)
    route = verb.routes[0].code if verb.routes else None

    for role in (name for name in case if name != "act"):
        for stage in verb.stages:
            answer = CHANNEL.may(verb.code, stage=stage, facts=facts, roles=[role], route=route)
            assert bool(answer) == (case[role] == "yes"), (role, stage)


def test_the_table_has_every_act_and_every_role():
    assert [case["act"] for case in rows(CASES)] == [verb.code for verb in CHANNEL.verbs]
    assert set(rows(CASES)[0]) - {"act"} == {role.code for role in CHANNEL.parts.roles}
