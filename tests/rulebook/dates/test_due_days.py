from datetime import date

import pytest

from tests.kit.channel import CHANNEL
from tests.kit.tables import name_of, rows

title = "By when"
text = """Working days are those of England and Wales. A month ends where the month ends. Where the Act names no number people
choose the day. A date that passed shows as a task; no clock decides anything."""

CASES = """
    clock                 | from       | due        | whose     | verify
    ----------------------+------------+------------+-----------+-------
    referral_acknowledged | 2026-11-16 | 2026-11-23 | local     | no
    child_safeguarding    | 2026-11-20 | 2026-11-23 | local     | no
    not_told_review       | 2026-11-16 | 2026-12-14 | local     | no
    deconfliction         | 2026-12-21 | 2026-12-30 | guidance  | yes
    gateway               | 2026-11-16 | 2026-11-23 | guidance  | yes
    information_answer    | 2026-03-30 | 2026-04-15 | guidance  | yes
    information_chaser    | 2026-12-23 | 2026-12-30 | local     | no
    reassessment          | 2026-11-30 | 2027-02-28 | guidance  | yes
    first_panel           | 2027-01-31 | 2027-02-28 | guidance  | yes
    consent_asked         | 2026-11-16 | 2026-11-30 | local     | no
    session_report        | 2026-12-24 | 2027-01-05 | local     | no
    monthly_review        | 2026-11-17 | 2026-12-17 | guidance  | no
    decision_after_no     | 2026-05-05 | 2026-05-19 | local     | no
    aftercare_first       | 2026-08-31 | 2027-02-28 | guidance  | no
    aftercare_second      | 2026-11-16 | 2027-11-16 | guidance  | no
    aftercare_ceiling     | 2026-11-16 | 2028-11-16 | guidance  | no
    transfer_answer       | 2026-12-22 | 2026-12-31 | local     | no
    transfer_escalated    | 2026-11-20 | 2026-11-24 | local     | no
    turning_18            | 2008-02-29 | 2026-03-01 | statutory | yes
"""

COUNTED_BACK = """
    clock                | the panel meets | out by     | whose
    ---------------------+-----------------+------------+------
    agenda_notice        | 2026-12-31      | 2026-12-22 | local
    extraordinary_notice | 2026-12-29      | 2026-12-24 | local
"""


@pytest.mark.parametrize("case", rows(CASES), ids=name_of)
def test_by_when(case):
    clock = CHANNEL.clock(case["clock"])

    assert clock.due(date.fromisoformat(case["from"])) == date.fromisoformat(case["due"])
    assert (clock.kind, clock.verify) == (case["whose"], case["verify"] == "yes")


def test_every_clock_that_counts_days_has_an_example():
    counting = {clock.code for clock in CHANNEL.clocks if not clock.is_chosen and clock.unit != "minutes"}

    assert {case["clock"] for case in (*rows(CASES), *rows(COUNTED_BACK))} == counting


@pytest.mark.parametrize("case", rows(COUNTED_BACK), ids=name_of)
def test_by_when_before(case):
    clock = CHANNEL.clock(case["clock"])

    assert clock.before(date.fromisoformat(case["the panel meets"])) == date.fromisoformat(case["out by"])
    assert clock.kind == case["whose"]


def test_the_further_assessment_is_chosen_by_the_panel():
    assert CHANNEL.clock("further_assessment").is_chosen
