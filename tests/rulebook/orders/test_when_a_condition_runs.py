from datetime import date

import pytest

from tests.kit.tables import name_of, rows
from throughcare.commons.orders import rules

title = "When a condition runs, and what can have happened under it"
text = """A condition stands in an order and does not begin before it; it ends on its first day or later. What happened is recorded
at any time, for a day on which the condition ran: another day is a slip of the pen, and a report would carry it. A session's
report is kept whatever its day."""

CASES = """
    order from | condition from | until      | happened   | may? | because
    -----------+----------------+------------+------------+------+--------------------------------------------------
    2026-03-02 | 2026-03-02     | -          | 2026-03-02 | yes  | -
    2026-03-02 | 2026-03-02     | 2026-06-01 | 2026-06-01 | yes  | -
    2026-03-02 | 2026-03-02     | 2026-06-01 | 2026-06-02 | no   | the condition did not run on 2 June 2026
    2026-03-02 | 2026-03-09     | -          | 2026-03-08 | no   | the condition did not run on 8 March 2026
    2026-03-02 | 2026-03-02     | 2026-03-02 | 2026-03-02 | yes  | -
    2026-03-02 | 2026-03-02     | 2026-03-01 | -          | no   | the last day of the condition lies before its first
    2026-03-02 | 2020-03-02     | -          | -          | no   | the order runs from 2 March 2026, and no condition of it before that day
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_when_a_condition_runs(case):
    order_from, from_on, last_on, day = (
        date.fromisoformat(case[name]) if case[name] else None
        for name in ("order from", "condition from", "until", "happened")
    )
    answer = rules.may_begin(order_from=order_from, from_on=from_on, last_on=last_on)
    if day:
        answer &= rules.may_have_happened(rules.Span(from_on, last_on), day=day)

    told = "; ".join(reason.text for reason in answer.reasons)
    assert ("yes" if answer else "no", told) == (case["may?"], case["because"])
