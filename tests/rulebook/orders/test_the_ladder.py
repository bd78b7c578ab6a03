import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.orders import rules
from throughcare.commons.orders.definition import REPORT, order_kind, order_kinds

title = "The ladder of each order"
text = """Each order has its own ladder. The report can be made from any step and at any time; under a notice and an exclusion
order it is the only step. It needs something that happened under a condition: a polygraph session alone is never its ground.
What it lacks stands on it and stops nobody."""

CASES = """
    order   | step          | events | polygraph | may? | because
    --------+---------------+--------+-----------+------+---------------------------------------------------------
    licence | discuss       | 1      | no        | yes  | -
    licence | warning       | 1      | no        | yes  | -
    licence | final_warning | 2      | no        | yes  | -
    licence | report        | 1      | no        | yes  | -
    licence | report        | 1      | yes       | yes  | -
    licence | report        | 0      | yes       | no   | a polygraph session is never the only ground of a report
    licence | report        | 0      | no        | no   | it is not said what happened under which condition
    tpim    | warning       | 1      | no        | no   | the ladder of this order has no such step
    tpim    | report        | 1      | no        | yes  | -
    teo     | warning       | 1      | no        | no   | the ladder of this order has no such step
    teo     | report        | 1      | no        | yes  | -
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_the_ladder(case):
    rungs = {rung.code for rung in order_kind(case["order"]).ladder}
    answer = rules.may_report(events=int(case["events"]), polygraph=case["polygraph"] == "yes")
    if case["step"] != REPORT:
        answer &= rules.may_step(rung=case["step"], rungs=rungs, last_rung=REPORT)

    told = "; ".join(reason.text for reason in answer.reasons)
    assert ("yes" if answer else "no", told) == (case["may?"], case["because"])


@pytest.mark.parametrize("kind", order_kinds(), ids=lambda kind: kind.code)
def test_every_ladder_ends_in_the_report_which_a_second_person_signs(kind):
    assert kind.ladder[-1].code == REPORT
    assert kind.ladder[-1].countersign
