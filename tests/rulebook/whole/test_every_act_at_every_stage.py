import pytest

from tests.kit.channel import CHANNEL
from tests.kit.tables import rows

title = "Every act at every stage"
text = """What is possible at each stage for whoever may, with every gate open, and where it leads. A point: not at this stage.
An equals sign: possible, and the case stays. Otherwise: the stages it can lead to; back: to where it stood."""

CASES = """
    act                                 | che             | gat | pan | pla | con | sup | dec             | aft | pol | thr | clo
    ------------------------------------+-----------------+-----+-----+-----+-----+-----+-----------------+-----+-----+-----+----
    checks.note_history                 | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    cases.record_told                   | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    cases.record_not_told               | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    checks.record_interim_action        | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    checks.record_child                 | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    referrals.record_answered           | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    checks.deconflict                   | =               | .   | .   | .   | .   | .   | .               | .   | .   | .   | .
    checks.confirm_deconfliction        | =               | .   | .   | .   | .   | .   | .               | .   | .   | .   | .
    checks.assess_gateway               | =               | .   | .   | .   | .   | .   | .               | .   | .   | .   | .
    checks.approve_route                | gat clo pol thr | .   | .   | .   | .   | .   | .               | .   | .   | .   | .
    checks.return                       | .               | che | che | che | che | che | che             | che | che | .   | .
    checks.resume                       | back            | .   | .   | .   | .   | .   | .               | .   | .   | .   | .
    police_led.close                    | .               | .   | .   | .   | .   | .   | .               | .   | clo | .   | .
    checks.record_investigation         | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    threat.raise                        | thr             | thr | thr | thr | thr | thr | thr             | thr | thr | =   | thr
    threat.acknowledge                  | .               | .   | .   | .   | .   | .   | .               | .   | .   | =   | .
    threat.stand_down                   | .               | .   | .   | .   | .   | .   | .               | .   | .   | che | .
    information.request                 | .               | =   | =   | =   | =   | =   | =               | =   | .   | .   | .
    information.chase                   | .               | =   | =   | =   | =   | =   | =               | =   | .   | .   | .
    information.record_answer           | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    information.withdraw                | .               | =   | =   | =   | =   | =   | =               | =   | .   | .   | .
    assessments.start                   | .               | =   | =   | =   | =   | =   | =               | =   | .   | .   | .
    assessments.finish                  | .               | =   | =   | =   | =   | =   | =               | =   | .   | .   | .
    meetings.list_case                  | .               | pan | =   | =   | =   | =   | =               | =   | .   | .   | .
    meetings.publish_agenda             | .               | .   | =   | =   | =   | =   | =               | =   | .   | .   | .
    meetings.give_view                  | .               | .   | =   | =   | =   | =   | =               | =   | .   | .   | .
    panels.adopt                        | .               | .   | pla | .   | .   | .   | .               | .   | .   | .   | .
    panels.no_support                   | .               | .   | clo | .   | .   | .   | .               | .   | .   | .   | .
    panels.defer                        | .               | .   | =   | .   | .   | .   | .               | .   | .   | .   | .
    panels.record_dissent               | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    meetings.record_what_happened       | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    plans.write                         | .               | .   | .   | =   | =   | =   | =               | .   | .   | .   | .
    plans.approve                       | .               | .   | .   | con | =   | =   | .               | .   | .   | .   | .
    plans.agree                         | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    plans.withdraw_support              | .               | .   | .   | .   | .   | dec | .               | .   | .   | .   | .
    consents.ask                        | .               | .   | .   | .   | =   | =   | .               | .   | .   | .   | .
    consents.record_given               | =               | =   | =   | =   | sup | =   | =               | =   | =   | =   | =
    consents.record_refused             | =               | =   | =   | =   | dec | dec | =               | =   | =   | =   | =
    consents.record_withdrawn           | =               | =   | =   | =   | dec | dec | =               | =   | =   | =   | =
    consents.suspend_at_18              | =               | =   | =   | =   | =   | con | =               | =   | =   | =   | =
    delivery.plan_session               | .               | .   | .   | .   | .   | =   | .               | .   | .   | .   | .
    delivery.start_support              | .               | .   | .   | .   | .   | =   | .               | .   | .   | .   | .
    delivery.record_session             | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    delivery.record_contact             | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    delivery.record_incident            | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    reviews.review                      | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    decision_after_no.decide            | .               | .   | .   | .   | .   | .   | con pla aft pol | .   | .   | .   | .
    closure.propose                     | .               | .   | =   | =   | =   | =   | .               | .   | .   | .   | .
    closure.close                       | .               | .   | aft | aft | aft | aft | .               | .   | .   | .   | .
    aftercare.record_review             | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    aftercare.extend                    | .               | .   | .   | .   | .   | .   | .               | =   | .   | .   | .
    aftercare.return                    | .               | .   | .   | .   | .   | .   | .               | che | .   | .   | .
    aftercare.finish                    | .               | .   | .   | .   | .   | .   | .               | clo | .   | .   | .
    aftercare.end_early                 | .               | .   | .   | .   | .   | .   | .               | clo | .   | .   | .
    cases.assign                        | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    cases.transfer_offer                | .               | =   | =   | =   | =   | =   | =               | =   | .   | .   | .
    cases.transfer_accept               | .               | =   | =   | =   | =   | =   | =               | =   | .   | .   | .
    cases.transfer_decline              | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
    cases.transfer_withdraw             | =               | =   | =   | =   | =   | =   | =               | =   | =   | =   | =
"""

STAGES = dict(zip([name for name in rows(CASES)[0] if name != "act"], CHANNEL.stages, strict=True))
CODES = {name: stage.code for name, stage in STAGES.items()} | {"back": "previous"}


def leads_to(verb, stage):
    """The cell of the table, as the pathway answers."""
    if stage.code not in verb.stages:
        return "."
    ends = [route.to for route in verb.routes] or [CHANNEL.destination(verb.code, stage=stage.code)]
    names = {code: short for short, code in CODES.items()} | {stage.code: "="}
    return " ".join(dict.fromkeys(names[end] for end in ends))


def is_allowed(verb, stage, roles):
    facts = dict.fromkeys(CHANNEL.gate_facts(verb.code), True)
    routes = [route.code for route in verb.routes] or [None]
    return any(CHANNEL.may(verb.code, stage=stage.code, facts=facts, roles=roles, route=route) for route in routes)


@pytest.mark.parametrize("case", rows(CASES), ids=lambda case: case["act"])
def test_every_act_at_every_stage(case):
    verb = CHANNEL.verb(case["act"])

    for name, stage in STAGES.items():
        assert leads_to(verb, stage) == case[name], stage.label
        assert is_allowed(verb, stage, [verb.who[0]]) == (case[name] != "."), stage.label
        assert not is_allowed(verb, stage, []), stage.label


def test_the_table_has_every_act():
    assert [case["act"] for case in rows(CASES)] == [verb.code for verb in CHANNEL.verbs]
