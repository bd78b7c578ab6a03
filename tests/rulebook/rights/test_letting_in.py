"""Who lets a colleague into a case on request, for how long, and who ends it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.channel import told
from tests.kit.tables import name_of, rows
from throughcare.commons.cases.rules import may_be_given, may_be_taken_back

title = "Letting a colleague in on request"
text = """\
Whoever answers for a case may let a colleague read it: for a purpose, with a reason, until the end of a day that lies within
the longest time that is set. It is never given twice at a time, nor to oneself. Anybody's access ends at once, with a
reason; whoever answers for the case hands it on first. Of two who end it the second reads by whose word it ended."""

CASES = """
    purpose | reason | lasts    | to            | ended  | owner | may give? | may end? | because
    --------+--------+----------+---------------+--------+-------+-----------+----------+---------------------------------------------
    advice  | yes    | 30 days  | a colleague   | no     | no    | yes       | yes      |
    -       | yes    | 30 days  | a colleague   | no     | no    | no        | yes      | no purpose is named
    advice  | -      | 30 days  | a colleague   | no     | no    | no        | no       | no reason is given
    advice  | yes    | 0 days   | a colleague   | no     | no    | no        | yes      | its end does not lie ahead
    advice  | yes    | 91 days  | a colleague   | no     | no    | yes       | yes      |
    advice  | yes    | 92 days  | a colleague   | no     | no    | no        | yes      | it would last longer than 90 days
    advice  | yes    | 30 days  | let in        | no     | no    | no        | yes      | this colleague is let in already
    advice  | yes    | 30 days  | oneself       | no     | no    | no        | yes      | nobody lets themselves in
    advice  | yes    | 30 days  | a colleague   | Mo     | no    | yes       | no       | it has ended already, by the word of Mo
    advice  | yes    | 30 days  | a colleague   | itself | no    | yes       | no       | it has ended already
    advice  | yes    | 30 days  | a colleague   | no     | yes   | yes       | no       | they answer for the case as its owner or police risk owner
"""

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_letting_in(case):
    reason = "Knows the school" if case["reason"] == "yes" else ""
    give = may_be_given(
        until=NOW + timedelta(days=int(case["lasts"].split()[0])),
        at=NOW,
        longest_days=90,
        purpose=case["purpose"],
        reason=reason,
        has_it=case["to"] == "let in",
        is_own=case["to"] == "oneself",
    )
    end = may_be_taken_back(
        runs=case["ended"] == "no",
        ended_by=case["ended"] if case["ended"] == "Mo" else "",
        answers_for_it=case["owner"] == "yes",
        reason=reason,
    )

    assert (bool(give), bool(end)) == (case["may give?"] == "yes", case["may end?"] == "yes")
    assert told(give & end) == case["because"]
